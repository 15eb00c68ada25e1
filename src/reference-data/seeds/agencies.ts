import type { Seed } from './seed';

const EXECUTIVE_YUAN = '2.16.886.101.20003';

function agency(oid: string, name: string, data: Record<string, unknown> = {}): Seed {
  return { uid: 'api::agency.agency', key: { oid }, data: { name, ...data } };
}

/**
 * The agencies that every installation begins with; `npm run agencies:import` loads the rest.
 * Parents follow from the OIDs. 數位發展部 is younger than the published list of 2018.
 */
export const AGENCY_SEEDS: readonly Seed[] = [
  agency(EXECUTIVE_YUAN, '行政院', { nameEn: 'Executive Yuan' }),
  agency(`${EXECUTIVE_YUAN}.20082`, '數位發展部', {
    nameEn: 'Ministry of Digital Affairs',
    code: 'A29000000G',
  }),
  agency(`${EXECUTIVE_YUAN}.20067`, '文化部', { nameEn: 'Ministry of Culture' }),
  agency(`${EXECUTIVE_YUAN}.20067.20001`, '國立臺灣文學館'),
  agency(`${EXECUTIVE_YUAN}.20067.20007`, '國立臺灣博物館'),
  agency(`${EXECUTIVE_YUAN}.20067.20009`, '文化部文化資產局'),
];
