import { addressesOf, type PublicRecord } from '../catalog/record';
import { escapeXml } from '../catalog/serialize';

/** Atom (RFC 4287) of the datasets listed last. */
export function atomFeed(records: readonly PublicRecord[], base: string): string {
  const to = addressesOf(base);
  const updated = records[0]?.lastListedAt ?? '2025-12-24T00:00:00.000Z';
  const entries = records.map((record) => {
    const address = escapeXml(to.dataset(record.identifier));
    return [
      '<entry>',
      `<id>${address}</id><title>${escapeXml(record.name)}</title>`,
      `<updated>${record.lastListedAt ?? updated}</updated>`,
      record.firstListedAt ? `<published>${record.firstListedAt}</published>` : '',
      `<author><name>${escapeXml(record.publisher.name)}</name></author>`,
      `<link rel="alternate" href="${address}"/>`,
      `<summary>${escapeXml(record.description ?? '')}</summary>`,
      ...record.keywords.map((keyword) => `<category term="${escapeXml(keyword)}"/>`),
      '</entry>',
    ].join('');
  });
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-Hant">' +
    `<id>${escapeXml(base)}/feed.atom</id><title>臺灣主權AI訓練語料庫：最新資料集</title>` +
    `<updated>${updated}</updated><link rel="self" href="${escapeXml(base)}/feed.atom"/>` +
    `${entries.join('')}</feed>\n`
  );
}
