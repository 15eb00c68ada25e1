import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { freePort } from './service-process';

/** The script that starts a real S3-compatible server; S3_START_SCRIPT names another. */
const SCRIPT =
  process.env['S3_START_SCRIPT'] ?? path.resolve(__dirname, '../../../shared/tools/start-s3.sh');

/** Why tests of S3 are skipped, or false. */
export const withoutS3 = existsSync(SCRIPT) ? (false as const) : `NOT TESTED: no ${SCRIPT}`;

export interface S3Server {
  readonly host: string;
  readonly port: number;
  /** With one bucket, `corpus`. */
  readonly settings: {
    readonly bucket: string;
    readonly endpoint: string;
    readonly region: string;
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
  };
  stop(): void;
}

export async function startS3(dataDir: string): Promise<S3Server> {
  const port = await freePort();
  const env = {
    ...process.env,
    S3_DATA_DIR: dataDir,
    S3_ACCESS_KEY: 'test',
    S3_SECRET_KEY: 'test-secret',
    S3_BUCKETS: 'corpus',
    S3_PORT: String(port),
  };
  execFileSync(SCRIPT, { env, stdio: 'ignore' });
  return {
    host: '127.0.0.1',
    port,
    settings: {
      bucket: 'corpus',
      endpoint: `http://127.0.0.1:${String(port)}`,
      region: process.env['S3_REGION'] ?? 'us-east-1',
      accessKeyId: 'test',
      secretAccessKey: 'test-secret',
    },
    stop: () => {
      execFileSync(path.join(path.dirname(SCRIPT), 'stop-s3.sh'), { env, stdio: 'ignore' });
    },
  };
}
