import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { describeInChromium, overflow, settled } from '../support/chromium';
import { dropFile } from '../support/dragging';
import { noticeFaults } from '../support/notices';
import { signOutInPanel } from '../support/officer-browser';
import { Panel, SAMPLES } from '../support/panel';
import { callAs, makeDraft } from '../support/panel-datasets';
import { leftovers } from '../support/screen-checks';

const FILE = path.join(SAMPLES, 'json/個人資料保護法.json');
const NAME = '瀏覽器與分頁測試資料';

describeInChromium('the panel in its window', () => {
  let panel: Panel;
  let page: Page;
  let id: string;
  before(async () => {
    panel = await Panel.start();
    page = await panel.signIn('provider.moda');
    ({ id } = await makeDraft(panel, page, { name: NAME }));
  });
  after(() => panel.stop());

  describe('files', () => {
    it('takes a file that is dropped on the zone, and stays where it is when one is dropped beside it', async () => {
      await panel.open(page, `/corpus/datasets/${id}/files`);
      const url = page.url();
      await dropFile(page, page.getByRole('heading', { level: 1 }), FILE);
      await dropFile(page, page.getByRole('contentinfo'), FILE);
      await dropFile(page, page.getByText('或將檔案拖曳到這裡'), FILE);
      await page.getByText('已通過檢查').waitFor();
      assert.equal(page.url(), url);
      const files = (await filesOf(id)).map(({ name }) => name);
      assert.deepEqual(files, [path.basename(FILE)], 'what fell beside the zone is not sent');
    });

    it('lets the browser save an original by itself, byte for byte', async () => {
      await panel.open(page, `/corpus/datasets/${id}`);
      const saving = page.waitForEvent('download');
      await page.getByRole('button', { name: `下載：${path.basename(FILE)}` }).click();
      const saved = await saving;
      // Not a copy in the memory of the page, whose address would begin with blob:.
      assert.match(saved.url(), /^http.*\/content$/);
      assert.equal(saved.suggestedFilename(), path.basename(FILE));
      assert.equal(digest(await saved.path()), digest(FILE));
    });

    async function filesOf(dataset: string) {
      const answer: unknown = await callAs(
        panel,
        page,
        `/review-workflow/datasets/${dataset}/files`,
      );
      return answer as { name: string }[];
    }
  });

  describe('a notice', () => {
    const reason = `${'這個檔案現在不能下載，因為儲存空間正在維護，請稍後再試一次。'.repeat(4)}${'report_final_version_'.repeat(8)}.json`;

    async function refuseDownload(): Promise<void> {
      await page.getByRole('button', { name: /^下載：/ }).click();
      await page.getByText(reason).waitFor();
      await settled(page);
    }
    before(async () => {
      await page.route('**/files/*/content', (route) =>
        route.fulfill({
          status: 409,
          json: { error: { status: 409, name: 'ConflictError', message: reason, details: {} } },
        }),
      );
    });
    after(() => page.unroute('**/files/*/content'));

    const WINDOWS = [
      { name: '400 px', width: 400, height: 800, root: '' },
      { name: '400 px with large text', width: 400, height: 800, root: '75%' },
      { name: '200 % zoom with large text', width: 640, height: 450, root: '75%' },
      { name: '700 px with large text', width: 700, height: 800, root: '75%' },
      { name: 'text at 200 %', width: 1280, height: 900, root: '125%' },
    ] as const;
    for (const { name, root, ...size } of WINDOWS) {
      it(`shows all of a long text and its button in the window at ${name}`, async () => {
        await page.setViewportSize(size);
        await panel.open(page, `/corpus/datasets/${id}`);
        if (root !== '') await page.evaluate(`document.documentElement.style.fontSize = '${root}'`);
        await refuseDownload();
        assert.deepEqual(await noticeFaults(page), []);
        if (size.width < 1280) assert.ok((await overflow(page)) <= 0, 'scrolls sideways');
        await page.locator('[data-sonner-toast]').getByRole('button', { name: '關閉' }).click();
        await page.getByText(reason).waitFor({ state: 'detached' });
      });
    }
  });

  describe('Strapi’s own pages', () => {
    it('lead an officer from the profile, and from settings, to what an officer uses', async () => {
      await page.setViewportSize({ width: 400, height: 800 });
      for (const address of ['/me', '/settings', '/settings/application-infos', '/list-plugins']) {
        await page.goto(`${panel.url}/admin${address}`);
        await page.waitForURL(/\/admin\/?$/);
        await page.getByRole('heading', { level: 1, name: '首頁' }).waitFor();
      }
      await page.setViewportSize({ width: 1280, height: 900 });
    });

    it('show the devices where somebody is signed in, in Chinese', async () => {
      await page.goto(`${panel.url}/admin/me/sessions`);
      await page.getByText('這個裝置', { exact: true }).first().waitFor();
      // A device has no name but the first digits of its number.
      const data = (await page.locator('main').innerText()).match(/\b[0-9a-f]{8}\b/g) ?? [];
      assert.deepEqual(await leftovers(page, 'zh-Hant', { data }), []);
    });

    it('show a dataset’s form, and the list of datasets, in Chinese', async () => {
      const admin = await panel.signIn('admin1.platform');
      const tags = await panel.sql<{ code: string }>('select code from tags');
      // Strapi names tags by their codes; `en` is a part of other words.
      const data = [NAME, ...tags.map(({ code }) => code).filter((code) => code.length > 2)];
      const type = `${panel.url}/admin/content-manager/collection-types/api::dataset.dataset`;
      await admin.goto(`${type}/${id}`);
      await admin.getByRole('heading', { name: '審核流程' }).waitFor();
      await admin.getByText('資料聯絡人').waitFor();
      await admin.getByText('Loading', { exact: true }).first().waitFor({ state: 'detached' });
      const inForm = await leftovers(admin, 'zh-Hant', { data });
      await admin.goto(type);
      await admin.getByRole('grid').waitFor();
      const inList = await leftovers(admin, 'zh-Hant', { data });
      assert.deepEqual({ inForm, inList }, { inForm: [], inList: [] });
      await admin.context().close();
    });
  });

  describe('the place of the work', () => {
    it('is forgotten when somebody signs out: the next officer in the tab, and the same one, begin at home', async () => {
      await panel.open(page, `/corpus/datasets/${id}/metadata`);
      await signOutInPanel(page);
      await page.getByText('您已登出').waitFor();
      await page.context().clearCookies();
      await panel.signInAt(page, 'manager.moda');
      await page.getByRole('heading', { level: 1, name: '首頁' }).waitFor();
      assert.match(page.url(), /\/admin\/?$/);
    });

    it('is kept when a session has expired, but for the same officer only', async () => {
      const expire = async () => {
        await panel.open(page, `/corpus/datasets/${id}`);
        await panel.sql(`update strapi_sessions set expires_at = now() - interval '1 minute',
          absolute_expires_at = now() - interval '1 minute'`);
        await page.getByRole('link', { name: '資料集列表' }).first().click();
        await page.getByText('請選擇申請單位類型').waitFor();
        await page.context().clearCookies();
      };
      await expire();
      await panel.signInAt(page, 'manager.moda');
      await page.getByRole('heading', { level: 1, name: '資料集列表' }).waitFor();
      await expire();
      await panel.signInAt(page, 'provider.moda');
      await page.getByRole('heading', { level: 1, name: '首頁' }).waitFor();
      assert.match(page.url(), /\/admin\/?$/);
    });
  });
});

function digest(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
