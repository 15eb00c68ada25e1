import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readRange } from '../../src/public/downloads/range';
import { uniqueNames } from '../../src/public/downloads/zip';

describe('the range of a download', () => {
  it('reads first bytes, last bytes and the rest', () => {
    assert.deepEqual(readRange('bytes=0-9', 100), { start: 0, end: 9 });
    assert.deepEqual(readRange('bytes=90-', 100), { start: 90, end: 99 });
    assert.deepEqual(readRange('bytes=-10', 100), { start: 90, end: 99 });
    assert.deepEqual(readRange('bytes=-1000', 100), { start: 0, end: 99 });
    assert.deepEqual(readRange('bytes=50-5000', 100), { start: 50, end: 99 });
  });

  it('sends the whole for what it does not understand, and refuses what lies past the end', () => {
    for (const header of [
      undefined,
      '',
      'bytes=',
      'bytes=-',
      'bytes=5-2',
      'bytes=0-1,5-6',
      'lines=0-1',
      'x',
    ]) {
      assert.equal(readRange(header, 100), null, header);
    }
    assert.equal(readRange('bytes=100-', 100), 'unsatisfiable');
    assert.equal(readRange('bytes=-0', 100), 'unsatisfiable');
  });
});

describe('names within a ZIP', () => {
  it('are unique, stay in their folder, and keep their extension', () => {
    const names = ['a.csv', 'A.csv', '../b.csv', 'manifest.json', '.x'].map((name) => ({ name }));
    assert.deepEqual(uniqueNames(names), [
      'a.csv',
      'A (2).csv',
      '_._b.csv'.replace('_._', '__'),
      'manifest (2).json',
      '_x',
    ]);
  });
});
