import path from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openChromium, openPage } from './chromium';
import { startPanelService, type PanelService } from './panel-service';

export const SAMPLES = path.resolve(__dirname, '../fixtures/samples');

/** The product with its panel, and a browser for each person. */
export class Panel {
  private constructor(
    private readonly service: PanelService,
    private readonly browser: Browser,
  ) {}

  /** @param env Settings over those of every test. */
  static async start(env: Readonly<Record<string, string>> = {}): Promise<Panel> {
    const [service, browser] = await Promise.all([startPanelService(env), openChromium()]);
    return new Panel(service, browser);
  }

  get url(): string {
    return this.service.url;
  }

  get database(): string {
    return this.service.database;
  }

  sql<Row extends object>(text: string, params: readonly unknown[] = []): Promise<Row[]> {
    return this.service.sql<Row>(text, params);
  }

  /** A browser of its own, signed in at the government's provider as this account. */
  async signIn(account: string, options: { language?: 'zh' | 'en' } = {}): Promise<Page> {
    const { language = 'zh' } = options;
    const page = await openPage(this.browser, {
      viewport: { width: 1280, height: 900 },
      locale: language === 'en' ? 'en-GB' : 'zh-TW',
      timezoneId: 'Asia/Taipei',
    });
    await this.signInAt(page, account);
    if (language === 'en') {
      await page.getByRole('button', { name: 'English' }).click();
      await page.getByRole('button', { name: 'Fold menu' }).waitFor();
    }
    return page;
  }

  /** A browser of its own, nobody signed in. */
  openBrowser(options: BrowserContextOptions = {}): Promise<Page> {
    return openPage(this.browser, options);
  }

  async signInAt(page: Page, account: string): Promise<void> {
    await page.goto(`${this.url}/login/start/government`);
    await page.fill('[name=account]', account);
    await page.fill('[name=password]', account);
    await page.click('button[type=submit]');
    await page.waitForURL('**/admin**');
    await page.getByRole('heading', { level: 1 }).waitFor();
  }

  async open(page: Page, address: string): Promise<void> {
    await page.goto(`${this.url}/admin${address}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.service.close();
  }
}
