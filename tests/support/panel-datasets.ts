import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { completeFields } from './datasets';
import type { Panel } from './panel';

const CHECKED_WITHIN_MS = 120_000;

interface Seen {
  readonly id: string;
  readonly identifier: string;
  readonly version: number;
  readonly state: string;
}

/** Requests as the person who is signed in at a page. */
export async function callAs(panel: Panel, page: Page, path: string, init: RequestInit = {}) {
  const cookies = await page.context().cookies(`${panel.url}/admin`);
  const token = cookies.find(({ name }) => name === 'jwtToken')?.value ?? '';
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${decodeURIComponent(token)}`);
  const answer = await fetch(`${panel.url}${path}`, { ...init, headers });
  const body = (await answer.json()) as { data: Seen };
  assert.ok(answer.ok, `${path}: ${JSON.stringify(body)}`);
  return body.data;
}

const asJson = (method: string, body: unknown): RequestInit => ({
  method,
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
});

export function makeDraft(panel: Panel, page: Page, changes: Record<string, unknown> = {}) {
  const body = completeFields(changes);
  return callAs(panel, page, '/review-workflow/datasets', asJson('POST', body));
}

export async function moveAs(
  panel: Panel,
  page: Page,
  id: string,
  action: string,
  needs: { readonly delistOn?: string; readonly reason?: string } = {},
) {
  const { version } = await callAs(panel, page, `/review-workflow/datasets/${id}`);
  const path = `/review-workflow/datasets/${id}/transitions`;
  return callAs(panel, page, path, asJson('POST', { action, version, ...needs }));
}

/** A complete draft with one real, accepted file. */
export async function makeReadyDraft(
  panel: Panel,
  page: Page,
  changes: Record<string, unknown> = {},
): Promise<Seen> {
  const draft = await makeDraft(panel, page, changes);
  const form = new FormData();
  form.append(
    'file',
    new Blob([`代碼,名稱\n1,${draft.identifier}測試資料\n2,交通運輸\n`]),
    '代碼表.csv',
  );
  const files = `/review-workflow/datasets/${draft.id}/files`;
  await callAs(panel, page, files, { method: 'POST', body: form });
  const deadline = Date.now() + CHECKED_WITHIN_MS;
  while (Date.now() < deadline) {
    const all = (await callAs(panel, page, files)) as unknown as { state: string }[];
    if (all.every(({ state }) => state === 'accepted')) {
      return callAs(panel, page, `/review-workflow/datasets/${draft.id}`);
    }
    await pause(200);
  }
  throw new Error('The file was not accepted in time.');
}
