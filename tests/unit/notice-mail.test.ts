import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { composeMail } from '../../src/notices/compose';
import { mailFolder } from '../../src/notices/mail-folder';
import type { AccountEvent, Notice, NoticeEvent } from '../../src/notices/notice';
import { pauseSeconds } from '../../src/notices/outbox';

const EVENTS: readonly NoticeEvent[] = [
  { kind: 'task.waiting', state: 'listing-review-agency' },
  { kind: 'decision.approved', state: 'listing-review-platform' },
  { kind: 'decision.listed' },
  { kind: 'decision.returned', reason: '原因甲' },
  { kind: 'decision.delisting-scheduled', delistOn: '2027-01-31' },
  { kind: 'decision.delisting-cancelled', reason: '原因乙' },
  { kind: 'decision.delisted', cause: 'suspend', reason: '原因丙' },
  { kind: 'decision.delisted', cause: 'expire', reason: null },
  { kind: 'expiry.reminder', days: 30, untilYear: 2026 },
];
const ACCOUNT_EVENTS: readonly AccountEvent[] = [
  { kind: 'account.applied', role: 'provider', agency: '數位發展部' },
  { kind: 'account.approved', role: 'agency-manager', agency: '數位發展部' },
  { kind: 'account.rejected', role: 'provider', agency: '數位發展部', reason: '原因丁' },
  { kind: 'account.datasets-left', agency: '數位發展部', count: 3 },
  { kind: 'account.last-manager-left', agency: '數位發展部' },
];
const FRAME = {
  backOfficeUrl: 'https://taic.example/admin',
  help: { phone: '0800-023-300', email: 'help@example.tw' },
};
const about = (event: NoticeEvent, name = '領域資料標準'): Notice => ({
  ...event,
  dataset: { documentId: 'd', identifier: '00001174', name },
});

describe('the mail of a notice', () => {
  for (const event of ACCOUNT_EVENTS) {
    it(`says ${event.kind} in Chinese, then in English, with the agency and where to go`, () => {
      const { subject, text } = composeMail(event, FRAME);
      assert.match(subject, /^\[語料庫\] .*：數位發展部$/);
      assert.match(text, /^機關：數位發展部[\s\S]*後臺[\s\S]*\nAgency: 數位發展部[\s\S]*Help line/);
      assert.doesNotMatch(subject + text, /undefined|null|\[object/);
      if ('reason' in event) assert.ok(text.includes(event.reason));
    });
  }
  for (const event of EVENTS) {
    it(`says ${event.kind} in Chinese, then in English, with the dataset and where to go`, () => {
      const { subject, text } = composeMail(about(event), FRAME);
      assert.match(subject, /^\[語料庫\] .*00001174 領域資料標準$/);
      assert.match(text, /^資料集：00001174[\s\S]*後臺[\s\S]*\nDataset: 00001174[\s\S]*Help line/);
      assert.match(text, /https:\/\/taic\.example\/admin/);
      assert.doesNotMatch(subject + text, /undefined|null|\[object/);
      if ('reason' in event && event.reason) assert.ok(text.includes(event.reason));
    });
  }

  it('lets a line break in a name start no header', () => {
    const { subject } = composeMail(about({ kind: 'decision.listed' }, 'a\r\nBcc: x@y.tw'), FRAME);
    assert.doesNotMatch(subject, /[\r\n]/);
  });
});

describe('pauses between attempts', () => {
  it('grow from ten seconds to five minutes for a server that is down, an hour for a refusal', () => {
    assert.deepEqual(
      [1, 2, 3, 30].map((attempts) => pauseSeconds(attempts, 'unreachable')),
      [10, 20, 40, 300],
    );
    assert.equal(pauseSeconds(100, 'postponed'), 3600);
  });
});

describe('the mail folder', () => {
  it('keeps each mail as one .eml file, the same Message-ID once', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'corpus-mail-'));
    // nodemailer is the e-mail provider's own dependency.
    const load = createRequire(require.resolve('@strapi/provider-email-nodemailer'));
    const { createTransport } = load('nodemailer') as {
      createTransport: (transport: unknown) => { sendMail: (mail: object) => Promise<unknown> };
    };
    const transport = createTransport(mailFolder(path.join(folder, 'new')));
    try {
      const mail = { from: 'a@b.tw', to: 'c@d.tw', subject: '退回', messageId: '<1@b.tw>' };
      await transport.sendMail({ ...mail, text: '一' });
      await transport.sendMail({ ...mail, text: '一' });
      await transport.sendMail({ ...mail, text: '二', messageId: '<2@b.tw>' });
      const files = readdirSync(path.join(folder, 'new'));
      assert.equal(files.length, 2);
      assert.match(readFileSync(path.join(folder, 'new', files[0] ?? ''), 'utf8'), /^To: c@d\.tw/m);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
