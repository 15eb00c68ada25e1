import type { Seed } from './seed';

/**
 * Names, versions and official addresses only. The full texts are entered by admins from the
 * official source; until then their absence is shown (`textHash` null), never papered over.
 */
export const LICENCE_SEEDS: readonly Seed[] = [
  {
    uid: 'api::licence.licence',
    key: { code: 'SAITDL-1.0' },
    data: {
      version: '1.0',
      name: '臺灣主權AI訓練語料授權條款-第1版',
      // Descriptive: the official English name varies; admins correct it with the text.
      nameEn: 'Taiwan Sovereign AI Training Corpus Licence, version 1 (SAITDL-1.0)',
      url: 'https://taic.moda.gov.tw',
      open: false,
      order: 10,
    },
  },
  {
    uid: 'api::licence.licence',
    key: { code: 'OGDL-Taiwan-1.0' },
    data: {
      version: '1.0',
      name: '政府資料開放授權條款-第1版',
      nameEn: 'Open Government Data License, version 1.0',
      url: 'https://data.gov.tw/license',
      open: true,
      order: 20,
    },
  },
];
