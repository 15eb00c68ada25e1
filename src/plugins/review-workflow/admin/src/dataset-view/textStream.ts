import { askSignedIn } from '../api/token';

export interface TextStream {
  /** Everything up to at least `length` characters, or to the end. */
  readTo(length: number): Promise<string>;
  close(): void;
}

/**
 * Opens a text of the service, of which only what is asked for is read.
 *
 * @throws {Error} where the service refuses it
 */
export async function openText(url: string): Promise<TextStream> {
  const cancel = new AbortController();
  const answer = await askSignedIn(url, { signal: cancel.signal });
  if (!answer.ok || answer.body === null) throw new Error(`text: ${answer.status}`);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  let ended = false;
  return {
    async readTo(length) {
      while (!ended && text.length < length) {
        const { value, done } = await reader.read();
        text += value ?? '';
        ended = done;
      }
      return text;
    },
    close: () => cancel.abort(),
  };
}
