/** What this process may serve of the read model. */
export const readModelState = {
  /** A new shape is being filled: nothing of the corpus can be read here until it is in place. */
  building: false,
};
