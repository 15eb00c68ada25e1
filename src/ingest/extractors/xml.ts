import { SaxesParser } from 'saxes';
import { FileRefused } from '../../domain/ingest/findings';
import type { TextSink } from '../text-sink';
import { decodeFile } from './decode';

const MAX_DEPTH = 1_000;

/**
 * Character data, one line an element; text around inline elements stays on one line. Children
 * of the root are records. Any document type declaration is refused: no entity is ever resolved.
 */
export async function extractXml(file: { path: string }, sink: TextSink): Promise<void> {
  const lines = new ElementLines(sink);
  const parser = openParser(lines);
  try {
    for await (const text of decodeFile(file.path, sink)) parser.write(text);
    parser.close();
  } catch (error) {
    if (error instanceof FileRefused || !(error instanceof Error) || 'code' in error) throw error;
    throw new FileRefused('xml.invalid', { place: `line ${parser.line}` });
  }
}

function openParser(lines: ElementLines): SaxesParser {
  const parser = new SaxesParser({ xmlns: false });
  parser.on('doctype', () => {
    throw new FileRefused('xml.dtd_forbidden', { place: `line ${parser.line}` });
  });
  parser.on('opentag', () => {
    if (lines.open() > MAX_DEPTH) {
      const params = { reason: 'too-deep' };
      throw new FileRefused('xml.invalid', { place: `line ${parser.line}`, params });
    }
  });
  parser.on('closetag', () => lines.close());
  parser.on('text', (text) => lines.text(text));
  parser.on('cdata', (text) => lines.text(text));
  return parser;
}

/** Decides where lines end: at elements, unless they stand inside running text. */
class ElementLines {
  /** For each open element: whether it stands in running text, and whether it has text itself. */
  private readonly stack: { inline: boolean; hasText: boolean }[] = [];
  private line = '';
  private recordHasText = false;

  constructor(private readonly sink: TextSink) {}

  open(): number {
    const inline = this.stack.at(-1)?.hasText ?? false;
    if (!inline) this.endLine();
    return this.stack.push({ inline, hasText: false });
  }

  text(text: string): void {
    const element = this.stack.at(-1);
    if (!element) return;
    if (!element.hasText && text.trim() !== '') element.hasText = true;
    this.line += text;
    if (this.line.length > 65_536) this.pour();
  }

  close(): void {
    const element = this.stack.pop();
    if (!element?.inline) this.endLine();
    if (this.stack.length === 1 && this.recordHasText) {
      this.recordHasText = false;
      this.sink.boundary();
    }
  }

  /** Hands on a very long line in pieces, so that it does not pile up in memory. */
  private pour(): void {
    this.sink.write(this.line.replace(/\s+/g, ' '));
    this.recordHasText = true;
    this.line = '';
  }

  private endLine(): void {
    const line = this.line.replace(/\s+/g, ' ').trim();
    this.line = '';
    if (line === '') return;
    this.recordHasText = true;
    this.sink.write(`${line}\n`);
  }
}
