import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import type { Officer } from '../../../../../access/officer';
import { taipeiDay } from '../../../../../domain/time/taipei';
import type { Language } from '../../../../../messages';

/** What every operation of the plugin gets: who asks, in which language, when, and the database. */
export interface Operation {
  readonly strapi: Core.Strapi;
  readonly db: Knex;
  readonly officer: Officer;
  readonly language: Language;
  /** The moment of the request (UTC); tests hold it. */
  readonly at: Date;
}

/** The day now in Asia/Taipei, `YYYY-MM-DD`. */
export function today({ at }: Pick<Operation, 'at'>): string {
  return taipeiDay(at);
}

export function year(operation: Pick<Operation, 'at'>): number {
  return Number(today(operation).slice(0, 4));
}
