import type { Core } from '@strapi/strapi';
import { deriveParents } from './parents';
import { AGENCY_SEEDS } from './seeds/agencies';
import { LICENCE_SEEDS } from './seeds/licences';
import { PAGE_SEEDS } from './seeds/pages';
import type { Seed } from './seeds/seed';
import { TAG_SEEDS } from './seeds/tags';
import { themeSeeds } from './seeds/themes';

const STORE = { type: 'core', name: 'reference-data', key: 'seeded' } as const;

/**
 * Creates the taxonomy, licences, themes, pages and first agencies, each once in the life of a
 * database: what an admin renamed, retired or deleted stays as the admin left it, and a seed that
 * comes with a later version is still added.
 */
export async function loadSeeds({ strapi }: { strapi: Core.Strapi }): Promise<void> {
  const done = new Set<string>(((await strapi.store.get(STORE)) as string[] | null) ?? []);
  const before = done.size;
  await seedAll(strapi, done, [...TAG_SEEDS, ...LICENCE_SEEDS, ...PAGE_SEEDS, ...AGENCY_SEEDS]);
  await seedAll(strapi, done, themeSeeds(await tagIds(strapi)));
  if (done.size === before) return;
  await deriveParents(strapi.db.connection);
  await strapi.store.set({ ...STORE, value: [...done] });
}

async function seedAll(
  strapi: Core.Strapi,
  done: Set<string>,
  seeds: readonly Seed[],
): Promise<void> {
  for (const seed of seeds) {
    const name = `${seed.uid}:${Object.values(seed.key).join(':')}`;
    if (done.has(name)) continue;
    await seedOne(strapi, seed);
    done.add(name);
  }
}

async function seedOne(strapi: Core.Strapi, { uid, key, data, publish }: Seed): Promise<void> {
  if ((await strapi.db.query(uid).count({ where: key })) > 0) return;
  await strapi.documents(uid).create({
    data: { ...data, ...key } as never, // the union of all content types is not one input type
    ...(publish ? { status: 'published' as const } : {}),
  });
}

async function tagIds(strapi: Core.Strapi): Promise<Map<string, string>> {
  const tags = await strapi.db.query('api::tag.tag').findMany({});
  return new Map(
    tags.map((tag: { facet: string; code: string; documentId: string }) => [
      `${tag.facet}:${tag.code}`,
      tag.documentId,
    ]),
  );
}
