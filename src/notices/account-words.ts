import { ROLE_NAMES } from '../domain/accounts/role-names';
import type { AccountEvent } from './notice';
import type { WordsOf } from './words';

/** What a notice about an officer's account says. */
export const ACCOUNT_WORDS: WordsOf<AccountEvent> = {
  'account.applied': ({ role }) => ({
    zh: {
      subject: '帳號申請待您審核',
      body: `有一件「${ROLE_NAMES[role].zhHant}」帳號申請等待您審核，請至帳號審核管理處理。`,
    },
    en: {
      subject: '(account to review)',
      body: `An application for the role "${ROLE_NAMES[role].en}" waits for your decision in the review of accounts.`,
    },
  }),
  'account.approved': ({ role }) => ({
    zh: {
      subject: '帳號申請通過',
      body: `您申請的「${ROLE_NAMES[role].zhHant}」身分已通過審核，請重新登入後使用後臺。`,
    },
    en: {
      subject: '(account approved)',
      body: `Your application for the role "${ROLE_NAMES[role].en}" was approved; sign in again to enter the back office.`,
    },
  }),
  'account.rejected': ({ role, reason }) => ({
    zh: {
      subject: '帳號申請未通過',
      body: `您申請的「${ROLE_NAMES[role].zhHant}」身分未通過審核，您可以修正後重新申請。原因：\n${reason}`,
    },
    en: {
      subject: '(account refused)',
      body: `Your application for the role "${ROLE_NAMES[role].en}" was refused; you can correct it and apply again. Reason:\n${reason}`,
    },
  }),
  'account.datasets-left': ({ count }) => ({
    zh: {
      subject: '資料集待移交',
      body: `一位資料提供者已離開貴機關或停用帳號，留下 ${String(count)} 筆資料集。請將其移交給其他資料提供者。`,
    },
    en: {
      subject: '(datasets to hand over)',
      body: `A provider left your agency or was disabled; datasets left behind: ${String(count)}. Please hand them to another provider.`,
    },
  }),
  'account.last-manager-left': () => ({
    zh: {
      subject: '機關已無機關管理者',
      body: '此機關最後一位機關管理者已離開。新的機關管理者通過審核之前，第一階段審核及資料提供者帳號審核由後臺管理者辦理。',
    },
    en: {
      subject: '(agency without a manager)',
      body: 'The last manager of this agency has left. Until a new one is approved, platform admins take the first review of its datasets and the review of its accounts.',
    },
  }),
};
