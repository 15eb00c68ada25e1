import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { describeInChromium } from './chromium';
import { signInAt } from './officer-browser';
import { Panel } from './panel';
import { makeScreenData } from './screen-data';
import { ScreenWindow, type World } from './screen-visit';
import { isGuest, LANGUAGES, VISITORS, type Visitor } from './screen-entry';
import { SCREENS } from './screens';

/** Who goes through the screens; a guest without an account has not signed in. */
const ACCOUNTS: Readonly<Record<Visitor, string | null>> = {
  provider: 'provider.moda',
  manager: 'manager.moda',
  admin: 'admin1.platform',
  nobody: null,
  newcomer: 'admin2.platform',
  certifying: 'provider.moc',
  applicant: 'newcomer.moda',
  citizen: 'citizen.lin',
};

/** The page of the local accounts is there where somebody has one. */
const SETTINGS = { BREAK_GLASS_ACCOUNTS: 'root@example.org' };

/** Every screen of every person, in both languages and three windows: a test for each. */
export function describeScreens(): void {
  describeInChromium('the screens', () => {
    let panel: Panel;
    let world: World;
    before(async () => {
      panel = await Panel.start(SETTINGS);
      world = { url: panel.url, ...(await makeScreenData(panel)) };
    });
    after(() => panel.stop());

    // A person waits for the service now and then: two take turns.
    describe('of each person', { concurrency: 2 }, () => {
      for (const visitor of VISITORS) {
        const entries = SCREENS.filter(({ as }) => as === visitor);
        describe(visitor, { concurrency: 1 }, () => {
          let window: ScreenWindow;
          before(async () => {
            window = await ScreenWindow.of(await arrive(panel, visitor), world);
          });
          after(() => window.close());

          for (const [index, entry] of entries.entries()) {
            it(`shows ${entry.name} without a barrier, a foreign word or a part out of place`, async () => {
              // The language of the last screen is the first of the next.
              const languages = index % 2 === 0 ? LANGUAGES : LANGUAGES.toReversed();
              assert.deepEqual(await window.look(entry, languages), []);
            });
          }
        });
      }
    });
  });
}

async function arrive(panel: Panel, visitor: Visitor): Promise<Page> {
  const account = ACCOUNTS[visitor];
  if (account !== null && !isGuest(visitor)) return panel.signIn(account);
  const page = await panel.openBrowser();
  if (account !== null) await signInAt(page, panel, account);
  return page;
}
