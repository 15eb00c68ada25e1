import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { Page } from 'playwright-core';
import { describeInChromium } from '../support/chromium';
import { Panel } from '../support/panel';
import { callAs, makeReadyDraft, moveAs } from '../support/panel-datasets';

/** What the table of the review allows beside the guide's way, by its buttons; and two who press at once. */
describeInChromium('a dataset is moved by its buttons', () => {
  let panel: Panel;
  let provider: Page;
  let manager: Page;
  let admin: Page;

  before(async () => {
    panel = await Panel.start();
    [provider, manager, admin] = await Promise.all([
      panel.signIn('provider.moda'),
      panel.signIn('manager.moda'),
      panel.signIn('admin1.platform'),
    ]);
  });
  after(() => panel.stop());

  const stateOf = async (id: string) =>
    (await callAs(panel, provider, `/review-workflow/datasets/${id}`)).state;

  /** Presses it on the dataset's page, confirms, and waits for the state that it leads to. */
  async function press(page: Page, id: string, move: { button: string; leadsTo: string }) {
    await panel.open(page, `/corpus/datasets/${id}`);
    await page.getByRole('button', { name: move.button, exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '確定' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(move.leadsTo, { exact: true }).first().waitFor();
  }

  async function list(name: string): Promise<string> {
    const { id } = await makeReadyDraft(panel, provider, { name });
    await moveAs(panel, provider, id, 'submit');
    await moveAs(panel, manager, id, 'approve');
    await moveAs(panel, admin, id, 'approve');
    return id;
  }

  const publicName = async (identifier: string) => {
    const answer = await fetch(`${panel.url}/api/datasets/identifier/${identifier}`);
    return ((await answer.json()) as { data: { name: string } | null }).data?.name ?? null;
  };

  it('takes a submission back before its first decision, and it is a draft again', async () => {
    const { id } = await makeReadyDraft(panel, provider, { name: '撤回測試' });
    await moveAs(panel, provider, id, 'submit');
    await press(provider, id, { button: '撤回', leadsTo: '草稿' });
    assert.equal(await stateOf(id), 'draft');
    await panel.open(manager, '/corpus/review?q=撤回測試');
    await manager.getByText('沒有符合條件的資料集').waitFor();
  });

  it('discards a revision, which the public never saw, and takes back a request for delisting', async () => {
    const id = await list('放棄修改之前的名稱');
    await press(provider, id, { button: '編輯', leadsTo: '檔案上傳' });
    const { version, identifier } = await callAs(
      panel,
      provider,
      `/review-workflow/datasets/${id}`,
    );
    await callAs(panel, provider, `/review-workflow/datasets/${id}`, {
      method: 'PUT',
      body: JSON.stringify({ name: '不會公開的名稱', version }),
      headers: { 'content-type': 'application/json' },
    });
    assert.equal(await publicName(identifier), '放棄修改之前的名稱');
    await press(provider, id, { button: '放棄修改', leadsTo: '已上架' });
    await provider.getByRole('heading', { level: 1, name: '放棄修改之前的名稱' }).waitFor();

    const delistOn = '2099-12-31';
    await moveAs(panel, provider, id, 'request-delisting', { delistOn, reason: '檔案整併' });
    await press(provider, id, { button: '撤回', leadsTo: '已上架' });
    assert.equal(await stateOf(id), 'listed');
    assert.equal(await publicName(identifier), '放棄修改之前的名稱');
  });

  it('suspends at once, with a reason only, and the public finds it no more', async () => {
    const id = await list('緊急下架測試');
    const { identifier } = await callAs(panel, provider, `/review-workflow/datasets/${id}`);
    await panel.open(admin, `/corpus/datasets?identifier=${identifier}`);
    await admin.getByRole('button', { name: '緊急下架' }).click();
    const dialog = admin.getByRole('dialog');
    await dialog.getByRole('button', { name: '確定' }).click();
    await dialog.getByText('請填寫原因。').waitFor();
    assert.equal(await publicName(identifier), '緊急下架測試');
    await dialog.getByLabel('緊急下架原因').fill('發現內含個人資料，先行下架查核。');
    await dialog.getByRole('button', { name: '確定' }).click();
    await admin.getByText('已緊急下架，前臺不再提供。').waitFor();
    await admin.getByRole('cell', { name: '已下架' }).waitFor();
    assert.equal(await publicName(identifier), null);
    assert.equal(await stateOf(id), 'delisted');
  });

  it('leads a provider who comes to Strapi’s own page of a dataset to the one that serves providers', async () => {
    const { id } = await makeReadyDraft(panel, provider, { name: '領域資料標準' });
    const elsewhere = '/content-manager/collection-types/api::dataset.dataset';
    await provider.goto(`${panel.url}/admin${elsewhere}/${id}`);
    await provider.getByRole('heading', { level: 1, name: '領域資料標準' }).waitFor();
    assert.equal(new URL(provider.url()).pathname, `/admin/corpus/datasets/${id}`);
    await provider.goto(`${panel.url}/admin${elsewhere}`);
    await provider.getByRole('heading', { level: 1, name: '資料集列表' }).waitFor();
  });

  it('counts one decision where two reviewers decide at the same moment, and tells the other', async () => {
    const { id } = await makeReadyDraft(panel, provider, { name: '同時審核' });
    await moveAs(panel, provider, id, 'submit');
    await moveAs(panel, manager, id, 'approve');
    const admins = [admin, await panel.signIn('admin2.platform')];
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
