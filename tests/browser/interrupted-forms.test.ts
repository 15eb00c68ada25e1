import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { Page } from 'playwright-core';
import { describeInChromium } from '../support/chromium';
import { Panel } from '../support/panel';
import { callAs, makeDraft } from '../support/panel-datasets';

describeInChromium('a form that is interrupted', () => {
  let panel: Panel;
  let page: Page;

  before(async () => {
    panel = await Panel.start();
    page = await panel.signIn('provider.moda');
  });
  after(() => panel.stop());

  const openForm = async (tab: Page, id: string) => {
    await panel.open(tab, `/corpus/datasets/${id}/metadata`);
    await tab.getByLabel('資料集名稱').waitFor();
  };
  const read = (id: string) =>
    callAs(panel, page, `/review-workflow/datasets/${id}`) as unknown as Promise<{
      name: string;
      description: string;
    }>;

  it('loses nothing of a form when the session has expired, and goes on there after signing in', async () => {
    const { id } = await makeDraft(panel, page);
    await openForm(page, id);
    await panel.sql(
      `update strapi_sessions set expires_at = now() - interval '1 minute',
              absolute_expires_at = now() - interval '1 minute'`,
    );
    const text = '登入逾時之前寫的描述，不能遺失。';
    await page.getByLabel('資料集描述').fill(text);
    await page.getByText('請選擇申請單位類型').waitFor();
    await page.getByRole('link', { name: /^政府機關/ }).click();
    await page.getByText('有上次未儲存的內容').waitFor();
    await page.getByRole('button', { name: '還原' }).click();
    assert.equal(await page.getByLabel('資料集描述').inputValue(), text);
    await page.getByText('所有變更都已儲存。').waitFor();
    assert.equal((await read(id)).description, text);
  });

  it('tells the second of two people who edit the same dataset, and overwrites nothing', async () => {
    const { id } = await makeDraft(panel, page);
    const second = await panel.signIn('provider.moda');
    await openForm(page, id);
    await openForm(second, id);
    await page.getByLabel('資料集名稱').fill('先儲存的名稱');
    await page.getByRole('button', { name: '暫存' }).click();
    await page.getByText('所有變更都已儲存。').waitFor();
    const { description } = await read(id);
    await second.getByLabel('資料集描述').fill('後來的人所寫的描述。');
    await second.getByText('資料已由他人變更').waitFor();
    const kept = await read(id);
    assert.deepEqual([kept.name, kept.description], ['先儲存的名稱', description]);

    await second.getByRole('button', { name: '載入最新內容' }).click();
    await second.getByText('資料集在那之後已有其他變更').waitFor();
    assert.equal(await second.getByLabel('資料集名稱').inputValue(), '先儲存的名稱');
    await second.getByRole('button', { name: '還原' }).click();
    await second.getByText('所有變更都已儲存。').waitFor();
    const both = await read(id);
    assert.deepEqual([both.name, both.description], ['先儲存的名稱', '後來的人所寫的描述。']);
    await second.context().close();
  });

  it('asks before unsaved changes are left behind, and saves them when the connection is back', async () => {
    const { id } = await makeDraft(panel, page);
    await openForm(page, id);
    await page.context().setOffline(true);
    await page.getByLabel('資料集名稱').fill('離線時寫的名稱');
    await page.getByText('沒有儲存成功').waitFor();
    await page.getByRole('link', { name: '返回列表' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('您有尚未儲存的變更').waitFor();
    await dialog.getByRole('button', { name: '取消' }).click();
    await page.context().setOffline(false);
    await page.getByText('所有變更都已儲存。').waitFor();
    assert.equal((await read(id)).name, '離線時寫的名稱');
  });
});
