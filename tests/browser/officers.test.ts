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

  /** What the person whose panel this is may decide, through the same end points as the screens. */
  async function approveWaiting(page: Page): Promise<string> {
    return page.evaluate<string>(`(async () => {
      const token = /jwtToken=([^;]+)/.exec(document.cookie)[1];
      const headers = { authorization: 'Bearer ' + token, 'content-type': 'application/json' };
      const list = await fetch('/gov-oidc/applications?state=pending', { headers });
      const [item] = (await list.json()).data;
      const path = '/gov-oidc/applications/' + item.id + '/decisions';
      const body = JSON.stringify({ decision: 'approve' });
      const answer = await fetch(path, { method: 'POST', headers, body });
      return answer.status + ' ' + item.account;
    })()`);
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
    assert.equal(await approveWaiting(manager), '200 newcomer.moda');

    await newcomer.reload();
    await newcomer.getByText('您的申請已通過').waitFor();
    await takePicture(newcomer, 'provider-3-approved');
    await newcomer.getByRole('link', { name: '進入後臺' }).click();
    await waitForPanel(newcomer);
    await takePicture(newcomer, 'provider-4-panel');
    const menu = (await menuOf(newcomer)).join(' ');
    assert.ok(!/Settings|設定|帳號審核/.test(menu), menu);
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
    await signWithCard(applicant, '文化部', 'manager-3-card-component');
    await applicant.getByText('目前審核中').waitFor();
    await takePicture(applicant, 'manager-4-waits');

    const admin = await open();
    await signInAt(admin, service, 'admin1.platform');
    await waitForPanel(admin);
    await takePicture(admin, 'admin-1-panel');
    assert.equal(await approveWaiting(admin), '200 manager.moc');
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

  /** Types the PIN and chooses a card in the stand-in's window. */
  async function signWithCard(page: Page, card: string, picture?: string): Promise<void> {
    await page.getByLabel('憑證 PIN 碼').fill(DEMO_PIN);
    const opening = page.waitForEvent('popup');
    await page.getByRole('button', { name: '驗證' }).click();
    const popup = await opening;
    const choice = popup.getByRole('button', { name: card, exact: true });
    await choice.waitFor();
    if (picture !== undefined) await takePicture(popup, picture);
    await choice.click();
  }
});
