import { PassThrough, type Readable } from 'node:stream';

/** How long a running download outlives its dataset's delisting, at most. */
export const CHECK_MS = 2_000;

export interface StreamGuard {
  /** Whether the download may go on; asked every CHECK_MS. */
  readonly stillAllowed: () => Promise<boolean>;
  /**
   * Cuts the connection. A body that merely stops would leave the client waiting for the rest for
   * ever: Koa ends nothing once the headers are out.
   */
  readonly cut: () => void;
}

/**
 * Passes a stream on as long as that is allowed and the source gives. Else the connection is cut, and
 * the client sees that what it has is incomplete.
 */
export function guardedStream(source: Readable, { stillAllowed, cut }: StreamGuard): Readable {
  const guarded = new PassThrough();
  const timer = setInterval(() => {
    stillAllowed().then(
      (allowed) => {
        if (!allowed) guarded.destroy();
      },
      // The database is away for a moment: what was allowed goes on.
      () => undefined,
    );
  }, CHECK_MS);
  timer.unref();
  source.once('error', (error) => guarded.destroy(error));
  guarded.once('close', () => {
    clearInterval(timer);
    source.destroy();
    if (!guarded.readableEnded) cut();
  });
  return source.pipe(guarded);
}
