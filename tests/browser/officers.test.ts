import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { DEMO_PIN } from '../../src/demo/certificate-authority/card-component';
import {
  barriers,
  describeInChromium,
  openChromium,
  openPage,
  takePicture,
} from '../support/chromium';
import { signInAt, signOutInPanel, waitForPanel } from '../support/officer-browser';
import { startPanelService, type PanelService } from '../support/panel-service';

describeInChromium("an officer's way, from the first login to signing out", () => {
  let service: PanelService;
  let chromium: Browser;
  before(async () => {
    service = await startPanelService();
    // 文化部 has no officers yet: its manager comes for the first time.
    await service.sql(`delete from officers where account like '%.moc'`);
    chromium = await openChromium();
  });
  after(async () => {
    await chromium.close();
    await service.close();
  });

  const open = () => openPage(chromium, { viewport: { width: 1280, height: 900 } });

  /** Approves the application that waits, as the guide shows it: list, review page, confirmation. */
  async function approveWaiting(page: Page, name: string, picture: string): Promise<void> {
    await page.getByRole('link', { name: '帳號審核管理' }).click();
    await page.getByRole('link', { name: `審核 ${name}` }).waitFor();
    assert.deepEqual(await barriers(page), []);
    await takePicture(page, `${picture}-list`);
    await page.getByRole('link', { name: `審核 ${name}` }).click();
    await page.getByRole('button', { name: '通過審核', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('確定要通過審核嗎').waitFor();
    await takePicture(page, `${picture}-confirms`);
    await dialog.getByRole('button', { name: '通過審核' }).click();
    await page.getByText('已通過審核，帳號權限已開通。').first().waitFor();
  }

  /** The panel in English, and back. */
  async function lookInEnglish(page: Page, picture: string): Promise<void> {
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Fold menu' }).waitFor();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await takePicture(page, picture);
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('button', { name: '收合選單' }).waitFor();
  }

  /** What the menus show; Strapi's own entries are hidden from officers. */
  const menuOf = (page: Page) =>
    page.evaluate<string[]>(
      `[...document.querySelectorAll('nav a, nav button')]
         .filter((item) => item.checkVisibility()).map((item) => item.textContent.trim())`,
    );

  it('lets a provider apply, be approved by the manager, work in the panel and sign out', async () => {
    const newcomer = await open();
    await signInAt(newcomer, service, 'newcomer.moda');
    assert.match(newcomer.url(), /\/login\/application$/);
    await newcomer.getByLabel('資料提供者').check();
    await newcomer.getByLabel('我同意').check();
    await takePicture(newcomer, 'provider-1-applies');
    await newcomer.getByRole('button', { name: '送出' }).click();
    await newcomer.getByText('目前審核中').waitFor();
    assert.deepEqual(await barriers(newcomer), []);
    await takePicture(newcomer, 'provider-2-waits');

    const manager = await open();
    await signInAt(manager, service, 'manager.moda');
    await waitForPanel(manager);
    await approveWaiting(manager, '曾俊傑', 'manager-0');

    await newcomer.reload();
    await newcomer.getByText('您的申請已通過').waitFor();
    await takePicture(newcomer, 'provider-3-approved');
    await newcomer.getByRole('link', { name: '進入後臺' }).click();
    await waitForPanel(newcomer);
    await newcomer.getByText('各狀態的資料集').waitFor();
    await takePicture(newcomer, 'provider-4-panel');
    const menu = (await menuOf(newcomer)).join(' ');
    assert.ok(!/Settings|設定|帳號審核/.test(menu), menu);
    await lookInEnglish(newcomer, 'provider-4-panel-en');
    await newcomer.getByRole('link', { name: '資料集列表' }).click();
    await newcomer.getByRole('link', { name: '新增資料' }).waitFor();
    await takePicture(newcomer, 'provider-4-work');
    await signOutInPanel(newcomer);
    await newcomer.getByText('您已登出').waitFor();
    await takePicture(newcomer, 'provider-5-signed-out');
    await newcomer.getByRole('button', { name: '一併登出身分提供者' }).click();
    await newcomer.getByRole('button', { name: '登出 Sign out' }).click();
    await newcomer.waitForURL(`${service.url}/login`);
    await newcomer.goto(`${service.url}/admin`);
    assert.equal(new URL(newcomer.url()).pathname, '/login');
  });

  it("lets a manager apply with the agency's card, be approved by a platform admin, and work", async () => {
    const applicant = await open();
    await signInAt(applicant, service, 'manager.moc');
    await applicant.getByLabel('機關管理者').check();
    await applicant.getByLabel('我同意').check();
    await applicant.getByRole('button', { name: '送出' }).click();
    await applicant.getByText('驗證機關憑證').waitFor();
    assert.deepEqual(await barriers(applicant), []);
    await takePicture(applicant, 'manager-1-card');
    await signWithCard(applicant, '數位發展部');
    await applicant.getByText('憑證所屬的機關與您公務帳號的機關不同').waitFor();
    await takePicture(applicant, 'manager-2-wrong-card');
    await signWithCard(applicant, '（沒有插卡 no card）');
    await applicant.getByText('讀卡機裡沒有憑證卡').waitFor();
    await signWithCard(applicant, '文化部', { pin: '00000000' });
    await applicant.getByText('PIN 碼錯誤').waitFor();
    await applicant.goto(`${service.url}/login/application?lang=en`);
    await signWithCard(applicant, '數位發展部', { button: 'Verify' });
    await applicant.getByText('The certificate belongs to another agency').waitFor();
    await takePicture(applicant, 'manager-2-wrong-card-en');
    await applicant.goto(`${service.url}/login/application?lang=zh-Hant`);
    await signWithCard(applicant, '文化部', { picture: 'manager-3-card-component' });
    await applicant.getByText('目前審核中').waitFor();
    await takePicture(applicant, 'manager-4-waits');

    const admin = await open();
    await signInAt(admin, service, 'admin1.platform');
    await waitForPanel(admin);
    await takePicture(admin, 'admin-1-panel');
    await lookInEnglish(admin, 'admin-1-panel-en');
    await approveWaiting(admin, '李美玲', 'admin-2');
    await signOutInPanel(admin);
    await admin.getByText('您已登出').waitFor();

    await applicant.reload();
    await applicant.getByRole('link', { name: '進入後臺' }).click();
    await waitForPanel(applicant);
    await takePicture(applicant, 'manager-5-panel');
    await signOutInPanel(applicant);
    await applicant.getByText('您已登出').waitFor();
  });

  it('puts a person whose account is disabled out of the open panel at the next step', async () => {
    const page = await open();
    await signInAt(page, service, 'provider2.moda');
    await waitForPanel(page);
    await service.sql(
      `update admin_users set is_active = false
       where id = (select admin_user_id from officers where account = 'provider2.moda')`,
    );
    await page.reload();
    await page.getByText('請選擇申請單位類型').waitFor();
    await takePicture(page, 'disabled-at-login');
  });

  it('loses nothing of an open form when the session ends meanwhile', async () => {
    const page = await open();
    await signInAt(page, service, 'provider.moda');
    await waitForPanel(page);
    const id = await page.evaluate<string>(`(async () => {
      const token = /jwtToken=([^;]+)/.exec(document.cookie)[1];
      const headers = { authorization: 'Bearer ' + token, 'content-type': 'application/json' };
      const body = JSON.stringify({ name: '寫到一半' });
      const answer = await fetch('/review-workflow/datasets', { method: 'POST', headers, body });
      return (await answer.json()).data.id;
    })()`);
    await page.goto(`${service.url}/admin/corpus/datasets/${id}/metadata`);
    const description = page.locator('textarea[name=description]');
    await description.waitFor();
    await service.sql(
      `delete from strapi_sessions where user_id =
         (select admin_user_id::text from officers where account = 'provider.moda')`,
    );
    await description.fill('登入逾時前寫下的描述');
    await page.getByText('請選擇申請單位類型').waitFor();
    await page.getByRole('link', { name: /^政府機關/ }).click();
    await page.waitForURL(`**/datasets/${id}/metadata`);
    await page.getByText('有上次未儲存的內容').waitFor();
    await takePicture(page, 'session-ended-copy');
    await page.getByRole('button', { name: '還原' }).click();
    assert.equal(await description.inputValue(), '登入逾時前寫下的描述');
  });

  /** Types the PIN and chooses a card in the stand-in's window. */
  async function signWithCard(
    page: Page,
    card: string,
    {
      pin = DEMO_PIN,
      button = '驗證',
      picture,
    }: { pin?: string; button?: string; picture?: string } = {},
  ): Promise<void> {
    await page.locator('#pin').fill(pin);
    const opening = page.waitForEvent('popup');
    await page.getByRole('button', { name: button }).click();
    const popup = await opening;
    const choice = popup.getByRole('button', { name: card, exact: true });
    await choice.waitFor();
    if (picture !== undefined) await takePicture(popup, picture);
    await choice.click();
  }
});
