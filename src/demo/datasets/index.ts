import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Core } from '@strapi/strapi';
import { taipeiDay } from '../../domain/time/taipei';
import { refuseInProduction } from '../guard';
import { OfficerClient } from './officer-client';
import { DEMO_DATASETS, type DemoDataset } from './specs';

const STORE = { type: 'core', name: 'demo', key: 'datasets' } as const;
const SAMPLES = 'tests/fixtures/samples';
const DAY_MS = 86_400_000;
const CHECK_TIMEOUT_MS = 60_000;

/** @returns how many were made now. */
export async function loadDemoDatasets(strapi: Core.Strapi): Promise<number> {
  refuseInProduction('The demo datasets');
  const done = ((await strapi.store.get(STORE)) as string[] | null) ?? [];
  const missing = DEMO_DATASETS.filter(({ key }) => !done.includes(key));
  for (const dataset of missing) {
    await make(strapi, dataset);
    done.push(dataset.key);
    await strapi.store.set({ ...STORE, value: done });
  }
  if (missing.length > 0) strapi.log.info(`demo: ${missing.length} datasets made`);
  return missing.length;
}

async function make(strapi: Core.Strapi, dataset: DemoDataset): Promise<void> {
  const provider = await OfficerClient.of(strapi, dataset.provider);
  const { id } = await provider.create(dataset.fields);
  for (const file of dataset.files) {
    const bytes = new Uint8Array(await readFile(path.join(strapi.dirs.app.root, SAMPLES, file)));
    await provider.upload(id, { name: path.basename(file), bytes });
  }
  await untilChecked(provider, id);
  for (const { account, delistInDays, ...move } of dataset.steps) {
    const person = await OfficerClient.of(strapi, account);
    const delistOn =
      delistInDays === undefined
        ? {}
        : { delistOn: taipeiDay(new Date(Date.now() + delistInDays * DAY_MS)) };
    await person.move(id, { ...move, ...delistOn });
  }
}

async function untilChecked(provider: OfficerClient, id: string): Promise<void> {
  const deadline = Date.now() + CHECK_TIMEOUT_MS;
  while (Date.now() < deadline) {
    const states = await provider.fileStates(id);
    if (states.every((state) => state === 'accepted')) return;
    if (states.includes('refused')) throw new Error(`a file of ${id} was refused`);
    await pause(200);
  }
  throw new Error(`the files of ${id} were not checked in time`);
}
