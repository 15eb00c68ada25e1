/**
 * The application page's script: talks to the card component in a window of its own (protocol of
 * HiPKI's popupForm). The PIN goes from the field to that window and nowhere else.
 */
export const CARD_SCRIPT = `'use strict';
(() => {
  const card = document.getElementById('card');
  const pin = document.getElementById('pin');
  const button = document.getElementById('card-sign');
  const message = document.getElementById('card-message');
  const component = new URL(card.dataset.component);
  const words = JSON.parse(card.dataset.words);
  // HiPKI's own numbers: ret_code, and last_error where logging in to the card failed.
  const FAILURES = {
    0x76000006: 'no_card', 0x76100003: 'no_reader', 0x7600000f: 'site_not_allowed',
    0x76000998: 'pin_missing', 0x76000999: 'cancelled', 0xe0000012: 'cancelled',
    0x76500001: 'not_yet_valid', 0x76500002: 'expired',
  };
  const PIN_FAILURES = {
    0xa0: 'pin_wrong', 0xa2: 'pin_length', 0xa4: 'card_locked',
    0x80000001: 'pin_last', 0x80000002: 'pin_wrong',
  };
  const NO_ANSWER_MS = 20000;
  const say = (text, isError) => {
    message.textContent = text;
    message.className = isError ? 'error' : '';
  };
  let popup = null;
  let challenge = null;
  let nonce = '';
  let answered = false;

  async function post(path, body) {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': card.dataset.language },
      body: JSON.stringify(body),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.error.message);
    return answer.data;
  }

  function finish(text) {
    pin.value = '';
    button.disabled = false;
    if (popup && !popup.closed) popup.close();
    popup = null;
    say(text, true);
  }

  async function sendRequest() {
    const { text } = await challenge;
    popup.postMessage({
      func: 'MakeSignature', signatureType: 'PKCS7', hashAlgorithm: 'SHA256',
      tbs: text, tbsEncoding: 'NONE', withCardSN: false, pin: pin.value, nonce,
    }, component.origin);
  }

  function failureOf(data) {
    const kind = PIN_FAILURES[data.last_error >>> 0] ?? FAILURES[data.ret_code >>> 0];
    return words[kind] ?? words.failed.replace('{code}', '0x' + (data.ret_code >>> 0).toString(16));
  }

  async function receiveSignature(data) {
    if (data.ret_code !== 0) {
      finish(failureOf(data));
      return;
    }
    await post('/login/certificate/verify', { signature: data.signature });
    pin.value = '';
    location.assign('/login/application');
  }

  window.addEventListener('message', (event) => {
    if (!popup || event.source !== popup || event.origin !== component.origin) return;
    let data = event.data;
    if (typeof data === 'string') {
      try { data = JSON.parse(data); } catch { return; }
    }
    if (!data || typeof data !== 'object') return;
    answered = true;
    if (data.nonce !== undefined && data.func === 'sign' && data.nonce !== nonce) return;
    const step = data.func === 'getTbs' ? sendRequest() : data.func === 'sign' ? receiveSignature(data) : null;
    if (step) step.catch((error) => { finish(error.message); });
  });

  button.addEventListener('click', () => {
    if (pin.value === '') { say(words.pin_missing, true); pin.focus(); return; }
    say(words.waiting);
    answered = false;
    button.disabled = true;
    nonce = Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join('');
    popup = window.open(component.href, 'card', 'width=420,height=520');
    if (!popup) { finish(words.blocked); return; }
    challenge = post('/login/certificate/challenge', {});
    challenge.catch((error) => { finish(error.message); });
    const opened = Date.now();
    const watch = setInterval(() => {
      if (!popup) { clearInterval(watch); return; }
      if (popup.closed) { clearInterval(watch); finish(words.closed); return; }
      if (!answered && Date.now() - opened > NO_ANSWER_MS) { clearInterval(watch); finish(words.no_answer); }
    }, 500);
  });
})();
`;
