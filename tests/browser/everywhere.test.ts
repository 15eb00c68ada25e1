import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { describeInChromium } from '../support/chromium';
import { focused, pressOn, tabTo } from '../support/keyboard';
import { signOutInPanel } from '../support/officer-browser';
import { Panel, SAMPLES } from '../support/panel';
import { makeReadyDraft, moveAs } from '../support/panel-datasets';

const NAME = '鍵盤操作之領域資料標準';

/** Whether what has the focus says this; runs in the page. */
const isAt = (words: string) =>
  (globalThis as unknown as { document: { activeElement: { textContent: string } } }).document
    .activeElement.textContent === words;

describeInChromium('the panel', () => {
  let panel: Panel;
  let provider: Page;
  let manager: Page;
  let id: string;
  before(async () => {
    panel = await Panel.start();
    provider = await panel.signIn('provider.moda');
    manager = await panel.signIn('manager.moda');
    ({ id } = await makeReadyDraft(panel, provider, { name: NAME }));
  });
  after(() => panel.stop());

  describe('has everywhere in common', () => {
    const linksOf = (page: Page) =>
      page.evaluate<string[]>(
        `[...document.querySelectorAll('nav a')].filter((link) => link.checkVisibility()).map((link) => link.textContent.trim())`,
      );

    it('shows a role the menu of its own work, and nothing of Strapi’s', async () => {
      await panel.open(provider, '/corpus/datasets');
      assert.deepEqual(await linksOf(provider), ['首頁', '資料集列表']);
      assert.deepEqual(await linksOf(manager), [
        '首頁',
        '資料集列表',
        '資料審核',
        '帳號審核管理',
        '帳號管理',
      ]);
      const text = await provider.evaluate<string>('document.body.innerText');
      assert.doesNotMatch(text, /Strapi/i);
      assert.equal(await provider.locator('a[href*="strapi.io"]:visible').count(), 0);
    });

    it('tells on every page whom to ask', async () => {
      const help = provider.getByRole('contentinfo');
      for (const address of ['/', '/corpus/datasets', `/corpus/datasets/${id}/files`]) {
        await panel.open(provider, address);
        assert.match(await help.innerText(), /0800-023-300.*tsaitc@moda\.gov\.tw/);
      }
    });

    it('says who is signed in, in which language and page, and remembers the text size in the next session', async () => {
      await panel.open(provider, '/corpus/datasets');
      assert.equal(await provider.title(), '資料集列表 | 臺灣主權AI訓練語料庫');
      assert.equal(await provider.evaluate('document.documentElement.lang'), 'zh-Hant-TW');
      await provider.getByText('數位發展部 資料提供者 林怡君').waitFor();
      await provider.getByRole('button', { name: '大', exact: true }).click();
      const size = 'parseFloat(getComputedStyle(document.documentElement).fontSize)';
      const large = await provider.evaluate<number>(size);
      await signOutInPanel(provider);
      await provider.getByText('您已登出').waitFor();
      // The identity provider still knows who it is.
      await provider.goto(`${panel.url}/login/start/government`);
      await provider.getByRole('button', { name: '登出' }).waitFor();
      assert.equal(await provider.evaluate<number>(size), large);
      await provider.getByRole('button', { name: '中', exact: true }).click();
      assert.ok((await provider.evaluate<number>(size)) < large);
    });

    it('shows Taipei’s time to an officer whose machine is in New York', async () => {
      const there = await panel.openBrowser({ timezoneId: 'America/New_York' });
      await panel.signInAt(there, 'provider.moda');
      await panel.open(there, `/corpus/datasets/${id}`);
      const [row] = await panel.sql<{ at: string }>(
        `select to_char(created_at at time zone 'UTC' at time zone 'Asia/Taipei', 'YYYY-MM-DD HH24:MI:SS') at
         from datasets where document_id = $1`,
        [id],
      );
      await there
        .getByText(row?.at ?? 'no time')
        .first()
        .waitFor();
      await there.context().close();
    });

    it('says while it loads that it does, and what to do where the service does not answer', async () => {
      const page = await panel.signIn('provider2.moda');
      let answer: () => void = () => undefined;
      const asked = new Promise<void>((resolve) => (answer = resolve));
      await page.route('**/review-workflow/datasets?*', async (route) => {
        await asked;
        await route.abort();
      });
      await page.goto(`${panel.url}/admin/corpus/datasets?page=1`);
      await page.getByText('載入中…').first().waitFor();
      answer();
      await page.getByText('資料沒有載入成功').waitFor();
      await page.unroute('**/review-workflow/datasets?*');
      await page.getByRole('button', { name: '再試一次' }).click();
      await page.getByRole('table').waitFor();
      await page.context().close();
    });

    it('shows the review beside Strapi’s own form of a dataset, and no button that would publish or save', async () => {
      const admin = await panel.signIn('admin1.platform');
      await admin.goto(
        `${panel.url}/admin/content-manager/collection-types/api::dataset.dataset/${id}`,
      );
      const review = admin.locator('aside').filter({ hasText: '審核流程' });
      await review.getByText('草稿').waitFor();
      assert.equal(await review.getByRole('link', { name: '開啟資料集頁面' }).count(), 1);
      const actions = admin.getByRole('button', { name: /發布|儲存|Publish|Save|Discard|捨棄/ });
      assert.equal(await actions.count(), 0);
    });
  });

  // The ways of the guide without a mouse: Tab, Enter, Space, Escape; each step shows where the focus is.
  describe('by keyboard alone', () => {
    const heading = (page: Page, name: string | RegExp) =>
      page.getByRole('heading', { level: 1, name }).waitFor();

    it('skips the menu, filters the list, hears how many there are, and opens a dataset at its heading', async () => {
      await panel.open(provider, '/corpus/datasets');
      await provider.getByRole('link', { name: NAME }).waitFor();
      await pressOn(provider, '跳到主要內容');
      assert.ok(await provider.evaluate(`document.activeElement.closest('main') !== null`));
      await tabTo(provider, '關鍵字');
      await provider.keyboard.type('鍵盤');
      await provider.keyboard.press('Enter');
      await provider.locator('[aria-live="polite"]').getByText('共 1 項').waitFor();
      await pressOn(provider, NAME);
      await heading(provider, NAME);
      assert.equal((await focused(provider)).name, NAME);
      assert.equal(await provider.title(), `${NAME} | 臺灣主權AI訓練語料庫`);
    });

    it('chooses a file, fills the form in, and submits; a dialog takes the focus and gives it back', async () => {
      await panel.open(provider, `/corpus/datasets/${id}/files`);
      await provider.getByText('已通過檢查').waitFor();
      await tabTo(provider, '請選擇檔案');
      const choosing = provider.waitForEvent('filechooser');
      await provider.keyboard.press('Enter');
      await (await choosing).setFiles(path.join(SAMPLES, 'json/個人資料保護法.json'));
      await provider.getByText('已通過檢查').nth(1).waitFor();
      await pressOn(provider, '下一步');
      await heading(provider, '編輯詮釋資料');
      await pressOn(provider, '綠色永續', 'Space');
      assert.ok(await provider.getByLabel('綠色永續').isChecked());
      await pressOn(provider, '暫存');
      await provider.getByText('所有變更都已儲存').waitFor();
      await pressOn(provider, '送審');
      const dialog = provider.getByRole('dialog');
      await dialog.waitFor();
      assert.ok(
        await provider.evaluate<boolean>(
          `document.activeElement.closest('[role=dialog]') !== null`,
        ),
      );
      await provider.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      await provider.waitForFunction(isAt, '送審');
      await provider.keyboard.press('Enter');
      await dialog.waitFor();
      await pressOn(provider, '送審');
      await heading(provider, '資料集列表');
    });

    it('returns a submission with a reason, and asks for one where it is missing', async () => {
      await panel.open(manager, '/corpus/review');
      await manager.getByRole('link', { name: /^審核 \d{8}$/ }).waitFor();
      await pressOn(manager, /^審核 \d{8}$/);
      await heading(manager, '上架審核');
      await pressOn(manager, '退回');
      const dialog = manager.getByRole('dialog');
      await dialog.waitFor();
      await pressOn(manager, '確定');
      await dialog.getByText('請填寫').first().waitFor();
      await tabTo(manager, /^退回原因/, 'Shift+Tab');
      await manager.keyboard.type('請補充收錄年度');
      await pressOn(manager, '確定');
      await heading(manager, '資料審核');
      const [row] = await panel.sql<{ state: string }>(
        `select state from datasets where document_id = $1 and published_at is null`,
        [id],
      );
      assert.equal(row?.state, 'revising');
    });

    it('asks for a delisting with a date typed in', async () => {
      const { id: listed } = await makeReadyDraft(panel, provider, { name: '將下架之資料集' });
      await moveAs(panel, provider, listed, 'submit');
      await moveAs(panel, manager, listed, 'approve');
      const admin = await panel.signIn('admin1.platform');
      await moveAs(panel, admin, listed, 'approve');
      await panel.open(provider, `/corpus/datasets/${listed}/delisting`);
      await tabTo(provider, /^下架日期/);
      // Month, day, year: the order of a Chromium without language packs.
      await provider.keyboard.type('12312099');
      assert.equal(await provider.getByLabel(/^下架日期/).inputValue(), '2099-12-31');
      await tabTo(provider, /^下架原因/);
      await provider.keyboard.type('需進行檔案整併，暫時下架處理。');
      await pressOn(provider, '儲存並送審');
      await provider.getByRole('dialog').waitFor();
      await pressOn(provider, '確定');
      await heading(provider, '資料集列表');
    });
  });
});
