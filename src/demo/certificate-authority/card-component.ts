import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { escapeHtml } from '../../domain/text/escape-html';
import { signText, type Card } from './card';

/** A demo card in the stand-in's reader. */
export interface DemoCard {
  readonly label: string;
  readonly card: Card;
}

/** PIN of every demo card. */
export const DEMO_PIN = '12345678';

const MAX_BODY_BYTES = 64 * 1024;

const SCRIPT = `'use strict';
const cards = document.getElementById('cards');
const message = document.getElementById('message');
let request = null;
let site = null;
function answer(data) { window.opener.postMessage(data, site); }
window.addEventListener('message', (event) => {
  if (event.source !== window.opener || event.data?.func !== 'MakeSignature') return;
  request = event.data;
  site = event.origin;
  cards.hidden = false;
  message.textContent = '請選擇要插入的示範憑證卡 Choose a demo card';
});
cards.addEventListener('click', async (event) => {
  const card = event.target.dataset?.card;
  if (card === undefined || !request) return;
  const response = await fetch('/sign', {
    method: 'POST', headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ card: Number(card), pin: request.pin, tbs: request.tbs }),
  });
  answer({ func: 'sign', nonce: request.nonce, ...(await response.json()) });
});
window.opener?.postMessage({ func: 'getTbs' }, '*');
`;

function popup(cards: readonly DemoCard[]): string {
  const buttons = cards.map(
    ({ label }, index) =>
      `<p><button type="button" data-card="${String(index)}">${escapeHtml(label)}</button></p>`,
  );
  buttons.push('<p><button type="button" data-card="-1">（沒有插卡 no card）</button></p>');
  return `<!doctype html><html lang="zh-Hant-TW"><head><meta charset="utf-8">
<title>示範憑證元件</title><style>body{font:16px/1.6 system-ui,sans-serif;margin:1.5rem}
button{font:inherit;padding:.5rem 1rem;width:100%;text-align:left}</style></head><body>
<h1>示範憑證元件</h1><p>所有示範卡的 PIN 碼都是 ${DEMO_PIN}。<br>PIN of every demo card: ${DEMO_PIN}</p>
<p id="message" role="status">等待網站的簽章要求…… Waiting for the request</p>
<div id="cards" hidden>${buttons.join('')}</div><script src="/popup.js"></script></body></html>`;
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) throw new Error('Too long.');
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

/** HiPKI's numbers that the stand-in gives: no card; login failed, since the PIN is wrong. */
const NO_CARD = { ret_code: 0x76000006 };
const WRONG_PIN = { ret_code: 0x76100006, last_error: 0xa0 };

async function sign(cards: readonly DemoCard[], body: unknown): Promise<object> {
  const { card, pin, tbs } = body as { card?: unknown; pin?: unknown; tbs?: unknown };
  const chosen = typeof card === 'number' ? cards[card] : undefined;
  if (!chosen || typeof tbs !== 'string') return NO_CARD;
  if (pin !== DEMO_PIN) return WRONG_PIN;
  return { ret_code: 0, signature: await signText(chosen.card, tbs) };
}

function send(response: ServerResponse, type: string, body: string | Buffer): void {
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(body);
}

/**
 * A stand-in for the card component on an officer's computer (HiPKI's popupForm), and beside it
 * the demo authority's revocation list at /demo.crl.
 */
export function createCardComponent(
  cards: readonly DemoCard[],
  revocationList: () => Promise<Buffer>,
): Server {
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const route = `${request.method ?? ''} ${request.url ?? ''}`;
    if (route === 'GET /popupForm') send(response, 'text/html; charset=utf-8', popup(cards));
    else if (route === 'GET /popup.js') send(response, 'text/javascript; charset=utf-8', SCRIPT);
    else if (route === 'GET /demo.crl') {
      send(response, 'application/pkix-crl', await revocationList());
    } else if (route === 'POST /sign') {
      const answer = await sign(cards, await readBody(request));
      send(response, 'application/json', JSON.stringify(answer));
    } else response.writeHead(404).end();
  }
  return createServer((request, response) => {
    handle(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(400);
      response.end();
    });
  });
}
