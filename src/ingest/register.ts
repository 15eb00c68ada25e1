import path from 'node:path';
import type { Core } from '@strapi/strapi';
import { DATASET_ACCESS, type DatasetAccess } from '../contracts/dataset-access';
import { JOB_QUEUE, createJobQueue, type JobQueue } from '../jobs/queue';
import { createDatasetFiles } from './dataset-files';
import { draftFromFiles } from './draft/draft-service';
import { remoteDrafterOf } from './draft/remote-draft';
import { ingestTask } from './ingest-task';
import { FILE_STORAGE, type FileStorage } from './storage';
import { createStorage } from './storage-factory';

/** Name of the service in Strapi's container. */
export const DATASET_FILES = 'dataset-files';

/** Puts storage, queue and file service into Strapi's container, for whoever needs them. */
export function registerIngest({ strapi }: { strapi: Core.Strapi }): void {
  const access = () => strapi.get(DATASET_ACCESS) as DatasetAccess;
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
  strapi.add(DATASET_FILES, () =>
    createDatasetFiles({
      sql: strapi.db.connection,
      storage: strapi.get(FILE_STORAGE) as FileStorage,
      jobs: strapi.get(JOB_QUEUE) as JobQueue,
      access,
      draft: (rows) =>
        draftFromFiles(
          {
            storage: strapi.get(FILE_STORAGE) as FileStorage,
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

/** Starts the queue, and workers in this process unless INGEST_WORKERS is 0. */
export async function startIngest({ strapi }: { strapi: Core.Strapi }): Promise<void> {
  const jobs = strapi.get(JOB_QUEUE) as JobQueue;
  await jobs.start();
  const concurrency = Number(process.env.INGEST_WORKERS ?? 1);
  if (concurrency > 0) {
    await jobs.work(
      ingestTask({
        sql: strapi.db.connection,
        storage: strapi.get(FILE_STORAGE) as FileStorage,
        access: () => strapi.get(DATASET_ACCESS) as DatasetAccess,
        workFolder: workFolderOf(strapi),
        concurrency,
      }),
    );
  }
}

/** For what is on its way between storage, parser and storage. */
function workFolderOf(strapi: Core.Strapi): string {
  return path.resolve(strapi.dirs.app.root, process.env.WORK_DIR ?? '.data/work');
}

export async function stopIngest({ strapi }: { strapi: Core.Strapi }): Promise<void> {
  await (strapi.get(JOB_QUEUE) as JobQueue).stop();
}
