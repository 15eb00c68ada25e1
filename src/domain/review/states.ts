/** The eight states of a dataset (product.md, The workflow; user guide p. 19). */
export const STATES = [
  'draft',
  'listing-review-agency',
  'listing-review-platform',
  'listed',
  'revising',
  'delisting-review-agency',
  'delisting-review-platform',
  'delisted',
] as const;
export type State = (typeof STATES)[number];

/** Content may be changed in these states and in no other. */
export const EDITABLE_STATES: readonly State[] = ['draft', 'revising'];

export function isState(value: unknown): value is State {
  return STATES.includes(value as State);
}

export function isEditable(state: State): boolean {
  return EDITABLE_STATES.includes(state);
}
