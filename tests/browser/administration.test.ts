import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { Page } from 'playwright-core';
import { AdminWindow } from '../support/admin-window';
import { describeInChromium } from '../support/chromium';
import { Panel } from '../support/panel';

/** One pixel. */
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

describeInChromium('web content and reference data, in screens of their own', () => {
  let panel: Panel;
  let admin: AdminWindow;
  let page: Page;
  before(async () => {
    panel = await Panel.start();
    admin = await AdminWindow.open(panel);
    page = admin.page;
  });
  after(() => panel.stop());

  it('tags are added, renamed, moved and retired', async () => {
    await admin.open('content/tags');
    await admin.looksRight('tags');
    await page.getByRole('link', { name: '新增標籤' }).click();
    await page.getByLabel('標籤類別').selectOption('domain');
    await page.getByLabel('代碼').fill('sports');
    await admin.button('建立').click();
    await admin.told('請填寫此欄位。');
    await page.getByLabel('中文名稱').fill('體育');
    await page.getByLabel('英文名稱').fill('Sports');
    await admin.button('建立').click();
    await admin.told('已建立。');
    await page.getByLabel('中文名稱').fill('運動休閒');
    await page.getByLabel('停用').check();
    await admin.button('儲存').click();
    await admin.told('已儲存。');
    await page.getByRole('cell', { name: '中文名稱、停用' }).waitFor();
    await admin.looksRight('tag');
    await page.getByRole('link', { name: '返回列表' }).click();
    await admin.button('將「運動休閒」上移').click();
    await admin.told('順序已更新。');
    const [tag] = await panel.sql<{ retired: boolean }>(
      `select retired from tags where code = 'sports' and name = '運動休閒'`,
    );
    assert.equal(tag?.retired, true);
  });

  it('a licence says plainly that its text is missing, and one in use gets new versions only', async () => {
    await admin.open('content/licences');
    await admin.row('SAITDL-1.0').getByText('尚未登載全文').waitFor();
    await page.getByRole('link', { name: '修改「臺灣主權AI訓練語料授權條款-第1版」' }).click();
    await admin.told('前臺目前只顯示名稱與官方網址');
    await admin.looksRight('licence-without-text');
    await panel.sql(`update licences set text_zh = '條款全文' where code = 'SAITDL-1.0'`);
    await panel.sql(
      `insert into corpus_access_applications (document_id, member_id, purpose, benefit, licence_code,
         licence_version, evidence_key, evidence_name, evidence_bytes, evidence_sha256, receipt, due_on)
       values ('licenceinuse', 1, 'x', 'x', 'SAITDL-1.0', '1.0', 'x', 'x', 1, 'x', 'x', '2099-01-01')`,
    );
    await page.reload();
    await admin.told('此條款使用中');
    assert.equal(await page.getByLabel('中文全文').getAttribute('readonly'), '');
    await admin.looksRight('licence-in-use');
    await page.getByRole('link', { name: '建立新版本' }).click();
    await page.getByLabel('代碼').fill('SAITDL-2.0');
    await page.getByRole('textbox', { name: '版本' }).fill('2.0');
    assert.equal(await page.getByLabel('中文全文').inputValue(), '條款全文');
    await page.getByLabel('中文全文').fill('第2版全文');
    await admin.button('建立').click();
    await admin.told('已建立。');
    const licences = (await admin.publicly('licences')).map(({ code, textZh }) => [code, textZh]);
    assert.ok(licences.some(([code, text]) => code === 'SAITDL-1.0' && text === '條款全文'));
    assert.ok(licences.some(([code, text]) => code === 'SAITDL-2.0' && text === '第2版全文'));
    await panel.sql(`delete from corpus_access_applications where document_id = 'licenceinuse'`);
  });

  it('a page is written in both languages with a preview, kept as a draft, published and withdrawn', async () => {
    await admin.open('content/pages');
    await admin.looksRight('pages');
    await page.getByRole('link', { name: '新增網頁' }).click();
    await page.getByLabel('網址代稱').fill('faq');
    await page.getByLabel('中文標題').fill('常見問題');
    await page.getByLabel('中文內容').fill('# 怎麼申請\n\n請見 **申請須知**。');
    await page.getByText('中文預覽').click();
    await page.getByRole('heading', { name: '怎麼申請' }).waitFor();
    await admin.button('儲存草稿').click();
    await admin.told('已建立。');
    await admin.button('儲存並發布').click();
    await admin.told('前臺現在顯示這個內容');
    assert.ok((await admin.publicly('pages')).some(({ slug }) => slug === 'faq'));
    await admin.looksRight('page');
    await admin.button('停止發布').click();
    await admin.dialog().getByRole('button', { name: '停止發布' }).click();
    await admin.told('已停止發布。');
    assert.ok(!(await admin.publicly('pages')).some(({ slug }) => slug === 'faq'));
  });

  it('a banner has a picture with words for it; leaving with unsaved changes asks', async () => {
    await admin.open('content/banners/new');
    await page.getByLabel('中文標題').fill('語料徵集');
    await page.getByRole('link', { name: '標籤', exact: true }).click();
    await admin.dialog().getByText('您有尚未儲存的變更').waitFor();
    await admin.dialog().getByRole('button', { name: '取消' }).click();
    await page.locator('input[type=file]').setInputFiles({
      ...{ name: 'banner.png', mimeType: 'image/png', buffer: Buffer.from(PNG, 'base64') },
    });
    await admin.dialog().getByLabel('替代文字').fill('紅色的點');
    await admin.dialog().getByRole('button', { name: '上傳圖片' }).click();
    await admin.told('圖片已上傳');
    await admin.button('建立').click();
    await admin.told('已建立。');
    await admin.looksRight('banner');
    const [banner] = await admin.publicly('banners');
    assert.equal((banner?.image as { alternativeText?: string }).alternativeText, '紅色的點');
    await admin.open('content/banners');
    await admin.row('語料徵集').getByText('顯示中').waitFor();
    await admin.looksRight('banners');
  });

  it('hot keywords are pinned and hidden, and the site follows at once', async () => {
    await admin.open('content/hot-keywords');
    await page.getByRole('textbox', { name: '字詞' }).fill('文化');
    await admin.button('置頂').first().click();
    await admin.told('已更新，前臺立即生效。');
    await admin.row('文化').getByText('置頂', { exact: true }).waitFor();
    await admin.looksRight('hot-keywords');
    assert.equal((await admin.publicly('corpus/hot-keywords'))[0]?.keyword, '文化');
    await admin.button('隱藏「文化」').click();
    await admin.button('恢復顯示「文化」').waitFor();
    assert.ok(
      !(await admin.publicly('corpus/hot-keywords')).some(({ keyword }) => keyword === '文化'),
    );
  });

  it('everything that was edited is in the audit trail', async () => {
    await admin.open('audit?trail=content');
    await admin.row('標籤 sports').first().waitFor();
    await admin.row('SAITDL-2.0').getByText('建立').waitFor();
    await admin.looksRight('audit');
  });
});
