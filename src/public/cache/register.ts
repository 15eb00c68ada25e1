import type { Core } from '@strapi/strapi';
import { directGraphql } from '../../graphql/direct';
import { publicSchema } from '../../graphql/register';
import { afterWrites, answerCache } from './answer-cache';
import { readModelGate } from '../read-model/gate';
import { compression } from './compression';
import { AnswerMemory } from './answer-memory';
import { mountFastLane } from './fast-lane';
import { ChangeWatch } from './change-watch';

let watch: ChangeWatch | null = null;

/** Mounted before Strapi's middlewares: an answer from memory spares them all. */
export function mountAnswerCache({ strapi }: { strapi: Core.Strapi }): void {
  strapi.server.use(readModelGate());
  strapi.server.use(compression());
  strapi.server.use(afterWrites(() => watch?.changed()));
  const memory = new AnswerMemory(() => watch?.version ?? null);
  strapi.server.use(answerCache(memory));
  mountFastLane(strapi, memory);
  strapi.server.use(
    directGraphql(strapi, { schema: publicSchema, version: () => watch?.version ?? null }),
  );
}

/** After the read model is installed: there is nothing to hear before. */
export function startAnswerCache(): void {
  const url = process.env.DATABASE_URL;
  if (!url || process.env.PUBLIC_CACHE === 'off') return;
  watch = new ChangeWatch(url);
  watch.start();
}

export async function stopAnswerCache(): Promise<void> {
  await watch?.stop();
  watch = null;
}
