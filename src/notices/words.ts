/** What a notice says, in both languages. */
export interface Words {
  readonly zh: { readonly subject: string; readonly body: string };
  readonly en: { readonly subject: string; readonly body: string };
}

/** One function for each kind of event, so that a new kind does not compile without its words. */
export type WordsOf<Event extends { readonly kind: string }> = {
  [K in Event['kind']]: (event: Extract<Event, { kind: K }>) => Words;
};
