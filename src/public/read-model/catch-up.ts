import type { Core } from '@strapi/strapi';
import { databaseOf } from '../database';
import { readModelState } from './state';

/** Datasets brought up to date in one transaction, during which publications wait. */
const CHUNK = 50;
/** How soon a renamed tag or agency begins to reach its datasets. */
const LOOK_MS = 1_000;

let timer: NodeJS.Timeout | undefined;

/** Every instance looks; of several at work at once each takes others. */
export function startCatchingUp({ strapi }: { strapi: Core.Strapi }): void {
  const database = databaseOf(strapi);
  let busy = false;
  const look = async (): Promise<void> => {
    // While a new shape is built there is nothing of it to bring up to date.
    if (busy || readModelState.building) return;
    busy = true;
    try {
      while (timer !== undefined && (await catchUp())) await breathe();
    } catch (error) {
      strapi.log.error(`corpus: catching up: ${(error as Error).message}`);
    } finally {
      busy = false;
    }
  };
  const catchUp = async (): Promise<boolean> => {
    const [row] = await database.prepared<{ more: boolean }>(
      'corpus_catch_up',
      'select corpus_catch_up($1) as more',
      [CHUNK],
    );
    return row?.more === true;
  };
  timer = setInterval(() => void look(), LOOK_MS);
  timer.unref();
}

export function stopCatchingUp(): void {
  clearInterval(timer);
  timer = undefined;
}

const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));
