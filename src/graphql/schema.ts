const FILTERED = `filters: %Filters, sort: [String] = [], pagination: PaginationArg = {}`;
const STATUS = 'status: PublicationStatus';

const listArguments = (filters: string): string => FILTERED.replace('%Filters', filters);

/**
 * The public schema in the words of Strapi's own (documentId, nodes, pageInfo, filters). `status`
 * is taken and changes nothing: there is only published content behind it. No mutations.
 */
export const TYPE_DEFS = `
  input PaginationArg { page: Int, pageSize: Int, start: Int, limit: Int }

  type AgencyName { oid: String!, name: String! }

  type Agency {
    documentId: ID!
    oid: String!
    name: String!
    nameEn: String
    "Who answers today for what this agency published: the end of its chain of successors."
    responsible: AgencyName
    retired: Boolean
    datasets: Int
    "What it was called before, and until when: a list of name and until."
    formerNames: JSON
    "Its OIDs before the present one: a list of oid and until."
    formerOids: JSON
    parent: AgencyName
    successor: AgencyName
  }

  type Licence {
    documentId: ID!
    code: String!
    version: String!
    name: String!
    nameEn: String
    url: String
    open: Boolean!
    "False where the full text has not been entered yet."
    hasText: Boolean
    textZh: String
    textEn: String
    textHash: String
    terms: JSON
    order: Int
    retired: Boolean
    datasets: Int
  }

  type DatasetLicence {
    documentId: ID!
    code: String!
    version: String!
    name: String!
    nameEn: String
    url: String
    open: Boolean!
    textHash: String
  }

  type Tag {
    documentId: ID!
    facet: String!
    code: String!
    name: String!
    nameEn: String
    order: Int
    retired: Boolean
    datasets: Int
  }

  type DatasetFile {
    documentId: ID!
    name: String!
    kind: String
    bytes: Long
    tokens: Long
    sha256: String
  }

  type Validity { permanent: Boolean, untilYear: Int }
  type Contact { name: String, phone: String, email: String }

  type Dataset {
    documentId: ID!
    identifier: String!
    name: String!
    description: String
    keywords: [String!]!
    textTypes: [String!]!
    textTypeOther: String
    domains: [String!]!
    domainOther: String
    languages: [String!]!
    languageOther: String
    validity: Validity
    yearFrom: Int
    yearTo: Int
    contact: Contact
    isOpen: Boolean!
    totalBytes: Long
    tokens: Long
    tokenizer: String
    firstListedAt: DateTime
    lastListedAt: DateTime
    createdAt: DateTime
    updatedAt: DateTime
    publishedAt: DateTime
    agency: Agency
    "The agency that published this version, as it was called on that day."
    publisher: AgencyName
    licence: DatasetLicence
    tags: [Tag!]!
    files: [DatasetFile!]!
  }

  type DatasetEntityResponseCollection { nodes: [Dataset!]!, pageInfo: Pagination! }

  type ThemeImage { url: String!, alternativeText: String, width: Int, height: Int, mime: String }

  type Theme {
    documentId: ID!
    code: String!
    title: String!
    titleEn: String
    subtitle: String
    text: String
    order: Int
    datasets: Int
    tags: [Tag!]!
    image: ThemeImage
  }

  type Page {
    documentId: ID!
    slug: String!
    title: String!
    titleEn: String
    body: String
    bodyEn: String
    order: Int
    updatedAt: DateTime
    publishedAt: DateTime
  }

  type Banner {
    documentId: ID!
    title: String!
    titleEn: String
    text: String
    textEn: String
    link: String
    order: Int
    "First and last day, YYYY-MM-DD in Asia/Taipei."
    showFrom: String
    showUntil: String
    image: ThemeImage
  }

  type CorpusStatistics {
    tokens: Long!
    tokenizer: String
    tokenizerName: String
    tokenizerVersion: String
    datasets: Int!
    agencies: Int!
    files: Long!
    bytes: Long!
    asOf: DateTime!
  }

  type HotKeyword { keyword: String!, datasets: Int!, pinned: Boolean! }
  type FacetCount { value: String!, label: String!, labelEn: String, count: Int! }

  type Facets {
    textType: [FacetCount!]!
    domain: [FacetCount!]!
    language: [FacetCount!]!
    agency: [FacetCount!]!
    licence: [FacetCount!]!
    theme: [FacetCount!]!
    year: [FacetCount!]!
    open: [FacetCount!]!
  }

  type DatasetSearch { total: Int!, page: Int!, pageSize: Int!, nodes: [Dataset!]!, facets: Facets! }

  input AgencyFiltersInput {
    documentId: IDFilterInput, oid: StringFilterInput, name: StringFilterInput, nameEn: StringFilterInput
  }
  input LicenceFiltersInput {
    documentId: IDFilterInput, code: StringFilterInput, version: StringFilterInput
    name: StringFilterInput, nameEn: StringFilterInput, open: BooleanFilterInput
  }
  input TagFiltersInput {
    documentId: IDFilterInput, facet: StringFilterInput, code: StringFilterInput
    name: StringFilterInput, nameEn: StringFilterInput
  }
  input DatasetFileFiltersInput {
    documentId: IDFilterInput, name: StringFilterInput, kind: StringFilterInput
    bytes: LongFilterInput, tokens: LongFilterInput, sha256: StringFilterInput
  }
  input DatasetFiltersInput {
    documentId: IDFilterInput, identifier: StringFilterInput, name: StringFilterInput
    description: StringFilterInput, keywords: StringFilterInput, yearFrom: IntFilterInput
    yearTo: IntFilterInput, isOpen: BooleanFilterInput, totalBytes: LongFilterInput
    tokens: LongFilterInput, firstListedAt: DateTimeFilterInput, lastListedAt: DateTimeFilterInput
    createdAt: DateTimeFilterInput, updatedAt: DateTimeFilterInput, publishedAt: DateTimeFilterInput
    agency: AgencyFiltersInput, licence: LicenceFiltersInput, tags: TagFiltersInput
    files: DatasetFileFiltersInput
    and: [DatasetFiltersInput], or: [DatasetFiltersInput], not: DatasetFiltersInput
  }

  type Query {
    datasets_connection(${listArguments('DatasetFiltersInput')}, ${STATUS}): DatasetEntityResponseCollection
    datasets(${listArguments('DatasetFiltersInput')}, ${STATUS}): [Dataset!]!
    "By documentId or by identifier."
    dataset(documentId: ID, identifier: String, ${STATUS}): Dataset
    searchDatasets(
      q: String, textType: [String!], domain: [String!], language: [String!], agency: [String!]
      licence: [String!], theme: [String!], year: [Int!], open: Boolean, sort: String
      page: Int, pageSize: Int
    ): DatasetSearch!
    corpusStatistics: CorpusStatistics!
    latestDatasets(limit: Int): [Dataset!]!
    popularDatasets(limit: Int): [Dataset!]!
    hotKeywords(limit: Int): [HotKeyword!]!
    tags(${listArguments('TagFiltersInput')}): [Tag!]!
    themes(sort: [String] = [], pagination: PaginationArg = {}): [Theme!]!
    licences(${listArguments('LicenceFiltersInput')}): [Licence!]!
    agencies(${listArguments('AgencyFiltersInput')}): [Agency!]!
    pages(sort: [String] = [], pagination: PaginationArg = {}): [Page!]!
    page(slug: String!): Page
    banners(sort: [String] = [], pagination: PaginationArg = {}): [Banner!]!
  }
`;
