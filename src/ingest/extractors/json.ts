import { JsonReader } from '../../domain/ingest/json-reader';
import type { TextSink } from '../text-sink';
import { decodeFile } from './decode';

/** Strings and numbers, one a line; elements of the outermost array and JSON lines are records. */
export async function extractJson(file: { path: string }, sink: TextSink): Promise<void> {
  const reader = new JsonReader({
    leaf(text) {
      if (text.trim() !== '') sink.write(`${text}\n`);
    },
    recordEnd: () => sink.boundary(),
  });
  for await (const text of decodeFile(file.path, sink)) reader.push(text);
  reader.end();
}
