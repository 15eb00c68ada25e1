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
  const say = (text, isError) => {
    message.textContent = text;
    message.className = isError ? 'error' : '';
  };
  let popup = null;
  let challenge = null;
  let nonce = '';

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

  async function receiveSignature(data) {
    if (data.ret_code !== 0) {
      finish(card.dataset.failed.replace('{code}', String(data.ret_code)));
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
    if (data.nonce !== undefined && data.func === 'sign' && data.nonce !== nonce) return;
    const step = data.func === 'getTbs' ? sendRequest() : data.func === 'sign' ? receiveSignature(data) : null;
    if (step) step.catch((error) => { finish(error.message); });
  });

  button.addEventListener('click', () => {
    if (pin.value === '') { say(card.dataset.pinMissing, true); pin.focus(); return; }
    say(card.dataset.waiting);
    button.disabled = true;
    nonce = Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join('');
    popup = window.open(component.href, 'card', 'width=420,height=520');
    if (!popup) { finish(card.dataset.blocked); return; }
    challenge = post('/login/certificate/challenge', {});
    challenge.catch((error) => { finish(error.message); });
    const watch = setInterval(() => {
      if (!popup) { clearInterval(watch); return; }
      if (popup.closed) { clearInterval(watch); finish(card.dataset.closed); }
    }, 500);
  });
})();
`;
