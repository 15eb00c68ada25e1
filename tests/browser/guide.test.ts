import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, it } from 'node:test';
import type { Page } from 'playwright-core';
import { prepared } from '../support/environment';
import { describeInChromium } from '../support/chromium';
import { Panel, SAMPLES } from '../support/panel';

const NAME = '個人資料保護法規彙編';

/** The guide's chapters on datasets, from first click to last, by three roles with real files. */
describeInChromium('the guide, played in a browser', () => {
  let panel: Panel;
  let provider: Page;
  let manager: Page;
  let admin: Page;
  let identifier = '';

  before(async () => {
    panel = await Panel.start();
    [provider, manager, admin] = await Promise.all([
      panel.signIn('provider.moda'),
      panel.signIn('manager.moda'),
      panel.signIn('admin1.platform'),
    ]);
  });
  after(() => panel.stop());

  /** The state of the dataset as the provider's list shows it. */
  const stateInList = async (state: string) => {
    await panel.open(provider, `/corpus/datasets?identifier=${identifier}`);
    await provider.getByRole('cell', { name: state }).first().waitFor();
  };

  const review = async (page: Page, verdict: '通過' | '退回', reason?: string) => {
    await panel.open(page, `/corpus/review?identifier=${identifier}`);
    await page.getByRole('link', { name: `審核 ${identifier}` }).click();
    await page.getByRole('button', { name: verdict, exact: true }).click();
    const dialog = page.getByRole('dialog');
    if (reason !== undefined) await dialog.getByLabel('退回原因').fill(reason);
    await dialog.getByRole('button', { name: '確定' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('heading', { level: 1, name: '資料審核' }).waitFor();
  };

  it('uploads several files at once, and says of each whether it was accepted and why not', async () => {
    await panel.open(provider, '/corpus/datasets');
    await provider.getByRole('link', { name: '新增資料' }).first().click();
    const presentation = path.join(prepared('TEST_SCRATCH'), '簡報.pptx');
    writeFileSync(presentation, '不接受的格式');
    await provider
      .locator('input[type=file]')
      .setInputFiles([
        path.join(SAMPLES, 'odt/個人資料保護法.odt'),
        path.join(SAMPLES, 'json/個人資料保護法.json'),
        presentation,
      ]);
    await provider.getByText('只接受 PDF、ODT、CSV、JSON、XML').waitFor();
    await provider.getByText('已通過檢查').nth(1).waitFor();
  });

  it('tells what is missing while typing, and submits', async () => {
    await provider.getByRole('button', { name: '下一步' }).click();
    await provider.getByLabel('資料集名稱').fill(NAME);
    await provider.getByLabel('關鍵字').fill('個人資料,法律,隱私');
    await provider
      .getByLabel('資料集描述')
      .fill('收錄個人資料保護法全文，提供文件與結構化兩種格式，可用於法律問答。');
    await provider.getByText('請至少勾選一種語言。').waitFor();
    for (const tag of ['政策與施政文件', '公共行政', '正體中文', '永久']) {
      await provider.getByLabel(tag, { exact: true }).check();
    }
    await provider.getByLabel('發佈年份（起）').fill('2015');
    await provider.getByLabel('發佈年份（訖）').fill('2018');
    await provider.getByLabel('資料聯絡人').fill('王小明');
    await provider.getByLabel('聯絡人電話').fill('(02)-23800791');
    await provider.getByLabel('聯絡人信箱').fill('data@moda.gov.tw');
    await provider.getByText('資料已填寫完整，可以送審。').waitFor();
    await provider.getByRole('button', { name: '送審', exact: true }).click();
    await provider.getByRole('dialog').getByRole('button', { name: '送審' }).click();
    await provider.getByRole('heading', { level: 1, name: '資料集列表' }).waitFor();
    identifier = new URL(provider.url()).searchParams.get('identifier') ?? '';
    assert.match(identifier, /^\d{8}$/);
    await stateInList('上架審核中-機關管理者');
  });

  it('returns it with a reason, which the provider reads, corrects, and submits again', async () => {
    await review(manager, '退回', '請調整資料集描述勿與標題相似');
    await stateInList('修改中');
    await provider.getByRole('button', { name: '退回原因' }).click();
    await provider.getByText('請調整資料集描述勿與標題相似').waitFor();
    await provider.getByRole('dialog').getByRole('button', { name: '關閉' }).last().click();
    await provider.getByRole('link', { name: '編輯' }).click();
    await provider.getByRole('button', { name: '下一步' }).click();
    await provider
      .getByLabel('資料集描述')
      .fill('逐條收錄法律全文與修正沿革，適合法律領域之模型訓練。');
    await provider.getByRole('button', { name: '送審', exact: true }).click();
    await provider.getByRole('dialog').getByRole('button', { name: '送審' }).click();
    await provider.getByRole('heading', { level: 1, name: '資料集列表' }).waitFor();
  });

  it('lists it after both reviews, and the public reads it', async () => {
    await review(manager, '通過');
    await review(admin, '通過');
    await stateInList('已上架');
    const answer = await fetch(`${panel.url}/api/datasets/identifier/${identifier}`);
    const body = (await answer.json()) as { data: { name: string; description: string } };
    assert.equal(body.data.name, NAME);
    assert.match(body.data.description, /修正沿革/);
  });

  it('delists it on the day asked for, after both reviews', async () => {
    await stateInList('已上架');
    await provider.getByRole('link', { name: '申請下架審查' }).click();
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    await provider.getByLabel('下架日期').fill(today);
    await provider.getByLabel('下架原因').fill('需進行檔案整併，暫時下架處理。');
    await provider.getByRole('button', { name: '儲存並送審' }).click();
    await provider.getByRole('dialog').getByRole('button', { name: '確定' }).click();
    await provider.getByRole('heading', { level: 1, name: '資料集列表' }).waitFor();
    await review(manager, '通過');
    await review(admin, '通過');
    await stateInList('已下架');
    const answer = await fetch(`${panel.url}/api/datasets/identifier/${identifier}`);
    assert.notEqual(answer.status, 200);
  });
});
