import { isCalendarDay } from '../../domain/time/calendar-day';

/** An error of the protocol: answered as XML with status 200 (OAI-PMH 2.0 section 3.6). */
export class OaiError extends Error {
  constructor(
    readonly code:
      | 'badVerb'
      | 'badArgument'
      | 'badResumptionToken'
      | 'cannotDisseminateFormat'
      | 'idDoesNotExist'
      | 'noRecordsMatch',
    message: string,
  ) {
    super(message);
  }
}

export const VERBS = [
  ...(['Identify', 'ListMetadataFormats', 'ListSets'] as const),
  ...(['GetRecord', 'ListIdentifiers', 'ListRecords'] as const),
];
export type Verb = (typeof VERBS)[number];
export type Arguments = Readonly<Record<string, string>>;

const LIST = ['from', 'until', 'set', 'metadataPrefix', 'resumptionToken'];
const ALLOWED: Readonly<Record<Verb, readonly string[]>> = {
  Identify: [],
  ListMetadataFormats: ['identifier'],
  ListSets: ['resumptionToken'],
  GetRecord: ['identifier', 'metadataPrefix'],
  ListIdentifiers: LIST,
  ListRecords: LIST,
};

/** @throws OaiError badVerb, badArgument: unknown, repeated or missing arguments */
export function readArguments(query: Readonly<Record<string, unknown>>): {
  verb: Verb;
  args: Arguments;
} {
  const { verb: asked, ...rest } = query;
  const verb = VERBS.find((known) => known === asked);
  if (!verb) throw new OaiError('badVerb', 'The verb is missing, repeated or unknown.');
  const args: Record<string, string> = {};
  for (const [name, value] of Object.entries(rest)) {
    if (
      typeof value !== 'string' ||
      !ALLOWED[verb].includes(name) ||
      /[^\x20-\uffff]/.test(value)
    ) {
      throw new OaiError('badArgument', 'An argument is unknown, repeated or not valid.');
    }
    args[name] = value;
  }
  if (args.resumptionToken !== undefined && Object.keys(args).length > 1) {
    throw new OaiError('badArgument', 'resumptionToken is an exclusive argument.');
  }
  if (verb === 'GetRecord' && args.identifier === undefined) {
    throw new OaiError('badArgument', 'identifier is missing.');
  }
  return { verb, args };
}

/** Where a list is: what was asked, and the last record that was sent. */
export interface Cursor {
  /** A token goes on with the list that it came from (section 3.5). */
  readonly verb: Verb;
  readonly prefix: string;
  readonly from: string | null;
  readonly until: string | null;
  /** Datestamp and identifier of the last record sent; null at the beginning. */
  readonly after: readonly [string, string] | null;
  readonly sent: number;
  /** setSpec; null for all. */
  readonly set: string | null;
  /** Records of the whole list, once they are counted. */
  readonly total: number | null;
}

/** As in the protocol's schema. */
const SET = /^[A-Za-z0-9\-_.!~*'()]+(:[A-Za-z0-9\-_.!~*'()]+)*$/;

const TIME = /^T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;
const isDate = (text: string): boolean =>
  isCalendarDay(text.slice(0, 10)) && (text.length === 10 || TIME.test(text.slice(10)));

/** @throws OaiError badArgument, badResumptionToken */
export function readCursor(verb: Verb, args: Arguments): Cursor {
  if (args.resumptionToken !== undefined) return readToken(verb, args.resumptionToken);
  const { metadataPrefix: prefix, from, until, set } = args;
  if (set !== undefined && !SET.test(set)) throw new OaiError('badArgument', 'set is no setSpec.');
  if (prefix === undefined) throw new OaiError('badArgument', 'metadataPrefix is missing.');
  for (const date of [from, until]) {
    if (date !== undefined && !isDate(date)) {
      throw new OaiError(
        'badArgument',
        'from and until are UTC dates: YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.',
      );
    }
  }
  if (from !== undefined && until !== undefined && (from.length !== until.length || from > until)) {
    throw new OaiError('badArgument', 'from and until differ in granularity, or from is later.');
  }
  return {
    verb,
    prefix,
    from: from ?? null,
    until: until?.length === 10 ? `${until}T23:59:59Z` : (until ?? null),
    after: null,
    sent: 0,
    set: set ?? null,
    total: null,
  };
}

export function writeToken(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

function readToken(asked: Verb, token: string): Cursor {
  try {
    const cursor = JSON.parse(Buffer.from(token, 'base64url').toString()) as Cursor;
    const { verb, after, from, until, sent, prefix, set, total } = cursor;
    const texts = [from, until, after?.[0] ?? null].filter((text) => text !== null);
    const dated = verb === asked && texts.every((text) => typeof text === 'string' && isDate(text));
    const counted = Number.isSafeInteger(sent) && Number.isSafeInteger(total);
    const known = set === null || (typeof set === 'string' && SET.test(set));
    const sane = typeof prefix === 'string' && counted && known && after?.length === 2;
    if (dated && sane && /^\d{8}$/.test(after[1])) return cursor;
  } catch {
    // Not ours, or damaged on the way.
  }
  throw new OaiError('badResumptionToken', 'The token is not valid.');
}
