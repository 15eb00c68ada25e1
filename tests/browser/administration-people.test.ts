import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, it } from 'node:test';
import type { Page } from 'playwright-core';
import { AdminWindow } from '../support/admin-window';
import { describeInChromium } from '../support/chromium';
import { Panel } from '../support/panel';

const PASSWORD = 'long-enough-password-1';
const PDF = '%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n';

describeInChromium('agencies, members and their applications, in screens of their own', () => {
  let panel: Panel;
  let admin: AdminWindow;
  let page: Page;
  before(async () => {
    panel = await Panel.start();
    admin = await AdminWindow.open(panel);
    page = admin.page;
  });
  after(() => panel.stop());

  it('an agency is found by name, renamed with its history, and merged with a reason', async () => {
    await admin.open('agencies');
    await page.getByLabel('機關名稱或 OID').fill('臺灣博物館');
    await admin.button('搜尋').click();
    await page.getByRole('link', { name: '檢視「國立臺灣博物館」' }).click();
    await page.getByRole('heading', { name: '國立臺灣博物館', level: 1 }).waitFor();
    await page.getByLabel('中文名稱').fill('臺灣博物館');
    await admin.button('儲存').click();
    await admin.told('機關資料已儲存。');
    await page.getByText('國立臺灣博物館（至').waitFor();
    await admin.button('整併至其他機關').click();
    await admin.looksRight('agency-merge');
    await admin.dialog().getByLabel('承接機關').fill('文化部（2.16.886.101.20003.20067）');
    await admin.dialog().getByLabel('原因').fill('組織調整');
    await admin.dialog().getByRole('button', { name: '整併至其他機關' }).click();
    await admin.told('已整併。');
    await admin.told('業務由「文化部」承接。');
    await page.getByRole('cell', { name: '組織調整' }).waitFor();
    await admin.looksRight('agency');
  });

  it('a member is found, its application decided with the document at hand, suspended and erased', async () => {
    const member = await applicant();
    await admin.open('access');
    await page.getByText('已 0 個工作天／目標 7 個').waitFor();
    await admin.looksRight('access');
    await page.getByRole('link', { name: '審核 lin' }).click();
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: /^下載閱讀/ }).click();
    assert.equal(path.extname((await saving).suggestedFilename()), '.pdf');
    await admin.button('不核准').click();
    await admin.dialog().getByRole('button', { name: '不核准' }).click();
    await admin.dialog().getByText('請填寫原因').first().waitFor();
    await admin.dialog().getByRole('button', { name: '取消' }).click();
    await admin.button('核准').click();
    await admin.dialog().getByRole('button', { name: '核准' }).click();
    await page.getByText('授權有效').waitFor();
    await admin.looksRight('access-review');
    await admin.open(`members?q=${member}`);
    await admin.looksRight('members');
    await admin.button('停權：lin').click();
    await admin.dialog().getByRole('button', { name: '停權' }).click();
    await admin.row(member).getByText('已停權').waitFor();
    await admin.button('刪除：lin').click();
    await admin.dialog().getByRole('button', { name: '刪除' }).click();
    await admin.dialog().getByText('與會員的電子郵件不同。').waitFor();
    await admin.dialog().getByLabel('請輸入會員的電子郵件以確認').fill(member);
    await admin.dialog().getByRole('button', { name: '刪除' }).click();
    await admin.told('會員已刪除。');
    assert.deepEqual(await panel.sql(`select id from up_users where email = '${member}'`), []);
  });

  /** Somebody who signed up at the site and asked for all restricted data. */
  async function applicant(): Promise<string> {
    const email = 'lin@example.invalid';
    const post = async (address: string, body: object) =>
      (await (
        await fetch(`${panel.url}/api/${address}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
      ).json()) as { jwt?: string };
    await post('auth/local/register', { username: 'lin', email, password: PASSWORD });
    await panel.sql(`update up_users set confirmed = true where email = '${email}'`);
    const { jwt = '' } = await post('auth/local', { identifier: email, password: PASSWORD });
    const licence = (await admin.publicly('licences')).find(({ code }) => code === 'SAITDL-1.0');
    const form = new FormData();
    const fields = {
      ...{ purpose: '訓練繁體中文模型', benefit: '改善公共服務', licence: 'SAITDL-1.0' },
      ...{ licenceVersion: '1.0', licenceTextHash: (licence?.textHash as string | null) ?? '' },
      ...{ accepted: 'true', all: 'true' },
    };
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('evidence', new Blob([PDF], { type: 'application/pdf' }), '佐證.pdf');
    const answer = await fetch(`${panel.url}/api/access-applications`, {
      method: 'POST',
      headers: { authorization: `Bearer ${jwt}` },
      body: form,
    });
    assert.equal(answer.status, 201, await answer.text());
    return email;
  }
});
