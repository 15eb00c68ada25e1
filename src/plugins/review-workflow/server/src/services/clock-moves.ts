import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { decide } from '../../../../../domain/review/decide';
import { taipeiDay } from '../../../../../domain/time/taipei';
import { carryOut } from '../store/carry-out';
import { factsOf, findRecord } from '../store/dataset-record';
import { announce } from './announce';

/**
 * A move that the clock makes: `delist` on the day agreed, `expire` after the licence's last year.
 * Safe to call from any instance, any number of times.
 *
 * @returns whether the dataset was moved now; false where it had been already or is not due.
 */
export async function moveByClock(
  strapi: Core.Strapi,
  { documentId, action, at }: { documentId: string; action: 'delist' | 'expire'; at: Date },
): Promise<boolean> {
  return strapi.db.transaction(async ({ trx }: { trx: Knex }) => {
    const record = await findRecord(trx, documentId, { lock: true });
    const today = taipeiDay(at);
    const due =
      action === 'delist'
        ? record?.state === 'listed' && record.delist_on !== null && record.delist_on <= today
        : record?.is_public === true &&
          record.public_until_year !== null &&
          record.public_until_year < Number(today.slice(0, 4));
    if (!record || !due) return false;
    const decision = decide(
      factsOf(record, true), // asked for reviewers' moves only
      { id: null, role: 'system', inScope: true },
      { action, reason: null, delistOn: null, today, incomplete: () => [] },
    );
    const mover = { strapi, db: trx, at, officer: { userId: null, role: 'system' as const } };
    await carryOut(mover, record, decision, { reason: null, delistOn: null });
    await announce(mover, record, decision, { reason: null, delistOn: null });
    return true;
  });
}
