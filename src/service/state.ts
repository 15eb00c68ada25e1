/** What this process is doing; one service a process. */
export const serviceState = {
  /** From the moment a shutdown begins. */
  draining: false,
};
