const SOURCES = [
  ...['corpus_datasets', 'tags', 'themes', 'themes_tags_lnk', 'licences', 'agencies', 'pages'],
  'hot_keywords',
];

/** Channel on which a committed change of anything public is announced to all instances. */
export const CHANNEL = 'corpus_changed';

/** One announcement a statement; PostgreSQL delivers equal ones of a transaction once. */
export const ANNOUNCEMENTS = `
create or replace function corpus_announce() returns trigger language plpgsql as $$
begin
  perform pg_notify('${CHANNEL}', '');
  return null;
end
$$;
${SOURCES.map(
  (table) => `create or replace trigger corpus_announce
  after insert or update or delete on ${table}
  for each statement execute function corpus_announce();`,
).join('\n')}
`;
