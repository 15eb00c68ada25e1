import path from 'node:path';
import type { Core } from '@strapi/strapi';
import { DATASET_ACCESS, type DatasetAccess } from '../contracts/dataset-access';
import { JOB_QUEUE, createJobQueue, type JobQueue } from '../jobs/queue';
import { createDatasetFiles, type DatasetFiles } from './dataset-files';
import { draftFromFiles } from './draft/draft-service';
import { remoteDrafterOf } from './draft/remote-draft';
import { ensureIngestTables } from './duplicates';
import { ingestTask } from './ingest-task';
import { scannerOf } from './malware-scan';
import { journaled, sweepLooseObjects } from './object-journal';
import { sweepScratch } from './scratch';
import { FILE_STORAGE, type FileStorage } from './storage';
import { sweepOrphans } from './sweep-orphans';
import { createStorage } from './storage-factory';
import { PostgresLocker } from './tus/postgres-locker';
import { createTusDoor, type TusDoor } from './tus/tus-door';

/** Name of the service in Strapi's container. */
export const DATASET_FILES = 'dataset-files';
export const TUS_DOOR = 'tus-door';
const TUS_LOCKER = 'tus-locker';

const SWEEP_MS = 15 * 60_000;

/** Puts storage, queue and file service into Strapi's container, for whoever needs them. */
export function registerIngest({ strapi }: { strapi: Core.Strapi }): void {
  const access = () => strapi.get<DatasetAccess>(DATASET_ACCESS);
  strapi.add(FILE_STORAGE, () =>
    createStorage({
      env: process.env,
      appRoot: strapi.dirs.app.root,
      publicDir: strapi.dirs.static.public,
    }),
  );
  strapi.add(JOB_QUEUE, () =>
    createJobQueue({ databaseUrl: process.env.DATABASE_URL ?? '', log: strapi.log }),
  );
  registerTusDoor(strapi);
  strapi.add(DATASET_FILES, () =>
    createDatasetFiles({
      sql: strapi.db.connection,
      storage: storageOf(strapi),
      jobs: strapi.get<JobQueue>(JOB_QUEUE),
      access,
      draft: (rows) =>
        draftFromFiles(
          {
            storage: strapi.get<FileStorage>(FILE_STORAGE),
            workFolder: workFolderOf(strapi),
            cacheFolder: path.resolve(strapi.dirs.app.root, '.data/cache'),
            remote: remoteDrafterOf(process.env),
            log: strapi.log,
          },
          rows,
        ),
    }),
  );
}

function registerTusDoor(strapi: Core.Strapi): void {
  const folder = process.env.UPLOAD_DIR ?? '.data/uploads';
  strapi.add(TUS_LOCKER, () => new PostgresLocker(process.env.DATABASE_URL ?? ''));
  strapi.add(TUS_DOOR, () =>
    createTusDoor({
      folder: path.resolve(strapi.dirs.app.root, folder),
      locker: strapi.get<PostgresLocker>(TUS_LOCKER),
      expirationMs: Number(process.env.UPLOAD_EXPIRY_HOURS ?? 24) * 3_600_000,
      storage: storageOf(strapi),
      files: strapi.get<DatasetFiles>(DATASET_FILES),
      access: () => strapi.get<DatasetAccess>(DATASET_ACCESS),
    }),
  );
}

/** Starts the queue, and workers in this process unless INGEST_WORKERS is 0. */
export async function startIngest({ strapi }: { strapi: Core.Strapi }): Promise<void> {
  const jobs = strapi.get<JobQueue>(JOB_QUEUE);
  await ensureIngestTables(strapi.db.connection);
  await jobs.start();
  sweepRegularly(strapi);
  const concurrency = Number(process.env.INGEST_WORKERS ?? 1);
  if (concurrency > 0) {
    await jobs.work(
      ingestTask({
        sql: strapi.db.connection,
        storage: storageOf(strapi),
        access: () => strapi.get<DatasetAccess>(DATASET_ACCESS),
        workFolder: workFolderOf(strapi),
        concurrency,
        scanner: scannerOf(process.env),
      }),
    );
  }
}

/** What the pipeline stores is noted until a record refers to it. */
function storageOf(strapi: Core.Strapi): FileStorage {
  return journaled(strapi.get<FileStorage>(FILE_STORAGE), strapi.db.connection);
}

/** For what is on its way between storage, parser and storage. */
export function workFolderOf(strapi: Core.Strapi): string {
  return path.resolve(strapi.dirs.app.root, process.env.WORK_DIR ?? '.data/work');
}

export async function stopIngest({ strapi }: { strapi: Core.Strapi }): Promise<void> {
  const { timer, running } = sweeps.get(strapi) ?? {};
  clearInterval(timer);
  await running;
  await strapi.get<PostgresLocker>(TUS_LOCKER).close();
  await strapi.get<JobQueue>(JOB_QUEUE).stop();
}

/** Clears away, now and regularly, uploads that nobody finished and what killed processes left. */
function sweepRegularly(strapi: Core.Strapi): void {
  const sweep = async () => {
    try {
      await strapi.get<TusDoor>(TUS_DOOR).removeExpired();
      const storage = strapi.get<FileStorage>(FILE_STORAGE);
      await sweepOrphans(strapi.db.connection);
      await sweepLooseObjects(strapi.db.connection, storage);
      await storage.sweep();
      await sweepScratch(workFolderOf(strapi));
    } catch (error) {
      strapi.log.error(`ingest: ${String(error)}`);
    }
  };
  const timer = setInterval(() => {
    sweeps.set(strapi, { timer, running: sweep() });
  }, SWEEP_MS).unref();
  sweeps.set(strapi, { timer, running: sweep() });
}

const sweeps = new WeakMap<Core.Strapi, { timer: NodeJS.Timeout; running: Promise<void> }>();
