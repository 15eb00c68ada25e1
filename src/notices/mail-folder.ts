import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

interface ComposedMail {
  readonly message: {
    createReadStream(): Readable;
    messageId(): string;
    getEnvelope(): { readonly from: string | false; readonly to: readonly string[] };
  };
}

type Done = (error: Error | null, info?: { messageId: string; envelope: unknown }) => void;

/**
 * A nodemailer transport for a service without a mail server: each mail becomes one .eml file,
 * which any mail program opens. The same Message-ID writes the same file.
 *
 * @param folder Created with the first mail.
 */
export function mailFolder(folder: string) {
  return {
    name: 'mail-folder',
    version: '1',
    send(mail: ComposedMail, done: Done): void {
      write(folder, mail).then(
        (messageId) => done(null, { messageId, envelope: mail.message.getEnvelope() }),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
      );
    },
  };
}

async function write(folder: string, { message }: ComposedMail): Promise<string> {
  await mkdir(folder, { recursive: true });
  const messageId = message.messageId();
  const name = createHash('sha256').update(messageId).digest('hex').slice(0, 16);
  await pipeline(
    message.createReadStream(),
    createWriteStream(path.join(folder, `${name}.eml`), { mode: 0o600 }),
  );
  return messageId;
}
