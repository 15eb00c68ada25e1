import type { Core } from '@strapi/strapi';
import { workFolderOf } from '../../ingest/register';
import { FILE_STORAGE, type FileStorage } from '../../ingest/storage';
import { JOB_QUEUE, type JobQueue } from '../../jobs/queue';
import { databaseOf } from '../database';
import { stopExporter } from './exporters';
import { exportTask } from './export-task';

/** Makes exports beside this process, unless it takes no jobs (INGEST_WORKERS=0). */
export async function startExports({ strapi }: { strapi: Core.Strapi }): Promise<void> {
  if (Number(process.env.INGEST_WORKERS ?? 1) === 0) return;
  await strapi.get<JobQueue>(JOB_QUEUE).work(
    exportTask({
      database: databaseOf(strapi),
      sql: strapi.db.connection,
      storage: strapi.get<FileStorage>(FILE_STORAGE),
      workFolder: workFolderOf(strapi),
    }),
  );
}

export function stopExports(): void {
  stopExporter();
}
