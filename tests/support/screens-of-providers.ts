import type { ScreenEntry } from './screen-entry';
import {
  asks,
  loseConnection,
  press,
  says,
  sendSlowly,
  speedUp,
  steps,
  write,
} from './screen-steps';

/** What the officer makes of a drafted description. */
export const CORRECTED = '收錄數位發展部歷年新聞稿與相關機關名稱，供政策問答與摘要使用。';

export const PROVIDER_SCREENS: readonly ScreenEntry[] = [
  { name: 'home-provider', as: 'provider', path: '/' },
  { name: 'datasets-provider', as: 'provider', path: '/corpus/datasets', alsoEnglish: true },
  {
    name: 'datasets-return-reason',
    as: 'provider',
    path: '/corpus/datasets?state=revising',
    open: asks('do.return_reason'),
  },
  { name: 'datasets-no-match', as: 'provider', path: '/corpus/datasets?q=查無此資料' },
  { name: 'dataset-new', as: 'provider', path: '/corpus/datasets/new' },
  { name: 'dataset-files', as: 'provider', path: '/corpus/datasets/{draft}/files' },
  {
    name: 'dataset-file-remove',
    as: 'provider',
    path: '/corpus/datasets/{draft}/files',
    open: asks('files.remove_named'),
  },
  {
    name: 'dataset-upload',
    as: 'provider',
    path: '/corpus/datasets/{returned}/files',
    open: steps(sendSlowly, says('upload.state.sending'), press('upload.pause_named')),
  },
  {
    name: 'dataset-upload-interrupted',
    as: 'provider',
    path: '/corpus/datasets/{returned}/files',
    open: steps(loseConnection, says('upload.state.interrupted')),
    leave: speedUp,
  },
  {
    name: 'dataset-metadata',
    as: 'provider',
    path: '/corpus/datasets/{ready}/metadata',
    alsoEnglish: true,
  },
  {
    name: 'dataset-metadata-incomplete',
    as: 'provider',
    path: '/corpus/datasets/{draft}/metadata',
  },
  {
    name: 'dataset-metadata-drafted',
    as: 'provider',
    path: '/corpus/datasets/{draft}/metadata',
    open: steps(write('field.description', CORRECTED), says('save.state.saved')),
  },
  {
    name: 'dataset-metadata-returned',
    as: 'provider',
    path: '/corpus/datasets/{returned}/metadata',
  },
  {
    name: 'dataset-submit',
    as: 'provider',
    path: '/corpus/datasets/{ready}/metadata',
    open: asks('do.submit'),
  },
  {
    name: 'dataset-locked',
    as: 'provider',
    path: '/corpus/datasets/{openness}/files',
    shows: 'edit.locked',
  },
  { name: 'dataset', as: 'provider', path: '/corpus/datasets/{act}' },
  { name: 'dataset-draft', as: 'provider', path: '/corpus/datasets/{draft}' },
  {
    name: 'dataset-delete',
    as: 'provider',
    path: '/corpus/datasets/{draft}',
    open: asks('do.delete'),
  },
  {
    name: 'dataset-revise',
    as: 'provider',
    path: '/corpus/datasets/{gazette}',
    open: asks('do.revise'),
  },
  {
    name: 'dataset-withdraw',
    as: 'provider',
    path: '/corpus/datasets/{oids}',
    open: asks('do.withdraw'),
  },
  {
    name: 'dataset-discard',
    as: 'provider',
    path: '/corpus/datasets/{revised}',
    open: asks('do.discard'),
  },
  { name: 'delisting', as: 'provider', path: '/corpus/datasets/{gazette}/delisting' },
  { name: 'not-for-role', as: 'provider', path: '/corpus/audit', shows: 'page.not_for_role' },
  { name: 'not-found', as: 'provider', path: '/corpus/nowhere', shows: 'page.not_found' },
  {
    name: 'not-in-scope',
    as: 'provider',
    path: '/corpus/datasets/{culture}',
    shows: 'page.not_found',
  },
];
