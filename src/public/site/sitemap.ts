import type { Database } from '../database';
import { escapeXml } from '../catalog/serialize';

/** Addresses in one file; the protocol allows 50,000. */
const PER_FILE = 20_000;

/**
 * The sitemap of dataset pages, or of its parts where there are more than one file holds.
 *
 * @param part From 1; null for the beginning.
 * @returns null where there is no such part
 */
export async function sitemap(
  database: Database,
  { base, part }: { base: string; part: number | null },
): Promise<string | null> {
  const [totals] = await database.query<{ datasets: string }>('select datasets from corpus_totals');
  const parts = Math.max(1, Math.ceil(Number(totals?.datasets ?? 0) / PER_FILE));
  if (part === null && parts > 1) return index(base, parts);
  const number = part ?? 1;
  if (number > parts) return null;
  const rows = await database.query<{ identifier: string; day: string | null }>(
    `select identifier, to_char(last_listed_at, 'YYYY-MM-DD') as day from corpus_datasets
     order by identifier limit ${PER_FILE} offset ${(number - 1) * PER_FILE}`,
  );
  const urls = rows.map(
    ({ identifier, day }) =>
      `<url><loc>${escapeXml(pageOf(base, identifier))}</loc>${day ? `<lastmod>${day}</lastmod>` : ''}</url>`,
  );
  return document('urlset', urls);
}

/** A dataset's page on the public site where that is configured, else its record here. */
function pageOf(base: string, identifier: string): string {
  const site = process.env.PUBLIC_SITE_DATASET_URL;
  return site
    ? site.replace('{identifier}', identifier)
    : `${base}/api/datasets/identifier/${identifier}`;
}

function index(base: string, parts: number): string {
  const files = Array.from(
    { length: parts },
    (_, i) => `<sitemap><loc>${escapeXml(base)}/sitemap.xml?part=${i + 1}</loc></sitemap>`,
  );
  return document('sitemapindex', files);
}

const document = (root: string, items: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${items.join('')}</${root}>\n`;
