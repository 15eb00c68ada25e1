/** A line on stderr, with the seconds since the program began: standard output is for the result. */
export function sayProgress(what: string): void {
  console.error(`${process.uptime().toFixed(0).padStart(5)} s  ${what}`);
}

/**
 * What a promise comes to, if it does in time.
 *
 * @param what Ends the sentence “waited in vain for …”.
 */
export async function waitFor<Value>(
  what: string,
  seconds: number,
  promise: Promise<Value>,
): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const message = `waited ${String(seconds)} s in vain for ${what}`;
    timer = setTimeout(() => reject(new Error(message)), seconds * 1000);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
