import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { prepared } from '../support/environment';
import { describeInChromium } from '../support/chromium';
import { Panel } from '../support/panel';
import { callAs, makeDraft } from '../support/panel-datasets';

/** Larger than two pieces of an upload. */
const LARGE_BYTES = 18 * 1024 ** 2;
/** As of a slow line, so that there is time to interrupt. */
const BYTES_A_SECOND = 6 * 1024 ** 2;
const ARRIVED = /等候檢查|檢查中|已通過檢查/;

describeInChromium('work that is interrupted', () => {
  let panel: Panel;
  let page: Page;

  before(async () => {
    panel = await Panel.start();
    page = await panel.signIn('provider.moda');
  });
  after(() => panel.stop());

  describe('a form', () => {
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

  describe('an upload', () => {
    it('goes on where it stopped when the connection was lost during an upload', async () => {
      const { id } = await makeDraft(panel, page);
      const line = await slowLine(page);
      const offsets = await beginLargeUpload(panel, page, id, '斷線.csv');
      await line({ offline: true });
      await page.getByText('連線中斷', { exact: true }).waitFor();
      const before = offsets.length;
      await line({ offline: false });
      await arrived(page, '斷線.csv');
      assert.ok((offsets[before] ?? 0) > 0, `sent from byte ${String(offsets[before])} again`);
    });

    it('goes on where it stopped when the window was closed and the same file is chosen again', async () => {
      const { id } = await makeDraft(panel, page);
      const first = await page.context().newPage();
      await slowLine(first);
      await beginLargeUpload(panel, first, id, '關閉.csv');
      await first.close();
      await panel.open(page, `/corpus/datasets/${id}/files`);
      await page.getByText('未上傳完成').waitFor();
      const offsets = offsetsOf(page);
      await page.locator('input[type=file]').setInputFiles(largeFile('關閉.csv'));
      await arrived(page, '關閉.csv');
      assert.ok((offsets[0] ?? 0) > 0, `sent from byte ${String(offsets[0])} again`);
    });

    it('stops when it is paused, and goes on from there', async () => {
      const { id } = await makeDraft(panel, page);
      const tab = await page.context().newPage();
      await slowLine(tab);
      const offsets = await beginLargeUpload(panel, tab, id, '暫停.csv');
      await tab.getByRole('button', { name: '暫停 暫停.csv' }).click();
      await tab.getByText('已暫停', { exact: true }).waitFor();
      const before = offsets.length;
      await tab.getByRole('button', { name: '繼續上傳 暫停.csv' }).click();
      await arrived(tab, '暫停.csv');
      assert.ok((offsets[before] ?? 0) > 0, `sent from byte ${String(offsets[before])} again`);
      await tab.close();
    });

    it('takes several files that are dropped on the page at once', async () => {
      const { id } = await makeDraft(panel, page);
      await panel.open(page, `/corpus/datasets/${id}/files`);
      const names = ['拖曳一.csv', '拖曳二.csv', '拖曳三.csv'];
      await page.getByText('或將檔案拖曳到這裡').dispatchEvent('drop', {
        dataTransfer: await page.evaluateHandle(carried, names),
      });
      for (const name of names) await arrived(page, name);
    });
  });
});

/** What a mouse carries that drags files; runs in the page. */
function carried(names: readonly string[]) {
  const { DataTransfer, File } = globalThis as unknown as Dragging;
  const dragged = new DataTransfer();
  for (const name of names) dragged.items.add(new File([`名稱,內容\n${name},測試\n`], name));
  return dragged;
}

interface Dragging {
  readonly DataTransfer: new () => { readonly items: { add(file: object): void } };
  readonly File: new (parts: readonly string[], name: string) => object;
}

/** A slow line, which can be cut and mended. */
async function slowLine(page: Page): Promise<(state: { offline: boolean }) => Promise<void>> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  const set = async ({ offline }: { offline: boolean }) => {
    const speed = { downloadThroughput: -1, uploadThroughput: BYTES_A_SECOND, latency: 0 };
    await devtools.send('Network.emulateNetworkConditions', { offline, ...speed });
  };
  await set({ offline: false });
  return set;
}

/** Begins an upload, and waits until its first piece is safe. @returns where each piece began */
async function beginLargeUpload(
  panel: Panel,
  page: Page,
  id: string,
  name: string,
): Promise<readonly number[]> {
  await panel.open(page, `/corpus/datasets/${id}/files`);
  const offsets = offsetsOf(page);
  const firstPiece = page.waitForResponse(
    (answer) => answer.request().method() === 'PATCH' && answer.status() === 204,
  );
  await page.locator('input[type=file]').setInputFiles(largeFile(name));
  await firstPiece;
  return offsets;
}

function offsetsOf(page: Page): readonly number[] {
  const offsets: number[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']));
  });
  return offsets;
}

function largeFile(name: string): string {
  const file = path.join(prepared('TEST_SCRATCH'), name);
  const row = `${name},${'臺灣主權語料'.repeat(50)}\n`;
  const rows = Math.ceil(LARGE_BYTES / Buffer.byteLength(row));
  if (!written.has(file)) writeFileSync(file, `名稱,內容\n${row.repeat(rows)}`);
  written.add(file);
  return file;
}
const written = new Set<string>();

/** Until the file stands among those that the service has. */
async function arrived(page: Page, name: string): Promise<void> {
  await page
    .getByRole('list', { name: '已上傳的檔案' })
    .getByRole('listitem')
    .filter({ hasText: name })
    .getByText(ARRIVED)
    .waitFor();
}
