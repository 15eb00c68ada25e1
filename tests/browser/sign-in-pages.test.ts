import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import {
  barriers,
  describeInChromium,
  openChromium,
  openPage,
  overflow,
  takePicture,
} from '../support/chromium';
import { signInAt } from '../support/officer-browser';
import { startPanelService, type PanelService } from '../support/panel-service';

/**
 * How people see a page: at a desk, the same at 200 % zoom, and in the narrowest window of
 * WCAG 1.4.10 and a bit; each in both languages.
 */
const VIEWS = [
  { name: 'desk', width: 1280, height: 800, query: 'lang=zh-Hant&size=medium' },
  { name: 'desk-en', width: 1280, height: 800, query: 'lang=en&size=small' },
  { name: 'zoom200', width: 640, height: 400, query: 'lang=zh-Hant&size=large' },
  { name: 'zoom200-en', width: 640, height: 400, query: 'lang=en&size=large' },
  { name: 'narrow', width: 400, height: 800, query: 'lang=zh-Hant&size=large' },
  { name: 'narrow-en', width: 400, height: 800, query: 'lang=en&size=large' },
] as const;

describeInChromium('the sign-in pages in a browser', () => {
  let service: PanelService;
  let chromium: Browser;
  before(async () => {
    service = await startPanelService({ BREAK_GLASS_ACCOUNTS: 'root@example.org' });
    chromium = await openChromium();
  });
  after(async () => {
    await chromium.close();
    await service.close();
  });

  const open = () => openPage(chromium);

  /** The page in every view, without a barrier and without scrolling sideways. */
  async function holdsEverywhere(page: Page, path: string, name: string): Promise<void> {
    for (const { name: view, query, ...viewport } of VIEWS) {
      await page.setViewportSize(viewport);
      await page.goto(`${service.url}${path}?${query}`);
      assert.deepEqual(await barriers(page), [], `${name}-${view}`);
      assert.equal(await overflow(page), 0, `${name}-${view}`);
      await takePicture(page, `${name}-${view}`);
    }
  }

  it('shows the login page without barriers in both languages, at every text size and window', async () => {
    await holdsEverywhere(await open(), '/login', 'login');
  });

  it('shows the password page of the local accounts without barriers', async () => {
    await holdsEverywhere(await open(), '/login/local', 'local');
  });

  it('shows the application page without barriers, and its mistakes too', async () => {
    const page = await open();
    await signInAt(page, service, 'newcomer.moda');
    await page.waitForURL('**/login/application');
    await holdsEverywhere(page, '/login/application', 'application');
    await page.goto(`${service.url}/login/application?lang=zh-Hant&size=medium`);
    await page.fill('#email', 'nobody');
    await page.getByRole('button', { name: '送出' }).click();
    await page.getByText('請選擇申請身分。').waitFor();
    assert.deepEqual(await barriers(page), []);
    await takePicture(page, 'application-mistakes');
  });

  it('shows the question of signing out, and that it is done, without barriers', async () => {
    const page = await open();
    await holdsEverywhere(page, '/login/sign-out', 'sign-out');
    await signInAt(page, service, 'newcomer.moda');
    await page.goto(`${service.url}/login/sign-out?lang=zh-Hant&size=medium`);
    await page.getByRole('button', { name: '登出' }).click();
    await page.getByText('您已登出').waitFor();
    assert.deepEqual(await barriers(page), []);
    await takePicture(page, 'signed-out');
  });

  it('tells a citizen what to do, without barriers', async () => {
    const page = await open();
    await signInAt(page, service, 'citizen.lin');
    await page.getByText('申請公務帳號').waitFor();
    assert.deepEqual(await barriers(page), []);
    await takePicture(page, 'refused-citizen');
  });

  it('is used with the keyboard alone: skip link, visible focus, and on to the provider', async () => {
    const page = await open();
    await page.goto(`${service.url}/login`);
    const focused = () => page.evaluate<string>('document.activeElement.textContent.trim()');
    await page.keyboard.press('Tab');
    assert.equal(await focused(), '跳到主要內容');
    await takePicture(page, 'keyboard-skip-link');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    assert.match(await focused(), /^政府機關/);
    const outline = await page.evaluate<{ style: string; width: number }>(
      `(({ outlineStyle, outlineWidth }) => ({ style: outlineStyle, width: parseFloat(outlineWidth) }))(
         getComputedStyle(document.activeElement))`,
    );
    assert.equal(outline.style, 'solid');
    assert.ok(outline.width >= 2);
    await takePicture(page, 'keyboard-focus');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/interaction/**');
    await page.locator('input:focus').waitFor();
    await page.keyboard.type('newcomer.moda');
    await page.keyboard.press('Tab');
    await page.keyboard.type('newcomer.moda');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/login/application');
  });

  it('loads nothing from elsewhere and breaks no rule of its content security policy', async () => {
    const page = await open();
    const troubles: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') troubles.push(message.text());
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(service.url)) troubles.push(request.url());
    });
    for (const path of ['/login', '/login/local', '/login/sign-out']) {
      await page.goto(`${service.url}${path}`);
    }
    assert.deepEqual(troubles, []);
  });

  it('gives an officer back what was filled in when the sign-in ran out meanwhile', async () => {
    const page = await open();
    await signInAt(page, service, 'newcomer.moda');
    await page.fill('#email', 'kept@moda.example.tw');
    await page.getByLabel('資料提供者').check();
    await page.getByLabel('我同意').check();
    await service.sql(`update gov_oidc_sign_ins set expires_at = now() - interval '1 second'`);
    await page.getByRole('button', { name: '送出' }).click();
    await page.getByText('已經保留').waitFor();
    assert.deepEqual(await barriers(page), []);
    await takePicture(page, 'expired-form-kept');
    await page.getByRole('link', { name: '回到登入頁' }).click();
    await page.getByRole('link', { name: /^政府機關/ }).click();
    await page.waitForURL('**/login/application');
    assert.equal(await page.inputValue('#email'), 'kept@moda.example.tw');
    assert.ok(await page.getByLabel('資料提供者').isChecked());
    assert.equal(await page.getByLabel('我同意').isChecked(), false);
    await takePicture(page, 'expired-form-restored');
    await page.getByLabel('我同意').check();
    await page.getByRole('button', { name: '送出' }).click();
    await page.getByText('目前審核中').waitFor();
  });
});
