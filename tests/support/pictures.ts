import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import type { Language, ScreenEntry } from './screen-entry';

/** `npm run screens` says where; otherwise no picture is kept. */
const FOLDER = process.env.SCREENS_TO;
const WIDTH = 1280;
const TALLEST = 2600;

/** Where the screen ends: the panel scrolls in a box of its own, which a picture must be as high as. */
const END = `(() => {
  if (document.querySelector('[role=dialog], [role=alertdialog]')) return 0;
  const parts = [...document.querySelectorAll('footer, #corpus-menu, main')];
  return Math.max(0, ...parts.map((part) => part.getBoundingClientRect().bottom)) + 24;
})()`;

/** The checks before it have scrolled the screen. */
const TO_TOP = `(() => {
  for (const element of document.querySelectorAll('*')) if (element.scrollTop > 0) element.scrollTop = 0;
  window.scrollTo(0, 0);
})()`;

/** Keeps the screen for docs/screens: all in Chinese, some in English. */
export async function keepPicture(
  page: Page,
  { entry, language }: { entry: ScreenEntry; language: Language },
): Promise<void> {
  if (FOLDER === undefined || (language === 'en' && entry.alsoEnglish !== true)) return;
  mkdirSync(FOLDER, { recursive: true });
  await page.evaluate(TO_TOP);
  const end = Math.round(await page.evaluate<number>(END));
  await page.setViewportSize({ width: WIDTH, height: Math.min(Math.max(end, 560), TALLEST) });
  const bytes = await page.screenshot({ animations: 'disabled' });
  const name = language === 'en' ? `${entry.name}.en` : entry.name;
  // A palette shows flat screens as they are, in less than half of the bytes.
  await sharp(bytes)
    .png({ palette: true, colours: 256, quality: 100, dither: 0 })
    .toFile(path.join(FOLDER, `${name}.png`));
}
