import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const TYPES = ['dataset', 'dataset-file', 'agency', 'licence', 'tag'];

/**
 * Writes a stock Strapi project of the same content types: core routers and controllers, GraphQL with
 * its generated schema, anonymous find and findOne; nothing of ours. @returns its start file
 */
export function writeStock(folder: string): string {
  const write = (name: string, text: string) => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  };
  mkdirSync(folder, { recursive: true });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  const packages = ['@strapi/strapi', '@strapi/plugin-graphql', '@strapi/plugin-users-permissions'];
  write('package.json', JSON.stringify({ name: 'stock', dependencies: versions(packages) }));
  write(
    'config/database.js',
    `const { parse } = require('pg-connection-string');
     const c = parse(process.env.DATABASE_URL);
     module.exports = { connection: { client: 'postgres', connection: { host: c.host, port: Number(c.port),
       database: c.database, user: c.user, password: c.password }, pool: { min: 2, max: 10 } }, settings: { forceMigration: false, runMigrations: false } };`,
  );
  write(
    'config/server.js',
    `module.exports = { host: '127.0.0.1', port: Number(process.env.PORT), app: { keys: ['stock-key-a', 'stock-key-b'] } };`,
  );
  write(
    'config/admin.js',
    `module.exports = { auth: { secret: 'stock-secret-stock-secret' }, apiToken: { salt: 'stock-salt' }, transfer: { token: { salt: 'stock-salt' } } };`,
  );
  write(
    'config/api.js',
    `module.exports = { rest: { defaultLimit: 25, maxLimit: 100, withCount: true } };`,
  );
  write(
    'config/plugins.js',
    `module.exports = { graphql: { config: { shadowCRUD: true, maxLimit: 100 } }, 'users-permissions': { config: { jwtSecret: 'stock-jwt-secret-stock-jwt' } } };`,
  );
  for (const type of TYPES) writeType(write, type);
  write('src/index.js', `module.exports = { register() {}, bootstrap: ${String(allowReading)} };`);
  write('public/uploads/.gitkeep', '');
  write(
    'start.js',
    `const { createStrapi } = require('@strapi/strapi');
     createStrapi({ appDir: __dirname, distDir: __dirname, serveAdminPanel: false }).start().then(() => process.send?.('ready'));`,
  );
  return path.join(folder, 'start.js');
}

function versions(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, '*']));
}

type Write = (name: string, text: string) => void;

function writeType(write: Write, type: string): void {
  const source = path.join(ROOT, `src/api/${type}/content-types/${type}/schema.json`);
  const schema = JSON.parse(readFileSync(source, 'utf8')) as {
    attributes: Record<string, { target?: string }>;
  };
  // Officers are not part of what is compared.
  for (const [name, { target }] of Object.entries(schema.attributes)) {
    if (target?.includes('officer')) Reflect.deleteProperty(schema.attributes, name);
  }
  const uid = `api::${type}.${type}`;
  write(`src/api/${type}/content-types/${type}/schema.json`, JSON.stringify(schema));
  for (const [kind, factory] of [
    ['routes', 'createCoreRouter'],
    ['controllers', 'createCoreController'],
    ['services', 'createCoreService'],
  ]) {
    write(
      `src/api/${type}/${kind}/${type}.js`,
      `module.exports = require('@strapi/strapi').factories.${factory ?? ''}('${uid}');`,
    );
  }
}

/** Runs inside the stock project: everybody may read. */
async function allowReading({ strapi }: { strapi: never }): Promise<void> {
  const db = (
    strapi as {
      db: { query(uid: string): Record<string, (q: object) => Promise<{ id: number } | null>> };
    }
  ).db;
  const role = await db
    .query('plugin::users-permissions.role')
    .findOne?.({ where: { type: 'public' } });
  for (const type of ['dataset', 'dataset-file', 'agency', 'licence', 'tag']) {
    for (const action of ['find', 'findOne']) {
      const name = `api::${type}.${type}.${action}`;
      const where = { action: name, role: { id: role?.id } };
      const there = await db.query('plugin::users-permissions.permission').findOne?.({ where });
      if (!there)
        await db
          .query('plugin::users-permissions.permission')
          .create?.({ data: { action: name, role: role?.id } });
    }
  }
}

/** The best indexes that stock Strapi's own queries can use. */
export const STOCK_INDEXES = [
  'create index stock_latest on datasets (last_listed_at desc, id) where published_at is not null',
  'create index stock_identifier on datasets (identifier) where published_at is not null',
  'create index stock_published on datasets (published_at, id)',
  'create index stock_agency on datasets (agency_id) where published_at is not null',
  'create extension if not exists pg_trgm',
  ...['name', 'description', 'identifier', 'contact_name', 'contact_email', 'contact_phone'].map(
    (column) =>
      `create index stock_words_${column} on datasets using gin (${column} gin_trgm_ops) where published_at is not null`,
  ),
  'vacuum analyze datasets',
];
