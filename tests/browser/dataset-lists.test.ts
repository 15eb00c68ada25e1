import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { Page } from 'playwright-core';
import { describeInChromium } from '../support/chromium';
import { Panel } from '../support/panel';
import { callAs, makeDraft, makeReadyDraft, moveAs } from '../support/panel-datasets';

const WORD = '清單測試';

/** The queue as it is between two decisions that follow, but shown only after both. */
async function showQueueLate(page: Page): Promise<void> {
  let asked = (): void => undefined;
  let decided = asked;
  const queueIsRead = new Promise<void>((resolve) => (asked = resolve));
  const bothAreDecided = new Promise<void>((resolve) => (decided = resolve));
  let decisions = 0;
  await page.route(/\/transitions$/, async (route) => {
    if (++decisions === 2) await queueIsRead;
    await route.fulfill({ response: await route.fetch() });
    // What the page does with the answer comes first.
    if (decisions === 2) setTimeout(decided, 500);
  });
  await page.route(/\/review-workflow\/tasks\?/, async (route) => {
    const answer = await route.fetch();
    asked();
    await bothAreDecided;
    await route.fulfill({ response: answer });
  });
}

describeInChromium('lists of datasets and what is done from them', () => {
  let panel: Panel;
  let provider: Page;
  let manager: Page;

  before(async () => {
    panel = await Panel.start();
    [provider, manager] = await Promise.all([
      panel.signIn('provider.moda'),
      panel.signIn('manager.moda'),
    ]);
  });
  after(() => panel.stop());

  const query = () => new URL(provider.url()).searchParams;
  const rows = (page: Page) => page.locator('tbody tr');
  /** Until the list shows so many rows. */
  const showsRows = (count: number) =>
    provider.locator(`tbody tr:nth-child(${String(count)}):last-child`).waitFor();

  it('keeps filters, sorting and page in the address bar, through reload, back and forward', async () => {
    for (let count = 11; count < 23; count++) {
      await makeDraft(panel, provider, { name: `${WORD} ${String(count)}` });
    }
    await panel.open(provider, '/corpus/datasets');
    await provider.getByLabel('關鍵字').fill(WORD);
    await provider.getByLabel('資料集狀態').selectOption('草稿');
    await provider.getByRole('button', { name: '搜尋' }).click();
    await showsRows(10);
    await provider.getByText('共 12 項').waitFor();
    await provider.getByRole('button', { name: /^資料集名稱/ }).click();
    await provider.waitForURL(/sort=name%3Adesc/);
    await rows(provider).first().getByText(`${WORD} 22`).waitFor();
    await provider.getByLabel('前往').fill('2');
    await provider.keyboard.press('Enter');
    await showsRows(2);
    await provider.reload();
    await showsRows(2);
    assert.deepEqual(Object.fromEntries(query()), {
      q: WORD,
      state: 'draft',
      sort: 'name:desc',
      page: '2',
    });
    assert.equal(await provider.getByLabel('關鍵字').inputValue(), WORD);
    await provider.goBack();
    await showsRows(10);
    await provider.goForward();
    await showsRows(2);
    await provider.getByLabel('每頁筆數').selectOption('20');
    await showsRows(12);
  });

  it('says what to do where nothing fits, a page is past the end, or an address is wrong', async () => {
    await panel.open(provider, '/corpus/datasets?q=沒有這個詞');
    await provider.getByText('沒有符合條件的資料集').waitFor();
    await provider.getByRole('status').getByRole('button', { name: '重設' }).click();
    await rows(provider).first().waitFor();
    await panel.open(provider, '/corpus/datasets?page=99');
    await provider.getByRole('button', { name: '回到第一頁' }).click();
    await rows(provider).first().waitFor();
    await panel.open(provider, '/corpus/datasets?state=nonsense');
    await provider.getByRole('status').getByRole('button', { name: '重設' }).click();
    await rows(provider).first().waitFor();
  });

  it('leads from one review to the next, and approves several with one confirmation that lists them', async () => {
    const names = ['批次審核甲', '批次審核乙'];
    const waiting = [];
    for (const name of names) {
      const { id } = await makeReadyDraft(panel, provider, { name });
      await moveAs(panel, provider, id, 'submit');
      waiting.push(id);
    }
    await panel.open(manager, '/corpus/review?q=批次審核');
    await manager
      .getByRole('link', { name: /^審核 / })
      .first()
      .click();
    await manager.getByRole('heading', { level: 2, name: names[0] ?? '' }).waitFor();
    await manager.getByRole('link', { name: /^下一筆/ }).click();
    await manager.getByRole('heading', { level: 2, name: names[1] ?? '' }).waitFor();
    await manager.getByRole('link', { name: '返回列表' }).first().click();
    await manager.getByLabel('選取本頁全部').check();
    await manager.getByRole('button', { name: '批次通過（2）' }).click();
    const dialog = manager.getByRole('dialog');
    for (const name of names) await dialog.getByText(name).waitFor();
    await showQueueLate(manager);
    await dialog.getByRole('button', { name: '通過' }).click();
    await manager.getByText('沒有符合條件的資料集').waitFor();
    await manager.unrouteAll();
    for (const id of waiting) {
      const { state } = await callAs(panel, manager, `/review-workflow/datasets/${id}`);
      assert.equal(state, 'listing-review-platform');
    }
  });

  it('shows a delisting to come with its date, and lets a platform admin cancel it with a reason', async () => {
    const admin = await panel.signIn('admin1.platform');
    const { id, identifier } = await makeReadyDraft(panel, provider, { name: '預定下架測試' });
    await moveAs(panel, provider, id, 'submit');
    await moveAs(panel, manager, id, 'approve');
    await moveAs(panel, admin, id, 'approve');
    await moveAs(panel, provider, id, 'request-delisting', {
      delistOn: '2099-12-31',
      reason: '需進行檔案整併，暫時下架處理。',
    });
    await moveAs(panel, manager, id, 'approve');
    await moveAs(panel, admin, id, 'approve');
    await panel.open(provider, `/corpus/datasets?identifier=${identifier}`);
    await rows(provider).getByText('預定下架：2099-12-31').waitFor();
    await panel.open(admin, `/corpus/datasets?identifier=${identifier}`);
    await admin.getByRole('button', { name: '取消預定下架' }).click();
    const dialog = admin.getByRole('dialog');
    await dialog.getByRole('button', { name: '確定' }).click();
    await dialog.getByText('請填寫原因。').waitFor();
    await dialog.getByLabel('取消原因').fill('檔案整併已完成');
    await dialog.getByRole('button', { name: '確定' }).click();
    await dialog.waitFor({ state: 'detached' });
    await rows(admin).getByText('預定下架：').waitFor({ state: 'detached' });
    assert.equal((await callAs(panel, admin, `/review-workflow/datasets/${id}`)).state, 'listed');
  });
});
