import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { messages, pickLanguage, say } from '../../src/messages';

const ROOT = path.resolve(__dirname, '../..');
const FOLDER = path.join(ROOT, 'src/messages');

type Part = Readonly<Record<'zhHant' | 'en', Readonly<Record<string, string>>>>;

const FILES = readdirSync(FOLDER).filter((name) => name !== 'index.ts');

const placeholders = (sentence: string) =>
  [...new Set([...sentence.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))].sort();

/** `/readyz` says these to machines. */
const FOR_MACHINES = path.join('src', 'service', 'readiness.ts');

const CALL =
  /(?:new DomainError|new FileRefused|guard\.refuse|refuse|forbidden|conflict|report)\(\s*'([a-z_]+\.[\w.-]+)'|(?:RAISE EXCEPTION|\bcode:) '([a-z_]+\.[a-z_]+)'/g;
const CHOICE = /\?\s+'([a-z_]+\.[a-z_]+)'\s+:\s+'([a-z_]+\.[a-z_]+)'/g;

/** The codes written in TypeScript and in the SQL of the guard, each with a file that has it. */
function codesInSources(): Map<string, string> {
  const codes = new Map<string, string>();
  for (const folder of ['src', 'database']) {
    const names = readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' });
    for (const name of names.filter((one) => /\.(ts|tsx|sql)$/.test(one))) {
      const file = path.join(folder, name);
      const skip = [path.join('src', 'messages'), FOR_MACHINES].some((one) => file.startsWith(one));
      if (skip || file.split(path.sep).includes('admin')) continue;
      const text = readFileSync(path.join(ROOT, file), 'utf8');
      for (const [, call, other] of text.matchAll(CALL)) codes.set(call ?? other ?? '', file);
      for (const [, one = '', other = ''] of text.matchAll(CHOICE)) {
        codes.set(one, file).set(other, file);
      }
    }
  }
  return codes;
}

describe('the sentences of the service', () => {
  /** What each file holds, by its name. */
  let parts: (readonly [string, Part])[];
  before(async () => {
    parts = await Promise.all(
      FILES.map(async (name) => [name, (await import(path.join(FOLDER, name))) as Part] as const),
    );
  });

  it('are there in Chinese and in English under the same keys, in every file', () => {
    assert.ok(parts.length >= 6);
    for (const [name, { zhHant, en }] of parts) {
      assert.deepEqual(Object.keys(en).sort(), Object.keys(zhHant).sort(), name);
    }
  });

  it('stand under one key once', () => {
    const keys = parts.flatMap(([, { en }]) => Object.keys(en));
    assert.equal(new Set(keys).size, keys.length);
    assert.deepEqual(Object.keys(messages.en).sort(), keys.sort());
  });

  it('are written in their language, and name the same placeholders', () => {
    for (const [name, { zhHant, en }] of parts) {
      for (const [key, sentence] of Object.entries(zhHant)) {
        // The link to the other language is written in that language.
        const han = key.endsWith('.other_language') ? en[key] : sentence;
        assert.match(han ?? '', /\p{Script=Han}/u, `${name} ${key}`);
        assert.deepEqual(placeholders(en[key] ?? ''), placeholders(sentence), `${name} ${key}`);
      }
    }
  });

  it('exist for every code that anything in the sources refuses with', () => {
    const codes = codesInSources();
    assert.ok(codes.size > 120, `only ${String(codes.size)} codes were found`);
    for (const known of ['review.stale_version', 'guard.file_fixed', 'reference.cycle']) {
      assert.ok(codes.has(known), known);
    }
    const without = [...codes].filter(([code]) => !messages.en[code] || !messages['zh-Hant'][code]);
    assert.deepEqual(without, []);
  });

  it('are filled where a value is known, and show the code where there is no sentence', () => {
    assert.equal(say('field.too_long', 'en', { max: 200 }), 'At most 200 characters.');
    assert.equal(say('field.too_long', 'en', { max: null }), 'At most {max} characters.');
    assert.equal(say('nothing.of_that_name', 'zh-Hant'), 'nothing.of_that_name');
  });

  it('come in the language that the caller asks for, Chinese first', () => {
    const cases: [string | undefined, string][] = [
      [undefined, 'zh-Hant'],
      ['', 'zh-Hant'],
      ['zh-TW,zh;q=0.9,en;q=0.8', 'zh-Hant'],
      ['en', 'en'],
      ['en-GB,en;q=0.9,zh;q=0.5', 'en'],
      ['zh;q=0.4,en;q=0.6', 'en'],
      ['ja,fr', 'zh-Hant'],
      ['ja,en;q=0.5', 'en'],
      ['en;q=0', 'zh-Hant'],
      ['*', 'zh-Hant'],
    ];
    for (const [header, language] of cases) assert.equal(pickLanguage(header), language, header);
  });
});
