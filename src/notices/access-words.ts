import type { AccessEvent } from './notice';
import type { WordsOf } from './words';

/** What a notice about an application for restricted data says. */
export const ACCESS_WORDS: WordsOf<AccessEvent> = {
  'access.waiting': ({ dueOn }) => ({
    zh: {
      subject: '資料使用申請待審',
      body: `有一件資料使用申請等待審核，請於 ${dueOn} 前回覆申請人。`,
    },
    en: {
      subject: '(application to review)',
      body: `An application for restricted data waits for a decision; the applicant should hear by ${dueOn}.`,
    },
  }),
  'access.overdue': ({ dueOn }) => ({
    zh: {
      subject: '資料使用申請逾期未審',
      body: `有一件資料使用申請已超過 7 個工作天（${dueOn}）尚未審核，請儘速處理。`,
    },
    en: {
      subject: '(application overdue)',
      body: `An application should have been answered within 7 working days, by ${dueOn}. Please decide it.`,
    },
  }),
  'access.received': ({ dueOn }) => ({
    zh: {
      subject: '已收到您的資料使用申請',
      body: `我們已收到您的申請，預計於 ${dueOn} 前（7 個工作天內）以電子郵件通知您審核結果。`,
    },
    en: {
      subject: '(application received)',
      body: `Your application was received. You will hear of the decision by e-mail, by ${dueOn} (7 working days) as our goal.`,
    },
  }),
  'access.approved': ({ until }) => ({
    zh: {
      subject: '資料使用申請通過',
      body: `您的申請已通過，可於 ${until} 前登入前臺下載。使用時請遵守您同意的授權條款。`,
    },
    en: {
      subject: '(application approved)',
      body: `Your application was approved: sign in to the public site to download until ${until}. Please keep to the licence that you accepted.`,
    },
  }),
  'access.rejected': ({ reason }) => ({
    zh: {
      subject: '資料使用申請未通過',
      body: `您的申請未通過，您可以修正後重新申請。原因：\n${reason}`,
    },
    en: {
      subject: '(application refused)',
      body: `Your application was refused; you can correct it and apply again. Reason:\n${reason}`,
    },
  }),
  'access.revoked': ({ reason }) => ({
    zh: {
      subject: '資料使用授權已廢止',
      body: `您的資料使用授權已廢止，即日起不得再下載。原因：\n${reason}`,
    },
    en: {
      subject: '(grant revoked)',
      body: `Your grant was revoked; downloads have ended. Reason:\n${reason}`,
    },
  }),
  'access.ends-soon': ({ until }) => ({
    zh: {
      subject: '資料使用授權即將到期',
      body: `您的資料使用授權至 ${until} 為止。如需繼續使用，請登入前臺申請展延。`,
    },
    en: {
      subject: '(grant ends soon)',
      body: `Your grant ends on ${until}. To go on, sign in to the public site and apply for its renewal.`,
    },
  }),
  'access.dataset-delisted': () => ({
    zh: {
      subject: '您獲授權的資料集已下架',
      body: '此資料集已下架，不再提供下載。已下載的資料請依授權條款處理；依條款，下架不影響已完成的訓練成果。',
    },
    en: {
      subject: '(a dataset granted to you was delisted)',
      body: 'This dataset was delisted and is no longer offered. Please treat what you downloaded as the licence says; by its terms, results of completed training are not affected.',
    },
  }),
  'access.licence-changed': ({ licence }) => ({
    zh: {
      subject: '授權條款已變更',
      body: `您獲授權的資料所適用的授權條款已變更，目前為 ${licence}。請至前臺閱讀新的條款；您先前同意的版本與其簽收憑證仍保存於您的申請紀錄。`,
    },
    en: {
      subject: '(licence changed)',
      body: `The licence of data granted to you has changed; it is now ${licence}. Please read it on the public site. The version that you accepted, with its receipt, stays in your applications.`,
    },
  }),
};
