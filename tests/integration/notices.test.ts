import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, beforeEach, describe, it } from 'node:test';
import { SMTPServer } from 'smtp-server';
import { enqueueNotice } from '../../src/notices/enqueue';
import { senderParts } from '../../src/notices';
import type { Notice } from '../../src/notices/notice';
import { sendDue, type SenderParts } from '../../src/notices/sender';
import { startApp, type TestApp } from '../support/app';

interface Received {
  readonly to: string;
  readonly raw: string;
}

/** A real SMTP server on loopback that keeps what it was given, and can refuse a recipient. */
class MailBox {
  readonly received: Received[] = [];
  refusedRecipient: string | null = null;
  #server: SMTPServer | null = null;
  port = 0;

  async open(): Promise<void> {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onRcptTo: ({ address }, _session, done) =>
        done(
          address === this.refusedRecipient
            ? Object.assign(new Error('no such mailbox'), { responseCode: 550 })
            : null,
        ),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const raw = Buffer.concat(chunks).toString('utf8');
          for (const { address } of session.envelope.rcptTo)
            this.received.push({ to: address, raw });
          done();
        });
      },
    });
    const server = this.#server.listen(this.port, '127.0.0.1');
    await once(server, 'listening');
    this.port = (server.address() as { port: number }).port;
  }

  async close(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (server) await new Promise<void>((resolve) => server.close(resolve));
  }
}

const header = (raw: string, name: string) => new RegExp(`^${name}: (.*)$`, 'mi').exec(raw)?.[1];

/** Header and body of a mail, decoded enough to look for words. */
function wordsOf(raw: string): string {
  const [, body = ''] = raw.split(/\r\n\r\n([\s\S]*)/);
  return /base64/i.test(header(raw, 'Content-Transfer-Encoding') ?? '')
    ? Buffer.from(body, 'base64').toString('utf8')
    : Buffer.from(
        body
          .replace(/=\r\n/g, '')
          .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
        'latin1',
      ).toString('utf8');
}

describe('notices', () => {
  const box = new MailBox();
  let app: TestApp;
  let parts: SenderParts;
  let provider: number;
  let manager: number;

  const returned: Notice = {
    kind: 'decision.returned',
    reason: '描述過於簡略，請補充\n<script>alert(1)</script>',
    dataset: { documentId: 'd1', identifier: '00000001', name: '領域資料標準' },
  };
  const enqueue = (dedupeKey: string, recipients: number[], notice = returned) =>
    app.strapi.db.connection.transaction((trx) =>
      enqueueNotice(trx, { dedupeKey, recipients, notice }),
    );
  const open = async () =>
    (
      await app.sql<{ n: number }>(
        'select count(*)::int n from notice_outbox where closed_at is null',
      )
    )[0]?.n;
  const dueNow = () =>
    app.sql('update notice_outbox set next_attempt_at = now() where closed_at is null');
  const adminId = async (email: string) =>
    (await app.sql<{ id: number }>('select id from admin_users where email = $1', [email]))[0]
      ?.id ?? 0;

  before(async () => {
    await box.open();
    app = await startApp({
      env: { SMTP_HOST: '127.0.0.1', SMTP_PORT: String(box.port) },
    });
    parts = senderParts(app.strapi);
    provider = await adminId('provider.moda@demo.invalid');
    manager = await adminId('manager.moda@demo.invalid');
  });
  after(async () => {
    await app.close();
    await box.close();
  });
  beforeEach(async () => {
    box.received.length = 0;
    box.refusedRecipient = null;
    await app.sql('delete from notice_outbox');
  });

  it('tells each recipient in a mail of its own, in Chinese and English, as plain text', async () => {
    await enqueue('a', [provider, manager]);
    assert.equal(await sendDue(parts), 2);
    assert.deepEqual(box.received.map(({ to }) => to).sort(), [
      'manager.moda@demo.invalid',
      'provider.moda@demo.invalid',
    ]);
    const raw = box.received[0]?.raw ?? '';
    assert.match(header(raw, 'Content-Type') ?? '', /^text\/plain/);
    assert.match(wordsOf(raw), /退回原因：\r\n描述過於簡略[\s\S]*00000001[\s\S]*Reason:/);
    assert.equal(await open(), 0);
  });

  it('queues an event once, however often it is told', async () => {
    await enqueue('same', [provider, provider]);
    await enqueue('same', [provider]);
    assert.equal(await sendDue(parts), 1);
    assert.equal(await sendDue(parts), 0);
  });

  it('sends nothing for a transaction that was rolled back', async () => {
    await assert.rejects(
      app.strapi.db.connection.transaction(async (trx) => {
        await enqueueNotice(trx, { dedupeKey: 'x', recipients: [provider], notice: returned });
        throw new Error('the transition failed');
      }),
    );
    assert.equal(await sendDue(parts), 0);
  });

  it('loses nothing while the mail server is down, and sends when it is back', async () => {
    await box.close();
    await enqueue('down', [provider, manager]);
    assert.equal(await sendDue(parts), 0);
    const [row] = await app.sql('select last_failure from notice_outbox where attempts = 1');
    assert.match(String(row?.last_failure), /^E[A-Z]+$/);
    assert.equal(await open(), 2);
    await box.open();
    await dueNow();
    assert.equal(await sendDue(parts), 2);
    assert.equal(await open(), 0);
  });

  it('sends each mail once when two instances look into the outbox together', async () => {
    for (let index = 0; index < 25; index += 1) await enqueue(`n${index}`, [provider, manager]);
    const [one, two] = await Promise.all([sendDue(parts), sendDue(parts)]);
    assert.equal(one + two, 50);
    assert.ok(one > 0 && two > 0);
    const ids = box.received.map(({ raw }) => header(raw, 'Message-ID'));
    assert.equal(new Set(ids).size, 50);
  });

  it('sends again under the same Message-ID after a crash between sending and noting it', async () => {
    await enqueue('crash', [provider]);
    const program = `
      const { sendDue } = require('./dist/src/notices/sender');
      const pg = require('pg');
      const nodemailer = require('nodemailer');
      const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
      const mail = nodemailer.createTransport({ host: '127.0.0.1', port: ${box.port} });
      client.connect().then(() => sendDue({
        db: { raw: (sql, values) => { let n = 0; return client.query(sql.replace(/\\?/g, () => '$' + ++n), values); } },
        send: async (m) => { await mail.sendMail({ ...m, from: 'a@b.tw' }); process.kill(process.pid, 'SIGKILL'); },
        frame: { backOfficeUrl: null, help: { phone: '', email: '' } },
        domain: ${JSON.stringify(parts.domain)}, log: console,
      }));`;
    const child = spawn(process.execPath, ['-e', program], {
      env: { ...process.env, DATABASE_URL: app.databaseUrl },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
    assert.equal(signal, 'SIGKILL');
    assert.equal(box.received.length, 1);
    assert.equal(await sendDue(parts), 0, 'not before the lease of the dead instance ends');
    await dueNow();
    assert.equal(await sendDue(parts), 1);
    const [first, second] = box.received.map(({ raw }) => header(raw, 'Message-ID'));
    assert.ok(first);
    assert.equal(first, second);
  });

  it('gives up a mailbox that refuses five times, and goes on with the others', async () => {
    box.refusedRecipient = 'manager.moda@demo.invalid';
    await enqueue('refused', [manager]);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await enqueue(`other${attempt}`, [provider]);
      await dueNow();
      assert.equal(await sendDue(parts), 1);
    }
    const [row] = await app.sql(`select outcome from notice_outbox where dedupe_key = 'refused'`);
    assert.equal(row?.outcome, 'refused');
  });

  it('sends nothing to an account that was disabled in the meantime', async () => {
    await enqueue('gone', [provider]);
    await app.sql('update admin_users set is_active = false where id = $1', [provider]);
    try {
      assert.equal(await sendDue(parts), 0);
    } finally {
      await app.sql('update admin_users set is_active = true where id = $1', [provider]);
    }
    const [row] = await app.sql('select outcome from notice_outbox');
    assert.equal(row?.outcome, 'no-address');
  });

  it('keeps addresses and words out of the log', async () => {
    const lines: string[] = [];
    await box.close();
    await enqueue('quiet', [provider]);
    await sendDue({ ...parts, log: { warn: (line) => lines.push(line) } });
    await box.open();
    assert.equal(lines.length, 1);
    assert.doesNotMatch(lines.join(), /@|moda|描述/);
  });
});
