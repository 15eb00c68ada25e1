import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { draftMetadata, type MetadataDraft } from '../../../src/domain/ingest/draft-metadata';
import { openLexicon } from '../../../src/ingest/draft/lexicon';
import { judge } from '../../support/ingest';

const ROOT = path.resolve(__dirname, '../../..');
const SAMPLES = path.join(ROOT, 'tests/fixtures/samples');

const lexicon = openLexicon(path.join(ROOT, '.data/cache'));
const draftOf = (...files: { name: string; text: string }[]) => draftMetadata(files, lexicon);

async function sample(name: string): Promise<{ name: string; text: string }> {
  const base = path.basename(name);
  const { text } = await judge(base, readFileSync(path.join(SAMPLES, name)));
  return { name: base, text: text.slice(0, 200_000) };
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

  it('says of a table which columns it has', async () => {
    const draft = draftOf(await sample('csv/政府機關OID_前3000列_big5.csv'));
    assert.match(draft.description, /^表格資料，欄位包括機關名稱、OID、電話、地址、DN/);
    assert.ok(
      draft.keywords.some((word) => word.startsWith('政府機關')),
      draft.keywords.join(),
    );
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
