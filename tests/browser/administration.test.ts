import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { Page } from 'playwright-core';
import { AdminWindow } from '../support/admin-window';
import { describeInChromium } from '../support/chromium';
import { Panel } from '../support/panel';

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
});
