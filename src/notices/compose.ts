import { ACCESS_WORDS } from './access-words';
import { ACCOUNT_WORDS } from './account-words';
import { DATASET_WORDS } from './dataset-words';
import type { Notice } from './notice';
import type { Words } from './words';

export interface MailText {
  readonly subject: string;
  /** Plain text, Traditional Chinese first, then English. */
  readonly text: string;
}

export interface MailFrame {
  /** Address of the back office; null where PUBLIC_URL is not set. */
  readonly backOfficeUrl: string | null;
  /** Telephone and e-mail of the help line. */
  readonly help: { readonly phone: string; readonly email: string };
}

/** The mail of one notice. Pure; the same notice always gives the same words. */
export function composeMail(notice: Notice, frame: MailFrame): MailText {
  const { zh, en } = words(notice);
  const { label, zhKind, enKind } = labelOf(notice);
  return {
    subject: `[語料庫] ${zh.subject} ${en.subject}：${label}`.slice(0, 200),
    text: [
      `${zhKind}：${label}`,
      zh.body,
      ...(frame.backOfficeUrl ? [`請登入後臺查看：${frame.backOfficeUrl}`] : []),
      `客服電話 ${frame.help.phone}，電子郵件 ${frame.help.email}。本信由系統自動發出。`,
      '----',
      `${enKind}: ${label}`,
      en.body,
      ...(frame.backOfficeUrl ? [`Sign in to the back office: ${frame.backOfficeUrl}`] : []),
      `Help line ${frame.help.phone}, e-mail ${frame.help.email}. This mail was sent automatically.`,
      '',
    ].join('\n\n'),
  };
}

/** What the notice is about, on one line: a line break in a name must not start a mail header. */
function labelOf(notice: Notice): { label: string; zhKind: string; enKind: string } {
  const oneLine = (text: string) => text.replace(/\s+/g, ' ');
  if ('about' in notice) {
    return { label: oneLine(notice.about), zhKind: '資料使用申請', enKind: 'Use of data' };
  }
  if (!('dataset' in notice)) {
    return { label: oneLine(notice.agency), zhKind: '機關', enKind: 'Agency' };
  }
  const { identifier, name } = notice.dataset;
  const label = oneLine([identifier, name].filter(Boolean).join(' '));
  return { label, zhKind: '資料集', enKind: 'Dataset' };
}

function words(notice: Notice): Words {
  // The key picks the one function for this kind, which TypeScript cannot follow.
  const all = { ...DATASET_WORDS, ...ACCOUNT_WORDS, ...ACCESS_WORDS };
  return (all[notice.kind] as (event: Notice) => Words)(notice);
}
