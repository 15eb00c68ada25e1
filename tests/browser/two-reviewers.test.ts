import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { Page } from 'playwright-core';
import { describeInChromium } from '../support/chromium';
import { Panel } from '../support/panel';
import { makeReadyDraft, moveAs } from '../support/panel-datasets';

describeInChromium('two reviewers at once', () => {
  let panel: Panel;
  let provider: Page;

  before(async () => {
    panel = await Panel.start();
    provider = await panel.signIn('provider.moda');
  });
  after(() => panel.stop());

  it('counts one decision where two reviewers decide at the same moment, and tells the other', async () => {
    const manager = await panel.signIn('manager.moda');
    const { id } = await makeReadyDraft(panel, provider, { name: '同時審核' });
    await moveAs(panel, provider, id, 'submit');
    await moveAs(panel, manager, id, 'approve');
    const admins = await Promise.all([
      panel.signIn('admin1.platform'),
      panel.signIn('admin2.platform'),
    ]);
    for (const page of admins) {
      await panel.open(page, `/corpus/review/${id}`);
      await page.getByRole('button', { name: '通過', exact: true }).click();
    }
    await Promise.all(
      admins.map((page) => page.getByRole('dialog').getByRole('button', { name: '確定' }).click()),
    );
    const outcomes = await Promise.all(
      admins.map((page) =>
        Promise.race([
          page
            .getByText('已通過，目前狀態：已上架')
            .first()
            .waitFor()
            .then(() => 'counted'),
          page
            .getByText('請重新整理後再處理')
            .first()
            .waitFor()
            .then(() => 'told'),
          page
            .getByText('不能執行這個動作')
            .first()
            .waitFor()
            .then(() => 'told'),
        ]),
      ),
    );
    assert.deepEqual(outcomes.sort(), ['counted', 'told']);
    const entries = await panel.sql(
      `select 1 from guard.audit_entry where dataset = $1 and action = 'approve'`,
      [id],
    );
    assert.equal(entries.length, 2);
  });
});
