/** Every public route that answers content, for tests that look through all of them. */
export function publicPaths(known: { documentId: string; identifier: string }): string[] {
  return [
    ...['/api/datasets', `/api/datasets/${known.documentId}`],
    `/api/datasets/identifier/${known.identifier}`,
    ...['/api/tags', '/api/themes', '/api/licences', '/api/agencies', '/api/pages', '/api/banners'],
    ...['/api/pages/about', '/api/licences/SAITDL-1.0', '/api/agencies/2.16.886.101.20003.20082'],
    ...['/api/corpus/statistics', '/api/corpus/latest', '/api/corpus/popular'],
    ...['/api/corpus/hot-keywords', '/api/search/datasets', '/api/search/datasets?facets=true'],
    ...['/api/catalog/dcat.jsonld', '/api/catalog/dcat.ttl', '/api/catalog/dcat.rdf', '/api/oai'],
    ...[
      '/api/oai?verb=ListRecords&metadataPrefix=oai_dc',
      '/api/openapi.json',
      '/sitemap.xml',
      '/feed.atom',
    ],
    `/api/catalog/datasets/${known.identifier}/croissant.json`,
  ];
}

/** Ways to ask for more than is public; all must be refused or ignored. */
export const TRICKS: readonly string[] = [
  ...['status=draft', 'status=DRAFT', 'status=', 'status[]=draft', 'publicationState=preview'],
  ...['populate=*', 'populate=%2A', 'populate=deep', 'populate[provider]=*', 'populate=provider'],
  ...['populate[0]=createdBy', 'populate[agency][populate]=*', 'populate[files][populate]=*'],
  ...[
    'populate[files][fields][0]=storageKey',
    'populate[agency][fields][0]=dn',
    'populate=localizations',
  ],
  ...[
    'fields=*',
    'fields=returnReason',
    'fields[0]=storageKey',
    'fields=state,version',
    'fields=dn',
  ],
  ...[
    'sort=returnReason',
    'sort=provider.email',
    'sort[provider][email]=asc',
    'sort=createdBy.email',
  ],
  ...['filters[state][$eq]=draft', 'filters[publishedAt][$null]=true', 'filters[id][$gt]=0'],
  ...['filters[provider][email][$startsWith]=MARK', 'filters[returnReason][$contains]=MARK'],
  ...['filters[$or][0][provider][id]=1', 'filters[agency][telephone][$notNull]=true'],
  ...['filters[createdBy][email][$contains]=MARK', 'filters[files][storageKey][$contains]=MARK'],
  ...[
    '_q=MARK',
    'q=MARK',
    'locale=*',
    'hasPublishedVersion=false',
    'publicationFilter=never-published',
  ],
];
