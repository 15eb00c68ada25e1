import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { producedPdfs } from '../../fixtures/pdf-producers/producers';
import { makeFilledForm } from '../../fixtures/pdf-producers/structures';
import { describeInChromium, openChromium, openPage } from '../../support/chromium';
import { judge, type Outcome } from '../../support/ingest';

/** What is said about characters that could not be read as they stand. */
const ABOUT_CHARACTERS =
  /^text\.(unreadable|encoding_damage|characters_unified|other_han_forms|private_characters)$/;
const aboutCharacters = ({ findings }: Outcome) =>
  findings.map(({ code }) => code).filter((code) => ABOUT_CHARACTERS.test(code));
const lineOf = ({ text }: Outcome) => text.replaceAll('\f', '').trim();

describe('the text of PDFs of other producers', () => {
  for (const { how, make, text, finding } of producedPdfs) {
    it(`${how}: ${finding ?? 'read as it stands'}`, async () => {
      const outcome = await judge('a.pdf', make());
      assert.equal(outcome.code, 'accepted');
      assert.equal(lineOf(outcome), text);
      assert.deepEqual(aboutCharacters(outcome), finding ? [finding] : []);
    });
  }

  it('is made of ordinary characters where Qt wrote radicals', async () => {
    const file = path.resolve(__dirname, '../../fixtures/pdf-producers/real/qt.pdf');
    const outcome = await judge('a.pdf', readFileSync(file));
    assert.match(
      outcome.text,
      /^第一條.為建立政府資訊公開制度，便利人民共享及公平利用政府資訊，保障人民知的權利/m,
    );
    assert.doesNotMatch(outcome.text, /[\u2e80-\u2fdf]/);
    const [hit] = outcome.findings.filter(({ code }) => code === 'text.characters_unified');
    assert.equal(hit?.severity, 'info');
  });
});

describe('what is filled in', () => {
  it('follows the text of its page, without what nobody sees, and is told', async () => {
    const outcome = await judge('a.pdf', makeFilledForm());
    assert.equal(
      outcome.text,
      'Application form\n王小明\n申請民間團體補助\n數位發展部\n承辦人補充說明\n\f',
    );
    const [hit] = outcome.findings.filter(({ code }) => code === 'pdf.form_fields');
    assert.deepEqual([hit?.severity, hit?.count, hit?.place], ['info', 4, 'page 1']);
  });
});

describeInChromium('Chromium’s print to PDF', () => {
  it('gives horizontal and vertical text, tables and rare characters as they were', async () => {
    const browser = await openChromium();
    try {
      const page = await openPage(browser);
      await page.setContent(
        '<p>第一條：民眾得申請（長青）計畫，office 100%。</p>' +
          '<table><tr><td>機關</td><td>電話</td></tr><tr><td>文化部</td><td>總機</td></tr></table>' +
          '<p>𠊎、堃、喆</p><div style="writing-mode:vertical-rl;height:20em;break-before:page">' +
          '直排「文字」應公開。</div>',
      );
      const outcome = await judge('a.pdf', await page.pdf());
      assert.equal(outcome.code, 'accepted');
      assert.deepEqual(outcome.text.trim().split(/[\n\f]+/), [
        '第一條：民眾得申請（長青）計畫，office 100%。',
        '機關 電話',
        '文化部 總機',
        '𠊎、堃、喆',
        '直排「文字」應公開。',
      ]);
    } finally {
      await browser.close();
    }
  });
});
