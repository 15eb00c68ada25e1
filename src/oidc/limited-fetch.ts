/** Largest answer that is read from an identity provider, in bytes. */
const MAX_ANSWER_BYTES = 512 * 1024;

/** The request as openid-client hands it over. */
type Init = Parameters<typeof fetch>[1];

async function readLimited(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  if (response.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > MAX_ANSWER_BYTES) throw new Error('The identity provider sent too long an answer.');
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** `fetch` that follows no redirect and reads at most 512 KiB, whatever the other side sends. */
export async function limitedFetch(url: string, init: object): Promise<Response> {
  const response = await fetch(url, { ...(init as Init), redirect: 'manual' });
  const body = await readLimited(response);
  const empty = response.status === 204 || response.status === 304;
  const copy = new Response(empty ? null : body, {
    status: response.status,
    statusText: response.statusText,
    headers: response.headers,
  });
  Object.defineProperty(copy, 'url', { value: response.url });
  return copy;
}
