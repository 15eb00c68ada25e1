/** What the screens show in tests and pictures: real public texts in every state, people with work to do. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DEMO_ACCOUNTS } from '../../src/demo/accounts';
import { taipeiDay } from '../../src/domain/time/taipei';
import { Browser } from './browser';
import { SAMPLES, type Panel } from './panel';
import { SCREEN_DATASETS, type Mover, type ScreenDataset, type Step } from './screen-datasets';
import { CORRECTED } from './screens-of-providers';
import { makeMembers, WISHES } from './screen-members';
import { signIn, tokenOf } from './sign-in';

const CHECKED_WITHIN_MS = 120_000;
const DAY_MS = 86_400_000;

/** Ids as addresses carry them, by the keys of the list of screens. */
type ScreenIds = Readonly<Record<string, string>>;

export interface ScreenData {
  readonly ids: ScreenIds;
  /** What the records say: a screen in English shows it as people wrote it. */
  readonly texts: readonly string[];
  /** What stands in both languages on the screens where it is edited. */
  readonly bilingual: readonly string[];
}

/** The demo's people, as browsers without a window. */
const ACCOUNTS: Readonly<Record<Mover, string>> = {
  provider: 'provider.moda',
  provider2: 'provider2.moda',
  otherProvider: 'provider.moc',
  manager: 'manager.moda',
  otherManager: 'manager.moc',
  admin: 'admin1.platform',
};

/** Officers of the demo who come for the first time, here. */
const NEWCOMERS = ['manager.moc', 'provider.moc', 'admin2.platform'];

/** Everything, made by the people themselves through the service's own interface. */
export async function makeScreenData(panel: Panel): Promise<ScreenData> {
  const ask = await signedIn(panel);
  const made = new Map<string, string>();
  // One after another, so that identifiers are the same in every run.
  for (const dataset of SCREEN_DATASETS) made.set(dataset.key, await create(ask, dataset));
  for (const dataset of SCREEN_DATASETS) {
    const id = made.get(dataset.key) ?? '';
    await untilChecked(ask, dataset.provider, id);
    for (const step of dataset.moves) await take(ask, id, step);
  }
  await makeMembers(panel, made.get('culture') ?? '');
  // 文化部 has no manager from here on: its applications wait for platform admins.
  await panel.sql('delete from officers where account = any($1)', [NEWCOMERS]);
  const ids = {
    ...Object.fromEntries(made),
    forManager: await applyForAccount(panel, 'newcomer.moda'),
    forAdmin: await applyForAccount(panel, 'manager.moc'),
    ...(await idsOf(panel)),
  };
  const texts = [...(await recordTexts(panel)), ...(await draftedTexts(ask, made.get('draft')))];
  return { ids, texts, bilingual: await bilingualTexts(panel) };
}

/** What the service drafts for a dataset, as its form shows it. */
async function draftedTexts(ask: Ask, id = ''): Promise<string[]> {
  interface Drafted {
    readonly description: string;
    readonly keywords: readonly string[];
  }
  const drafted = await ask<Drafted>('provider', `/${id}/metadata-draft`, { method: 'POST' });
  return [drafted.description, drafted.keywords.join(','), ...drafted.keywords];
}

/** One each of what every service has from its first start, and of what members asked for. */
async function idsOf(panel: Panel): Promise<ScreenIds> {
  const [row = {}] = await panel.sql<Record<string, string>>(`
    select (select document_id from corpus_access_applications order by id limit 1) wish,
      (select document_id from pages where slug = 'about' limit 1) page,
      (select document_id from licences where code = 'SAITDL-1.0' limit 1) licence,
      (select document_id from agencies where name = '數位發展部' limit 1) agency`);
  return row;
}

async function recordTexts(panel: Panel): Promise<string[]> {
  const rows = await panel.sql<{ text: string }>(`
    select name text from agencies union select name from officers union select account from officers
    union select username from up_users
    union select name from dataset_files union select title from pages union select title from themes
    union select jsonb_array_elements_text(keywords::jsonb) from datasets
    union select name from licences union select description from datasets where description <> ''`);
  const found = new Set(rows.map(({ text }) => text));
  collect([SCREEN_DATASETS, CORRECTED, WISHES, DEMO_ACCOUNTS.map(({ name }) => name)], found);
  return [...found].filter((text) => text.length > 1);
}

async function bilingualTexts(panel: Panel): Promise<string[]> {
  const rows = await panel.sql<{ text: string }>(`
    select name text from tags union select name_en from tags union select title from pages
    union select title_en from pages union select title from themes union select title_en from themes
    union select subtitle from themes where subtitle <> ''
    union select name_en from licences where name_en <> '' union select name_en from agencies where name_en <> ''`);
  return rows.map(({ text }) => text);
}

/** Every text in it. */
function collect(value: unknown, into: Set<string>): void {
  if (typeof value === 'string') {
    if (/\p{Script=Han}/u.test(value)) into.add(value);
  } else if (typeof value === 'object' && value !== null) {
    for (const one of Object.values(value)) collect(one, into);
  }
}

interface Seen {
  readonly id: string;
  readonly version: number;
}

type Ask = <Answer = Seen>(by: Mover, path: string, init?: RequestInit) => Promise<Answer>;

async function signedIn(panel: Panel): Promise<Ask> {
  const tokens = new Map<Mover, string>();
  for (const [who, account] of Object.entries(ACCOUNTS) as [Mover, string][]) {
    const browser = new Browser();
    await signIn(panel, browser, account);
    tokens.set(who, tokenOf(browser));
  }
  return async (by, to, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${tokens.get(by) ?? ''}`);
    const answer = await fetch(`${panel.url}/review-workflow/datasets${to}`, { ...init, headers });
    const body = (await answer.json()) as { data: never };
    assert.ok(answer.ok, `${to}: ${JSON.stringify(body)}`);
    return body.data;
  };
}

const asJson = (method: string, body: unknown): RequestInit => ({
  method,
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
});

async function create(ask: Ask, { provider, fields, files }: ScreenDataset): Promise<string> {
  const { id } = await ask(provider, '', asJson('POST', fields));
  for (const file of files) {
    const body = new FormData();
    body.append('file', new Blob([readFileSync(path.join(SAMPLES, file))]), path.basename(file));
    await ask(provider, `/${id}/files`, { method: 'POST', body });
  }
  return id;
}

async function take(ask: Ask, id: string, { by, delistInDays, change, ...move }: Step) {
  const { version } = await ask(by, `/${id}`);
  if (change !== undefined) return ask(by, `/${id}`, asJson('PUT', { ...change, version }));
  const day = new Date(Date.now() + (delistInDays ?? 0) * DAY_MS);
  const delistOn = delistInDays === undefined ? {} : { delistOn: taipeiDay(day) };
  return ask(by, `/${id}/transitions`, asJson('POST', { ...move, ...delistOn, version }));
}

async function untilChecked(ask: Ask, by: Mover, id: string): Promise<void> {
  const deadline = Date.now() + CHECKED_WITHIN_MS;
  for (;;) {
    const files = await ask<{ state: string }[]>(by, `/${id}/files`);
    if (files.every(({ state }) => state === 'accepted' || state === 'refused')) return;
    assert.ok(Date.now() < deadline, `The files of ${id} were not checked in time.`);
    await pause(100);
  }
}

async function applyForAccount(panel: Panel, account: string): Promise<string> {
  const browser = new Browser();
  await signIn(panel, browser, account);
  const email = `${account}@example.gov.tw`;
  const form = { email, role: 'provider', consent: 'yes' };
  await browser.submit(`${panel.url}/login/application`, form);
  const [row] = await panel.sql<{ document_id: string }>(
    `select a.document_id from gov_oidc_applications a
     join officers o on o.id = a.officer_id where o.account = $1`,
    [account],
  );
  assert.ok(row, `${account} has applied`);
  return row.document_id;
}
