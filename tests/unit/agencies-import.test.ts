import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import {
  planImport,
  type AgencyFacts,
  type RegisteredAgency,
} from '../../src/domain/agencies/plan-import';
import { AgencyFileError, readAgencies } from '../../src/reference-data/agencies/read-agencies';

const ROOT = path.resolve(__dirname, '../..');
const HEADER = '機關名稱,OID,電話,地址,DN';
const file = (...lines: string[]) => Buffer.from([HEADER, ...lines].join('\r\n'), 'utf8');

describe('reading a list of agencies', () => {
  it('reads the whole list of 2018 and refuses none of its lines', () => {
    const bytes = gunzipSync(
      readFileSync(path.join(ROOT, 'src/reference-data/data/agencies-2018-01-28.csv.gz')),
    );
    const { rows, refused, encoding } = readAgencies(bytes);
    assert.equal(encoding, 'UTF-8');
    assert.equal(rows.length, 8189);
    assert.deepEqual(refused, []);
    assert.ok(rows.every(({ name, oid }) => name === name.trim() && oid.startsWith('2.16.886')));
  });

  it('reads Big5 and UTF-8 with and without BOM alike', () => {
    const big5 = readAgencies(
      readFileSync(path.join(ROOT, 'tests/fixtures/agencies/first-20-big5.csv')),
    );
    assert.equal(big5.encoding, 'Big5');
    assert.equal(big5.rows.length, 20);
    assert.equal(big5.rows[1]?.name, '總統府');
    const line = '"總統府","2.16.886.101.20002","02-23113731","台北市","o=總統府,c=TW"';
    const plain = readAgencies(file(line));
    assert.deepEqual(readAgencies(Buffer.concat([Buffer.from('\ufeff'), file(line)])), plain);
  });

  it('refuses a file in no known encoding, and one without the columns it needs', () => {
    const code = (bytes: Buffer) => {
      try {
        readAgencies(bytes);
        return null;
      } catch (error) {
        assert.ok(error instanceof AgencyFileError);
        return error.code;
      }
    };
    assert.equal(code(Buffer.from([0xff, 0xfe, 0x00, 0x41])), 'encoding');
    assert.equal(code(Buffer.from(`\0${HEADER}`)), 'encoding');
    assert.equal(code(Buffer.from('name,number\nA,1\n')), 'header');
    assert.equal(code(Buffer.alloc(0)), 'header');
  });

  it('refuses single lines with their line number and reason, and keeps the others', () => {
    const { rows, refused } = readAgencies(
      file(
        '"甲","2.16.886.101.1","","",""',
        '"乙","2.16.886.101.x","","",""',
        '"","2.16.886.101.3","","",""',
        '"丁","2.16.886.101.4","","第一行',
        '第二行",""',
        '"戊","2.16.886.101.1","","",""',
        '"己","2.16.886.101.6"',
        '"庚\u0007","2.16.886.101.7","","",""',
        `"${'長'.repeat(256)}","2.16.886.101.8","","",""`,
      ),
    );
    assert.deepEqual(
      rows.map(({ name, address }) => [name, address]),
      [
        ['甲', null],
        ['丁', '第一行 第二行'],
      ],
    );
    assert.deepEqual(
      refused.map(({ line, code }) => [line, code]),
      [
        [3, 'oid_invalid'],
        [4, 'name_missing'],
        [7, 'oid_repeated'],
        [8, 'columns'],
        [9, 'control_character'],
        [10, 'too_long'],
      ],
    );
  });
});

describe('planning an import', () => {
  const facts = (oid: string, name: string, more: Partial<AgencyFacts> = {}): AgencyFacts => ({
    oid,
    name,
    telephone: null,
    address: null,
    dn: null,
    ...more,
  });
  const registered = (
    agency: AgencyFacts,
    { formerNames = [], formerOids = [] }: { formerNames?: string[]; formerOids?: string[] } = {},
  ): RegisteredAgency => ({ ...agency, id: 1, formerNames, formerOids });

  it('changes nothing when the register already says the same', () => {
    const plan = planImport([facts('1.2.3', '甲')], [registered(facts('1.2.3', '甲'))]);
    const nothing = { added: [], changed: [], keptNames: [], formerOids: [] };
    assert.deepEqual(plan, { ...nothing, unchanged: 1 });
  });

  it('leaves contact data that the file does not have, and agencies that it does not name', () => {
    const before = facts('1.2.3', '甲', { telephone: '02-1' });
    const plan = planImport([facts('1.2.3', '乙')], [registered(before)]);
    assert.deepEqual(plan.changed, [
      { id: 1, before: registered(before), after: { ...before, name: '乙' } },
    ]);
  });

  it('does not give an agency back a name that it had before', () => {
    const plan = planImport(
      [facts('1.2.3', '舊名')],
      [registered(facts('1.2.3', '新名'), { formerNames: ['舊名'] })],
    );
    assert.equal(plan.changed.length, 0);
    assert.deepEqual(plan.keptNames, [{ oid: '1.2.3', name: '新名' }]);
  });

  it('does not add an agency again under an OID that it had before', () => {
    const plan = planImport(
      [facts('1.2.3', '甲')],
      [registered(facts('1.2.9', '甲'), { formerOids: ['1.2.3'] })],
    );
    assert.deepEqual([plan.added, plan.changed, plan.unchanged], [[], [], 0]);
    assert.deepEqual(plan.formerOids, [{ oid: '1.2.3', present: '1.2.9' }]);
  });
});
