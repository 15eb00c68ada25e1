import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Core } from '@strapi/strapi';
import { completeFields } from './datasets';
import { MARKER, type ForeignAgency } from './foreign-agency';

export const ROLES = [
  'stranger',
  'member',
  'provider',
  'manager',
  'platform admin',
  'super admin',
] as const;
export type Role = (typeof ROLES)[number];

/** A status number; `open`: anything but a failure; `may`: allowed and not sent, as it would act. */
export type Cell = number | 'open' | 'may';

export interface MatrixRow {
  /** `GET /review-workflow/datasets/:id`, as the router has it. */
  readonly route: string;
  readonly cells: Readonly<Record<Role, Cell>>;
}

const DOCUMENT = path.resolve(__dirname, '../../docs/authorisation.md');

/** The rows of the tables in docs/authorisation.md. */
export function readMatrix(): MatrixRow[] {
  return readFileSync(DOCUMENT, 'utf8')
    .split('\n')
    .map((line) => /^\| (?:`(?<method>[A-Z]+)`) +\| `(?<path>[^`]+)` +\|(?<rest>.*)\|$/.exec(line))
    .filter((match) => match !== null)
    .map(({ groups = {} }) => {
      const words = (groups['rest'] ?? '').split('|').map((word) => word.trim());
      const cells = words.slice(-ROLES.length).map(readCell);
      return {
        route: `${groups['method'] ?? ''} ${groups['path'] ?? ''}`,
        cells: Object.fromEntries(ROLES.map((role, at) => [role, cells[at]])) as MatrixRow['cells'],
      };
    });
}

function readCell(word: string): Cell {
  if (word === 'open' || word === 'may') return word;
  if (/^\d{3}$/.test(word)) return Number(word);
  throw new Error(`docs/authorisation.md: ${word} is no cell of the matrix`);
}

/** Every route of the running service; one that takes all methods is `ALL`. */
export function routesOf(strapi: Core.Strapi): string[] {
  const layers = strapi.server.listRoutes() as { methods: string[]; path: string }[];
  return layers
    .filter(({ methods }) => methods.length > 0)
    .flatMap(({ methods, path: at }) =>
      methods.length > 10
        ? [`ALL ${at}`]
        : methods.filter((method) => method !== 'HEAD').map((method) => `${method} ${at}`),
    );
}

export interface Attempt {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

type Body = (world: ForeignAgency) => unknown;

/** Bodies that would do what they ask for if the asker were allowed to. */
const BODIES: Readonly<Record<string, Body>> = {
  'POST /review-workflow/datasets': () => completeFields(),
  'PUT /review-workflow/datasets/:id': ({ draft }) => ({ version: draft.version, name: '改名' }),
  'POST /review-workflow/datasets/:id/transitions': ({ waiting }) => ({
    version: waiting.version,
    action: 'approve',
  }),
  'POST /review-workflow/datasets/:id/handover': () => ({ provider: 'provider2.moda' }),
  'POST /review-workflow/datasets/:id/transfer': () => ({
    agency: '2.16.886.101.20003.20067',
    reason: '組織調整',
  }),
  'POST /gov-oidc/applications/:id/decisions': () => ({ decision: 'approve', remark: '同意' }),
  'POST /gov-oidc/accounts/:id/state': () => ({ active: false, remark: '離職' }),
  'POST /gov-oidc/accounts/:id/role': () => ({ role: 'platform-admin', remark: '升任' }),
  'POST /access-review/applications/:id/decisions': () => ({
    decision: 'approve',
    grantedUntil: '2999-12-31',
    reason: '同意',
  }),
  'PUT /admin/users/:id': () => ({ isActive: false, roles: [1] }),
  'POST /admin/users/batch-delete': ({ officerUser }) => ({ ids: [officerUser] }),
  'POST /admin/users': () => ({ firstname: 'x', email: 'x@example.tw', roles: [1] }),
  'PUT /admin/roles/:id/permissions': () => ({
    permissions: [{ action: 'admin::users.update', conditions: [] }],
  }),
  'POST /admin/api-tokens': () => ({
    name: 'x',
    type: 'full-access',
    lifespan: null,
    description: '',
  }),
  'POST /email': () => ({ to: 'x@example.tw', subject: 'x', text: 'x' }),
  'POST /content-manager/collection-types/:model': () => ({ name: 'x', state: 'listed' }),
  'PUT /content-manager/collection-types/:model/:id': () => ({ name: 'x', state: 'listed' }),
  'POST /content-manager/collection-types/:model/actions/bulkDelete': bulk,
  'POST /content-manager/collection-types/:model/actions/bulkPublish': bulk,
  'POST /content-manager/collection-types/:model/actions/bulkUnpublish': bulk,
  'POST /graphql': () => ({ query: '{ datasets { name contactEmail files { name } } }' }),
};

function bulk({ draft, revising }: ForeignAgency) {
  return { documentIds: [draft.id, revising.id] };
}

/** What is sent to a route: ids of 數位發展部 wherever it takes one. */
export function attemptsOn(route: string, world: ForeignAgency): Attempt[] {
  const [method = '', pattern = ''] = route.split(' ');
  const url = fill(pattern, world);
  const body = BODIES[route]?.(world) ?? {};
  if (pattern === '/review-workflow/uploads') return [uploadAttempt(world)];
  if (pattern === '/review-workflow/uploads/:uploadId') {
    return ['HEAD', 'PATCH', 'DELETE'].map((each) => chunkAttempt(each, url));
  }
  if (method === 'ALL')
    return [
      { method: 'GET', url },
      { method: 'POST', url, body },
    ];
  return [method === 'GET' || method === 'DELETE' ? { method, url } : { method, url, body }];
}

function uploadAttempt({ draft }: ForeignAgency): Attempt {
  const encoded = (text: string) => Buffer.from(text).toString('base64');
  return {
    method: 'POST',
    url: '/review-workflow/uploads',
    headers: {
      'tus-resumable': '1.0.0',
      'upload-length': '10',
      'upload-metadata': `filename ${encoded('a.csv')},dataset ${encoded(draft.id)}`,
    },
  };
}

function chunkAttempt(method: string, url: string): Attempt {
  const headers = {
    'tus-resumable': '1.0.0',
    ...(method === 'PATCH' && {
      'upload-offset': '0',
      'content-type': 'application/offset+octet-stream',
    }),
  };
  return { method, url, headers, ...(method === 'PATCH' && { body: 'a,b\n1,2\n' }) };
}

/** Longest first: what each parameter of a path stands for. */
function fill(pattern: string, world: ForeignAgency): string {
  const id = idOf(pattern, world);
  const values: Readonly<Record<string, string>> = {
    id,
    documentId: world.draft.id,
    fileId: world.fileId,
    sourceId: world.draft.id,
    uploadId: world.upload,
    model: 'api::dataset.dataset',
    contentType: 'api::dataset.dataset',
    uid: 'api::dataset.dataset',
    targetField: 'provider',
    identifier: world.draft.identifier,
    document: 'dcat.jsonld',
    suffix: 'jsonld',
    unitType: 'government',
    provider: 'email',
    kind: 'tags',
  };
  return pattern
    .replace('/((?!uploads/).+)', '/nowhere.txt')
    .replace('(.*)', 'nowhere')
    .replace(':path*', 'nowhere')
    .replace(/:([A-Za-z]+)/g, (_, name: string) => values[name] ?? 'nowhere');
}

function idOf(pattern: string, world: ForeignAgency): string {
  if (pattern.startsWith('/review-workflow/datasets/:id/transitions')) return world.waiting.id;
  if (pattern.startsWith('/gov-oidc/applications')) return world.accountApplication;
  if (pattern.startsWith('/gov-oidc/accounts')) return world.officer;
  if (pattern.startsWith('/access-review')) return world.accessApplication;
  if (pattern.startsWith('/admin/users')) return String(world.officerUser);
  if (/^\/(review-workflow|content-manager)/.test(pattern)) return world.draft.id;
  return '1';
}

export function mentions(text: string): boolean {
  return text.includes(MARKER);
}
