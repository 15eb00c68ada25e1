import type { Core } from '@strapi/strapi';
import { taipeiDay } from '../../domain/time/taipei';
import { databaseOf } from '../../public/database';
import { DEMO_MEMBERS } from '../accounts';
import { OfficerClient } from '../datasets/officer-client';
import { refuseInProduction } from '../guard';
import { MemberClient } from './member-client';
import { DEMO_APPLICATIONS, type DemoApplication } from './specs';

const STORE = { type: 'core', name: 'demo', key: 'applications' } as const;
const DAY_MS = 86_400_000;

/**
 * The demo's members and what they ask for, each once in the life of a database; after the datasets,
 * which they are about.
 *
 * @param options.issuer Address of the demo's identity provider, where the members sign in.
 * @returns how many applications were made now.
 */
export async function loadDemoMembers(
  strapi: Core.Strapi,
  { issuer }: { issuer: string },
): Promise<number> {
  refuseInProduction('The demo members');
  await followProvider(strapi, issuer);
  const done = ((await strapi.store.get(STORE)) as string[] | null) ?? [];
  const missing = DEMO_APPLICATIONS.filter(({ key }) => !done.includes(key));
  for (const application of missing) {
    await make(strapi, { application, issuer });
    done.push(application.key);
    await strapi.store.set({ ...STORE, value: done });
  }
  if (missing.length > 0) strapi.log.info(`demo: ${missing.length} applications for data made`);
  return missing.length;
}

/** The demo's provider may have another port than at the last start; its members are the same. */
async function followProvider(strapi: Core.Strapi, issuer: string): Promise<void> {
  for (const { account, email } of DEMO_MEMBERS) {
    await databaseOf(strapi).query(
      `update member_identities set issuer = $1 where subject = $2 and issuer <> $1
         and member_id in (select id from up_users where email = $3)`,
      [issuer, account, email],
    );
  }
}

async function make(
  strapi: Core.Strapi,
  options: { application: DemoApplication; issuer: string },
): Promise<void> {
  const { issuer, application } = options;
  const { member, purpose, benefit, decision } = application;
  const dataset = await wanted(strapi, application);
  // People have taken the dataset away meanwhile: then nobody asks for it.
  if (dataset === undefined) return;
  const client = await MemberClient.of(strapi, { account: member, issuer });
  const id = await client.apply({ purpose, benefit, dataset });
  if (decision === undefined) return;
  const { account, ...given } = decision;
  const officer = await OfficerClient.of(strapi, account);
  const until = 'days' in given ? taipeiDay(new Date(Date.now() + given.days * DAY_MS)) : undefined;
  await officer.decideAccess(id, { ...given, until });
}

async function wanted(
  strapi: Core.Strapi,
  { dataset }: DemoApplication,
): Promise<string | null | undefined> {
  if (dataset === null) return null;
  const [row] = await databaseOf(strapi).query<{ document_id: string }>(
    `select document_id from datasets where name = $1 and published_at is not null limit 1`,
    [dataset],
  );
  return row?.document_id;
}
