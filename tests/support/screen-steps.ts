/** What a person does to bring a screen into the state that is looked at. */
import type { TextKey } from '../../src/plugins/review-workflow/admin/src/i18n/messages';
import type { Scene } from './screen-entry';

type Step = (scene: Scene) => Promise<unknown>;

/** One after another. */
export function steps(...each: readonly Step[]): Step {
  return async (scene) => {
    for (const step of each) await step(scene);
  };
}

/** Presses the first button that has these words; of words with a name or number in them, those before it. */
export function press(key: TextKey): Step {
  return async ({ page, t }) => {
    const [words = '', ...values] = t(key).split('{');
    const name = values.length === 0 ? words : new RegExp(`^${escaped(words)}`);
    await page.getByRole('button', { name, exact: true }).first().click();
  };
}

/** Presses the first button of a row: its name begins with these words. */
export function pressInRow(key: TextKey): Step {
  return ({ page, t }) =>
    page
      .getByRole('button', { name: new RegExp(`^${escaped(t(key))}[ :：]`) })
      .first()
      .click();
}

/** Presses it, and is asked before anything is done. */
export function asks(key: TextKey, how: (key: TextKey) => Step = press): Step {
  return steps(how(key), ({ page }) => page.getByRole('dialog').waitFor());
}

export function check(key: TextKey): Step {
  return ({ page, t }) => page.getByLabel(t(key)).check();
}

export function write(key: TextKey, text: string): Step {
  return ({ page, t }) =>
    page
      .getByRole('textbox', { name: new RegExp(`^${escaped(t(key))}`) })
      .first()
      .fill(text);
}

export function says(key: TextKey): Step {
  return ({ page, t }) => page.getByText(t(key)).first().waitFor();
}

/** Applies as a manager, where that has not been done: the agency's certificate is asked for next. */
export const applyAsManager: Step = async ({ page }) => {
  if ((await page.locator('#card').count()) > 0) return;
  const address = page.url();
  await page.locator('#role-agency-manager').check();
  await page.locator('#consent').check();
  await page.locator('.actions button').first().click();
  await page.locator('#card').waitFor();
  // In the language that is looked at.
  await page.goto(address);
};

/** Sends two files over a line that takes longer than the test. */
export const sendSlowly: Step = async ({ page }) => {
  await setUploadSpeed(page, SLOW);
  await page.locator('input[type=file]').setInputFiles(['公報彙編.csv', '法規彙編.csv'].map(large));
};

/** As the browser says that the network is gone. */
export const loseConnection: Step = ({ page }) =>
  page.evaluate('void dispatchEvent(new Event("offline"))');

export const speedUp: Step = ({ page }) => setUploadSpeed(page, -1);

const SLOW = 16 * 1024;

function large(name: string) {
  return { name, mimeType: 'text/csv', buffer: Buffer.from('名稱,內容\n'.repeat(300_000)) };
}

async function setUploadSpeed(page: Scene['page'], uploadThroughput: number): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  const rest = { offline: false, downloadThroughput: -1, latency: 0 };
  await devtools.send('Network.emulateNetworkConditions', { ...rest, uploadThroughput });
}

const escaped = (text: string) => text.replace(/[()[\]{}.*+?^$|\\]/g, '\\$&');
