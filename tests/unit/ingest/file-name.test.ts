import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DomainError } from '../../../src/domain/errors';
import { cleanFileName } from '../../../src/domain/ingest/file-name';

const refused: readonly [string, string][] = [
  ['', 'empty'],
  ['   ', 'empty'],
  ['../../etc/passwd.pdf', 'path'],
  ['a/b.pdf', 'path'],
  ['a\\b.pdf', 'path'],
  ['a／b.pdf', 'path'],
  ['..', 'path'],
  ['a\0.pdf', 'control'],
  ['a\n.pdf', 'control'],
  ['\u202efdp.csv', 'direction'],
  ['a\u2066.pdf', 'direction'],
  ['a\u200b.pdf', 'direction'],
  ['a\ufffd.pdf', 'encoding'],
  ['a\ud800.pdf', 'encoding'],
  ['a:b.pdf', 'reserved'],
  ['a?.pdf', 'reserved'],
  ['CON.pdf', 'device'],
  ['lpt1.csv', 'device'],
  ['.hidden.pdf', 'ends'],
  ['a.pdf ', 'ends'],
  ['a.pdf.', 'ends'],
  [`${'語'.repeat(84)}.pdf`, 'too-long'],
];

describe('file names', () => {
  for (const [name, reason] of refused) {
    it(`refuses ${JSON.stringify(name.slice(0, 24))} (${reason})`, () => {
      assert.throws(
        () => cleanFileName(name),
        (error) =>
          error instanceof DomainError &&
          error.code === 'file.name_invalid' &&
          error.params['reason'] === reason,
      );
    });
  }

  it('keeps Chinese, full-width letters, blanks and emoji', () => {
    for (const name of [
      '年報 2025（修正）.pdf',
      'ＡＢＣ.csv',
      '😀報告.odt',
      'console.csv',
      'a.b.pdf',
    ]) {
      assert.equal(cleanFileName(name), name);
    }
  });

  it('accepts 255 bytes and normalises to form C', () => {
    const longest = `${'語'.repeat(83)}12.pdf`;
    assert.equal(Buffer.byteLength(longest), 255);
    assert.equal(cleanFileName(longest), longest);
    assert.equal(cleanFileName('e\u0301.pdf'), '\u00e9.pdf');
  });
});
