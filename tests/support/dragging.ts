import type { Locator, Page } from 'playwright-core';

/**
 * Drags a file of this machine over the middle of a part and lets it go there, as the desktop does
 * it: what the page does not take, Chromium opens in its place.
 */
export async function dropFile(page: Page, at: Locator, file: string): Promise<void> {
  await at.scrollIntoViewIfNeeded();
  const box = await at.boundingBox();
  if (box === null) throw new Error('What is to be dropped on is not shown.');
  const devtools = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await devtools.send('Input.dispatchDragEvent', {
      type,
      x: box.x + box.width / 2,
      y: box.y + box.height / 2,
      data: { items: [], files: [file], dragOperationsMask: 1 },
    });
  }
  await devtools.detach();
}
