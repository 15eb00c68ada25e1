import { FileRefused } from './findings';

/** Deepest nesting of arrays and objects. */
export const MAX_JSON_DEPTH = 512;
/** Longest string, in code units. */
const MAX_STRING = 16 * 1024 ** 2;
const MAX_LITERAL = 1024;

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

type Expect = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'top';

export interface JsonEvents {
  /** A string or number, as text. Keys, true, false and null are not text. */
  leaf(text: string): void;
  /** An element of the outermost array, or a line of JSON lines, has ended. */
  recordEnd(): void;
}

/**
 * Reads JSON (RFC 8259) or JSON lines that comes in parts, in memory that does not grow with the
 * file. Strict: no comments, no trailing commas, no NaN.
 */
export class JsonReader {
  private readonly stack: boolean[] = [];
  private expect: Expect = 'top';
  private line = 1;
  /** Text of a string or literal that is still open. */
  private open: { kind: 'string' | 'literal'; raw: string; escaped: boolean } | undefined;
  private topValues = 0;
  private sawNewline = true;
  private topIsArray = false;

  constructor(private readonly events: JsonEvents) {}

  push(text: string): void {
    let at = 0;
    while (at < text.length) {
      if (this.open?.kind === 'string') at = this.takeString(text, at);
      else if (this.open) at = this.takeLiteral(text, at);
      else at = this.takeStructure(text, at);
    }
  }

  end(): void {
    if (this.open?.kind === 'literal') this.endLiteral();
    if (this.open || this.stack.length > 0 || this.topValues === 0)
      throw this.invalid('incomplete');
  }

  private takeStructure(text: string, at: number): number {
    const char = text[at] as string;
    if (char === '\n') {
      this.line++;
      this.sawNewline = true;
    } else if (char !== ' ' && char !== '\t' && char !== '\r') this.takeToken(char);
    return at + 1;
  }

  private takeToken(char: string): void {
    const { expect } = this;
    if (char === '{' || char === '[') this.openContainer(char === '{');
    else if (char === '}' || char === ']') this.closeContainer(char === '}');
    else if (char === ',' && expect === 'comma-or-end') {
      this.expect = this.stack.at(-1) ? 'key' : 'value';
    } else if (char === ':' && expect === 'colon') this.expect = 'value';
    else if (char === '"') {
      if (expect === 'comma-or-end' || expect === 'colon' || expect === 'top')
        throw this.invalid('unexpected');
      this.open = { kind: 'string', raw: '', escaped: false };
    } else if (expect === 'value' || expect === 'value-or-end') {
      if (!/[-0-9tfn]/.test(char)) throw this.invalid('unexpected');
      this.open = { kind: 'literal', raw: char, escaped: false };
    } else throw this.invalid(expect === 'top' ? 'not-object-or-array' : 'unexpected');
  }

  private openContainer(isObject: boolean): void {
    const { expect, stack } = this;
    if (expect === 'top') {
      if (this.topValues > 0 && !this.sawNewline) throw this.invalid('unexpected');
      this.topIsArray = !isObject && this.topValues === 0;
    } else if (expect !== 'value' && expect !== 'value-or-end') throw this.invalid('unexpected');
    stack.push(isObject);
    if (stack.length > MAX_JSON_DEPTH) {
      const params = { limit: MAX_JSON_DEPTH };
      throw new FileRefused('json.too_deep', { place: `line ${this.line}`, params });
    }
    this.expect = isObject ? 'key-or-end' : 'value-or-end';
  }

  private closeContainer(isObject: boolean): void {
    const mayEnd = isObject
      ? this.expect === 'key-or-end' || this.expect === 'comma-or-end'
      : this.expect === 'value-or-end' || this.expect === 'comma-or-end';
    if (!mayEnd || this.stack.at(-1) !== isObject) throw this.invalid('unexpected');
    this.stack.pop();
    this.valueEnded();
  }

  private valueEnded(): void {
    const depth = this.stack.length;
    if (depth === 0) {
      this.topValues++;
      this.sawNewline = false;
      if (!this.topIsArray || this.topValues > 1) this.events.recordEnd();
      this.expect = 'top';
      return;
    }
    this.expect = 'comma-or-end';
    if (depth === 1 && this.topIsArray && this.topValues === 0) this.events.recordEnd();
  }

  private takeString(text: string, at: number): number {
    const open = this.open as NonNullable<typeof this.open>;
    let end = at;
    // An escape may be cut by the end of a part: its first half was kept with its backslash.
    if (/(^|[^\\])(\\\\)*\\$/.test(open.raw.slice(-64))) end++;
    for (; end < text.length; end++) {
      const code = text.charCodeAt(end);
      if (code === 34) break;
      if (code === 92) {
        open.escaped = true;
        end++;
      } else if (code < 32) throw this.invalid('control-character');
    }
    open.raw += text.slice(at, end);
    if (open.raw.length > MAX_STRING) throw this.invalid('string-too-long');
    if (end >= text.length) return text.length;
    this.endString(open);
    return end + 1;
  }

  private endString(open: { raw: string; escaped: boolean }): void {
    this.open = undefined;
    const text = open.escaped ? this.unescape(open.raw) : open.raw;
    if (this.expect === 'key' || this.expect === 'key-or-end') {
      this.expect = 'colon';
      return;
    }
    this.events.leaf(text);
    this.valueEnded();
  }

  private unescape(raw: string): string {
    try {
      return JSON.parse(`"${raw}"`) as string;
    } catch {
      throw this.invalid('escape');
    }
  }

  private takeLiteral(text: string, at: number): number {
    let end = at;
    while (end < text.length && /[\w+\-.]/.test(text[end] as string)) end++;
    const open = this.open as NonNullable<typeof this.open>;
    open.raw += text.slice(at, end);
    if (open.raw.length > MAX_LITERAL) throw this.invalid('number-too-long');
    if (end < text.length) this.endLiteral();
    return end;
  }

  private endLiteral(): void {
    const raw = this.open?.raw ?? '';
    this.open = undefined;
    if (NUMBER.test(raw)) this.events.leaf(raw);
    else if (raw !== 'true' && raw !== 'false' && raw !== 'null') throw this.invalid('literal');
    this.valueEnded();
  }

  private invalid(reason: string): FileRefused {
    return new FileRefused('json.invalid', { place: `line ${this.line}`, params: { reason } });
  }
}
