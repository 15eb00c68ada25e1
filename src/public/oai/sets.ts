import type { PublicRecord } from '../catalog/record';
import { escapeXml } from '../catalog/serialize';
import type { Database } from '../database';

const FACETS: Readonly<Record<string, string>> = {
  'text-type': '文本資料類型 Text types',
  domain: '應用領域 Domains',
  language: '語言 Languages',
};
const ACCESS: Readonly<Record<string, string>> = {
  open: '開放資料 Open data',
  restricted: '授權資料 Restricted data',
};

/** Sets by tag (`domain:energy`, below `domain`) and by access (`access:open`, `access:restricted`). */
export async function listSets(database: Database): Promise<string> {
  const tags = await database.query<{ facet: string; code: string; name: string; name_en: string }>(
    `select facet, code, name, coalesce(name_en, '') as name_en from tags order by facet, "order", id`,
  );
  const sets: [spec: string, name: string][] = [];
  for (const [facet, name] of Object.entries(FACETS)) {
    sets.push([facet, name]);
    for (const tag of tags.filter((one) => one.facet === facet)) {
      sets.push([`${facet}:${tag.code}`, `${tag.name} ${tag.name_en}`.trim()]);
    }
  }
  sets.push(['access', '取用方式 Access']);
  for (const [code, name] of Object.entries(ACCESS)) sets.push([`access:${code}`, name]);
  return sets
    .map(
      ([spec, name]) =>
        `<set><setSpec>${escapeXml(spec)}</setSpec><setName>${escapeXml(name)}</setName></set>`,
    )
    .join('');
}

export async function isSet(database: Database, spec: string): Promise<boolean> {
  const [facet = '', code, ...rest] = spec.split(':');
  if (rest.length > 0) return false;
  if (facet === 'access') return code === undefined || Object.hasOwn(ACCESS, code);
  if (!Object.hasOwn(FACETS, facet)) return false;
  if (code === undefined) return true;
  const rows = await database.query('select from tags where facet = $1 and code = $2', [
    facet,
    code,
  ]);
  return rows.length > 0;
}

/** A condition on `d` (corpus_datasets): it belongs to the set, or to one below it. */
export function setCondition(spec: string, add: (value: unknown) => string): string {
  const [facet = '', code] = spec.split(':');
  if (facet === 'access') {
    return code === undefined ? 'true' : `d.is_open = ${add(code === 'open')}::boolean`;
  }
  const named = code === undefined ? '' : ` and t.code = ${add(code)}`;
  return `d.tag_ids && array(select t.id from tags t where t.facet = ${add(facet)}${named})`;
}

/** The sets of a record, as its header names them. */
export function setsOf(record: PublicRecord): string[] {
  return [
    ...record.tags.map(({ facet, code }) => `${facet}:${code}`),
    `access:${record.isOpen ? 'open' : 'restricted'}`,
  ];
}
