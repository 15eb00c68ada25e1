/** The operator has something to change; the message says what, and no stack helps. */
export class UnfitSettings extends Error {
  override readonly name = 'UnfitSettings';
}

/** A start failed: says why, and ends the process. */
export function endFailedStart(error: unknown): never {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  console.error(error instanceof UnfitSettings ? error.message : text);
  process.exit(1);
}
