import { PassThrough, type Readable } from 'node:stream';

/** How long a running download outlives its dataset's delisting, at most. */
export const CHECK_MS = 2_000;

/**
 * Passes a stream on as long as `stillAllowed` says so; asked every CHECK_MS. When it no longer is,
 * the download breaks off, and the client sees that it is incomplete.
 */
export function guardedStream(source: Readable, stillAllowed: () => Promise<boolean>): Readable {
  const guarded = new PassThrough();
  const timer = setInterval(() => {
    stillAllowed().then(
      (allowed) => {
        if (!allowed) guarded.destroy(new Error('delisted while it was downloaded'));
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
  });
  return source.pipe(guarded);
}
