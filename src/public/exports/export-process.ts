import { createReadStream } from 'node:fs';
import { o200k } from '../../ingest/tokenizer';
import type { Begin, FromExporter, ToExporter } from './run-export';
import { rowsOf } from './rows';
import { ShardWriter } from './shards';

/**
 * Entry of the process that makes exports; started by exporters.ts. Counting tokens and packing
 * rows takes a processor for minutes: beside the service, not in it.
 */
const tell = (message: FromExporter) => process.send?.(message);

let stored: (() => void) | undefined;

function writerOf(begin: Begin): ShardWriter {
  return new ShardWriter({
    ...begin,
    taken: (shard) =>
      new Promise<void>((resolve) => {
        stored = resolve;
        tell({ kind: 'shard', shard });
      }),
  });
}

/** The export that is being made; one at a time, one after another. */
let current: { readonly begin: Begin; readonly writer: ShardWriter } | undefined;

async function work(message: Exclude<ToExporter, { kind: 'stored' }>): Promise<void> {
  if (message.kind === 'begin') {
    current = { begin: message.begin, writer: writerOf(message.begin) };
  } else if (!current) {
    throw new Error('nothing was begun');
  } else if (message.kind === 'add') {
    const { begin, writer } = current;
    const text = createReadStream(message.path);
    const { provenance } = begin;
    const rows = rowsOf({ provenance, file: message.file, text, tokenizer: o200k() });
    for await (const row of rows) await writer.add(row);
  } else {
    await current.writer.end();
    current = undefined;
  }
  tell({ kind: 'done' });
}

process.on('message', (message: ToExporter) => {
  if (message.kind === 'stored') stored?.();
  else void work(message).catch(() => process.exit(1));
});
process.once('disconnect', () => process.exit(1));
