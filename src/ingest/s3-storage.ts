import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  S3Client,
  type GetObjectCommandOutput,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { scratchName } from './scratch';
import type { FileStorage } from './storage';

export interface S3Settings {
  readonly bucket: string;
  /** Of an S3-compatible server; AWS itself needs none. */
  readonly endpoint?: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of silence on a connection, in milliseconds, before the request is tried again. */
  readonly silenceMs?: number;
  /** For parsers, which need the bytes on this machine. */
  readonly workFolder: string;
}

/** Of one part, in bytes; two parts of one upload are in memory at a time. */
const PART_BYTES = 8 * 1024 ** 2;
const PARTS_AT_ONCE = 2;
/** Limits of a server that falls silent: to connect, and between two signs of life. */
const CONNECT_MS = 5_000;
const SILENCE_MS = 20_000;

/** The settings S3_BUCKET, S3_ENDPOINT, S3_REGION, S3_ACCESS_KEY, S3_SECRET_KEY, S3_TIMEOUT_MS. */
export function s3SettingsOf(env: NodeJS.ProcessEnv, workFolder: string): S3Settings | null {
  if (!env.S3_BUCKET) return null;
  return {
    bucket: env.S3_BUCKET,
    ...(env.S3_ENDPOINT ? { endpoint: env.S3_ENDPOINT } : {}),
    region: env.S3_REGION ?? 'us-east-1',
    accessKeyId: env.S3_ACCESS_KEY ?? '',
    secretAccessKey: env.S3_SECRET_KEY ?? '',
    silenceMs: Number(env.S3_TIMEOUT_MS ?? SILENCE_MS),
    workFolder,
  };
}

/** Private objects of an S3-compatible server. An object appears only when it is whole. */
export function createS3Storage(settings: S3Settings): FileStorage {
  const { bucket: Bucket } = settings;
  const client = new S3Client({
    region: settings.region,
    forcePathStyle: true,
    maxAttempts: 3,
    requestHandler: {
      connectionTimeout: CONNECT_MS,
      socketTimeout: settings.silenceMs ?? SILENCE_MS,
    },
    credentials: {
      accessKeyId: settings.accessKeyId,
      secretAccessKey: settings.secretAccessKey,
    },
    ...(settings.endpoint ? { endpoint: settings.endpoint } : {}),
  });

  const storage: FileStorage = {
    async put({ key, body, signal }) {
      const params = { Bucket, Key: key, Body: body };
      const sizes = { partSize: PART_BYTES, queueSize: PARTS_AT_ONCE };
      const upload = new Upload({ client, params, ...sizes, leavePartsOnError: false });
      signal?.addEventListener('abort', () => void upload.abort(), { once: true });
      await upload.done();
    },
    takeOver({ key, path: file }) {
      return storage.put({ key, body: createReadStream(file, { highWaterMark: PART_BYTES / 8 }) });
    },
    async read({ key, start, end }) {
      const Range = start === undefined ? undefined : `bytes=${start}-${end ?? ''}`;
      const command = new GetObjectCommand({ Bucket, Key: key, Range });
      return bodyOf(await client.send(command).catch(missing));
    },
    async remove(key) {
      await client.send(new DeleteObjectCommand({ Bucket, Key: key }));
    },
    async withLocalFile(key, use) {
      await mkdir(settings.workFolder, { recursive: true, mode: 0o700 });
      const copy = path.join(settings.workFolder, scratchName());
      try {
        await pipeline(await storage.read({ key }), createWriteStream(copy, { mode: 0o600 }));
        return await use(copy);
      } finally {
        await rm(copy, { force: true });
      }
    },
    signedUrl: ({ key, fileName, seconds }) =>
      getSignedUrl(
        client,
        new GetObjectCommand({
          Bucket,
          Key: key,
          ResponseContentDisposition: asAttachment(fileName),
          ResponseContentType: 'application/octet-stream',
        }),
        { expiresIn: seconds },
      ),
    // Unfinished multipart uploads are ended by the bucket's own rule for them.
    sweep: async () => undefined,
    async check() {
      await client.send(new HeadBucketCommand({ Bucket }));
    },
  };
  return storage;
}

/** As a folder says it, where there is no such object. */
function missing(error: unknown): never {
  const { name } = error as { name?: string };
  if (name !== 'NoSuchKey' && name !== 'NotFound') throw error;
  throw Object.assign(new Error('storage: no such object', { cause: error }), { code: 'ENOENT' });
}

function bodyOf(output: GetObjectCommandOutput): Readable {
  if (!output.Body) throw new Error('storage: an object without a body');
  return output.Body as Readable;
}

/** Content-Disposition of RFC 6266: the name in UTF-8, and what old clients make of it. */
function asAttachment(fileName: string): string {
  const plain = fileName.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(fileName).replace(
    /['()*!]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
