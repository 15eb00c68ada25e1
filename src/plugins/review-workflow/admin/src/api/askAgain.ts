import { corpusApi } from './client';

/** What this needs of an action of RTK Query. */
interface ApiAction {
  readonly type: string;
  readonly meta?: {
    readonly arg?: { readonly queryCacheKey?: string };
    /** The request was not sent, as one was under way. */
    readonly condition?: boolean;
  };
}

interface Entry {
  readonly status: string;
  readonly endpointName: string;
  readonly originalArgs: unknown;
}

interface Store {
  getState(): unknown;
  dispatch(action: unknown): unknown;
}

const NAME = corpusApi.reducerPath;
const CHANGES = [`${NAME}/invalidateTags`, `${NAME}/executeMutation/fulfilled`];
const ANSWERS = [`${NAME}/executeQuery/fulfilled`, `${NAME}/executeQuery/rejected`];

/**
 * A list whose answer was under way while something was changed is asked for again when that has come.
 *
 * RTK Query 1.9, which Strapi brings, forgets an invalidation that meets a request under way
 * (`condition` in its buildThunks): the older answer would stay on the screen.
 */
export const askAgain = () => (store: Store) => {
  const older = new Set<string>();
  return (next: (action: ApiAction) => unknown) => (action: ApiAction) => {
    const result = next(action);
    const entries = entriesOf(store);
    if (CHANGES.includes(action.type)) {
      for (const [key, { status }] of Object.entries(entries)) {
        if (status === 'pending') older.add(key);
      }
    }
    const key = action.meta?.arg?.queryCacheKey ?? '';
    // An entry that is gone belongs to a screen that was left.
    if (isAnswer(action) && older.delete(key)) refetch(store, entries[key]);
    return result;
  };
};

function isAnswer({ type, meta }: ApiAction): boolean {
  return ANSWERS.includes(type) && meta?.condition !== true;
}

function entriesOf(store: Store): Readonly<Record<string, Entry>> {
  const state = store.getState() as Readonly<Record<string, { queries: Record<string, Entry> }>>;
  return state[NAME]?.queries ?? {};
}

interface Endpoint {
  initiate(args: unknown, options: object): unknown;
}

function refetch(store: Store, entry: Entry | undefined): void {
  if (entry === undefined) return;
  const endpoints = corpusApi.endpoints as Readonly<Record<string, Endpoint | undefined>>;
  const request = { subscribe: false, forceRefetch: true };
  const again = endpoints[entry.endpointName]?.initiate(entry.originalArgs, request);
  if (again !== undefined) store.dispatch(again);
}
