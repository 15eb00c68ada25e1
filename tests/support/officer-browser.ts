import type { Page } from 'playwright-core';
import type { PanelService } from './panel-service';

/** From /login through the demo's provider, as a person does it; ends wherever that leads. */
export async function signInAt(
  page: Page,
  service: Pick<PanelService, 'url'>,
  account: string,
): Promise<void> {
  await page.goto(`${service.url}/login?lang=zh-Hant`);
  await page.getByRole('link', { name: /^政府機關/ }).click();
  await page.waitForURL('**/interaction/**');
  await page.getByLabel('帳號 Account').fill(account);
  await page.getByLabel('密碼 Password').fill(account);
  await page.getByRole('button', { name: '登入 Sign in' }).click();
  await page.waitForURL((url) => url.href.startsWith(service.url));
}

/** Until the panel shows its menu. */
export async function waitForPanel(page: Page): Promise<void> {
  await page.waitForURL(/\/admin/);
  await page.locator('[data-corpus] nav').first().waitFor();
  await page.waitForLoadState('networkidle');
}

/** Signs out in the bar of the panel. */
export async function signOutInPanel(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(登出|Sign out)$/ }).click();
}
