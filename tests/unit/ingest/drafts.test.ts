import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { draftMetadata, type MetadataDraft } from '../../../src/domain/ingest/draft-metadata';
import type { DraftFile } from '../../../src/domain/ingest/draft-text';
import { openLexicon } from '../../../src/ingest/draft/lexicon';
import { judge } from '../../support/ingest';

const ROOT = path.resolve(__dirname, '../../..');
const SAMPLES = path.join(ROOT, 'tests/fixtures/samples');

const lexicon = openLexicon(path.join(ROOT, '.data/cache'));
const draftOf = (...files: DraftFile[]) => draftMetadata(files, lexicon);

async function sample(name: string): Promise<DraftFile> {
  const base = path.basename(name);
  const { text, findings } = await judge(base, readFileSync(path.join(SAMPLES, name)));
  const rows = findings.find(({ code }) => code === 'csv.table')?.count;
  return { name: base, text: text.slice(0, 200_000), ...(rows === undefined ? {} : { rows }) };
}

const sentences = ({ description }: MetadataDraft) => description.match(/[^。]+。/g) ?? [];

describe('the draft of description and keywords', () => {
  it('says of an act what it is for, and names its terms', async () => {
    const draft = draftOf(await sample('odt/個人資料保護法.odt'));
    assert.match(draft.description, /^旨在規範個人資料之蒐集、處理及利用，以避免人格權受侵害/);
    for (const term of ['個人資料', '當事人', '非公務機關', '中央目的事業主管機關']) {
      assert.ok(draft.keywords.includes(term), draft.keywords.join());
    }
  });

  it('says of a gazette which documents it has, and takes no markup for words', async () => {
    const draft = draftOf(await sample('json/行政院公報1060804.json'));
    assert.match(draft.description, /「中央統籌分配稅款分配辦法」/);
    assert.doesNotMatch(draft.description + draft.keywords.join(), /[A-Za-z<>]|span|font/);
  });

  it('says of a table how long it is, which columns it has, and what stands in the telling one', async () => {
    const draft = draftOf(await sample('csv/政府機關OID_20180128_utf8bom.csv'));
    assert.equal(
      draft.description,
      '「政府機關OID」資料表，共 8,189 筆，欄位為機關名稱、OID、電話、地址及 DN。' +
        '「機關名稱」如中央研究院、國史館臺灣文獻館、內政部警政署等。',
    );
    assert.equal(draft.keywords.includes('政府機關OID'), true, draft.keywords.join());
    assert.doesNotMatch(draft.keywords.join(), /電話|地址|^役官|,役官/);
  });

  it('says of a table which kinds and years it is about, and never shows people in it', () => {
    const cities = ['臺北市', '新北市', '桃園市', '臺中市'];
    const rows = Array.from(
      { length: 40 },
      (_, at) => `${cities[at % 4]}\t王小明\t0912345${100 + at}\t${108 + (at % 5)}\t${at * 17}`,
    );
    const text = `縣市\t姓名\t電話\t年度\t件數\n${rows.join('\n')}\n`;
    const draft = draftOf({ name: '社福補助_112年.csv', text, rows: 41 });
    assert.equal(
      draft.description,
      '「社福補助 112年」資料表，共 40 筆，欄位為縣市、姓名、電話、年度及件數。' +
        '「年度」為 108 至 112，「縣市」包括臺北市、新北市、桃園市等 4 種。',
    );
    assert.ok(draft.keywords.includes('縣市'), draft.keywords.join());
    assert.doesNotMatch(draft.keywords.join(), /王小明|0912/);
  });

  it('says of a table without a head how many columns it has', () => {
    const draft = draftOf({ name: '測站資料.csv', text: '1\t2\t3\n4\t5\t6\n', rows: 2 });
    assert.equal(draft.description, '「測站資料」資料表，共 2 筆，每筆 3 欄。');
  });

  it('lists the acts of a PDF, and leaves running heads and page numbers out', async () => {
    const { name, text } = await sample('pdf/個人資料保護法等法規_15頁.pdf');
    const pages = text
      .split('\f')
      .map((page, index) => `機密等級測試\n${page}\n第 ${index + 1} 頁\n`);
    const draft = draftOf({ name, text: pages.join('\f') });
    assert.match(draft.description, /「內政部土地測量局暫行組織規程」/);
    assert.doesNotMatch(draft.description + draft.keywords.join(), /機密|等級|第 \d+ 頁/);
  });

  it('speaks of several files together, each with the same say', async () => {
    const files = [
      'csv/政府機關OID_前3000列_big5.csv',
      'odt/資通安全管理法.odt',
      'odt/政府資訊公開法.odt',
    ];
    const draft = draftOf(...(await Promise.all(files.map(sample))));
    assert.match(
      draft.description,
      /^收錄 3 份檔案，包括「政府機關OID」、「資通安全管理法」、「政府資訊公開法」。/,
    );
    for (const term of ['資通安全', '政府資訊']) {
      assert.ok(
        draft.keywords.some((word) => word.includes(term)),
        draft.keywords.join(),
      );
    }
  });

  it('has one to three sentences that are more than the file’s name, and five to ten keywords', async () => {
    for (const name of ['xml/行政院公報1060802.xml', 'json/個人資料保護法.json']) {
      const draft = draftOf(await sample(name));
      assert.ok(sentences(draft).length >= 1 && sentences(draft).length <= 3, draft.description);
      assert.equal(sentences(draft).join(''), draft.description);
      const title = path.basename(name).replace(/\.\w+$/, '');
      assert.ok(draft.description.replaceAll(title, '').length > 40, draft.description);
      assert.ok(draft.keywords.length >= 5 && draft.keywords.length <= 10, draft.keywords.join());
    }
  });
});
