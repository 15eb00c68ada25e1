import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { barriers, takePicture } from './chromium';
import type { Panel } from './panel';

/** A platform admin's window: what the tests of its screens do again and again. */
export class AdminWindow {
  private constructor(
    private readonly panel: Panel,
    readonly page: Page,
  ) {}

  static async open(panel: Panel): Promise<AdminWindow> {
    return new AdminWindow(panel, await panel.signIn('admin1.platform'));
  }

  open(address: string): Promise<void> {
    return this.panel.open(this.page, `/corpus/${address}`);
  }

  button(name: string) {
    return this.page.getByRole('button', { name, exact: true });
  }

  dialog() {
    return this.page.getByRole('dialog');
  }

  row(text: string) {
    return this.page.getByRole('row').filter({ hasText: text });
  }

  async told(text: string): Promise<void> {
    await this.page.getByText(text).first().waitFor();
  }

  async looksRight(name: string): Promise<void> {
    assert.deepEqual(await barriers(this.page), [], name);
    await takePicture(this.page, `admin-${name}`);
  }

  /** What the public interface answers at an address below /api. */
  async publicly(address: string): Promise<Record<string, unknown>[]> {
    const answer = await fetch(`${this.panel.url}/api/${address}`);
    return ((await answer.json()) as { data: Record<string, unknown>[] }).data;
  }
}
