import type { State } from '../domain/review/states';
import type { DelistCause, NoticeEvent } from './notice';
import type { WordsOf } from './words';

const STATE_WORDS: Readonly<Record<State, readonly [zh: string, en: string]>> = {
  draft: ['草稿', 'draft'],
  'listing-review-agency': ['上架審核中-機關管理者', 'listing review by the agency manager'],
  'listing-review-platform': ['上架審核中-後臺管理者', 'listing review by the platform'],
  listed: ['已上架', 'listed'],
  revising: ['修改中', 'revising'],
  'delisting-review-agency': ['下架審核中-機關管理者', 'delisting review by the agency manager'],
  'delisting-review-platform': ['下架審核中-後臺管理者', 'delisting review by the platform'],
  delisted: ['已下架', 'delisted'],
};

const CAUSE_WORDS: Readonly<Record<DelistCause, readonly [zh: string, en: string]>> = {
  request: ['下架申請已核准', 'the delisting that was asked for was approved'],
  suspend: ['平臺緊急下架', 'the platform took it down at once'],
  expire: ['授權有效期間屆滿', 'the licence has expired'],
};

/** What a notice about a dataset says. */
export const DATASET_WORDS: WordsOf<NoticeEvent> = {
  'task.waiting': ({ state }) => ({
    zh: { subject: '待您處理', body: `此資料集目前為「${STATE_WORDS[state][0]}」，等待您處理。` },
    en: {
      subject: '(waiting for you)',
      body: `It waits for you; its state is: ${STATE_WORDS[state][1]}.`,
    },
  }),
  'decision.approved': ({ state }) => ({
    zh: { subject: '審核通過', body: `本階段審核通過，目前為「${STATE_WORDS[state][0]}」。` },
    en: {
      subject: '(step approved)',
      body: `This step was approved; its state is now: ${STATE_WORDS[state][1]}.`,
    },
  }),
  'decision.listed': () => ({
    zh: { subject: '已上架', body: '審核通過，資料集已公開於前臺。' },
    en: { subject: '(listed)', body: 'It was approved and is now on the public site.' },
  }),
  'decision.returned': ({ reason }) => ({
    zh: { subject: '退回修改', body: `審核退回，請修改後重新送審。退回原因：\n${reason}` },
    en: {
      subject: '(returned)',
      body: `It was returned; please correct it and submit it again. Reason:\n${reason}`,
    },
  }),
  'decision.delisting-scheduled': ({ delistOn }) => ({
    zh: { subject: '預定下架', body: `下架申請通過，將於 ${delistOn} 00:00（臺北時間）下架。` },
    en: {
      subject: '(delisting scheduled)',
      body: `The delisting was approved; it leaves the public site on ${delistOn} at 00:00, Taipei time.`,
    },
  }),
  'decision.delisting-cancelled': ({ reason }) => ({
    zh: { subject: '取消預定下架', body: `預定下架已取消，資料集維持上架。原因：\n${reason}` },
    en: {
      subject: '(delisting cancelled)',
      body: `The scheduled delisting was cancelled; it stays listed. Reason:\n${reason}`,
    },
  }),
  'decision.delisted': ({ cause, reason }) => ({
    zh: {
      subject: '已下架',
      body: `資料集已自前臺下架：${CAUSE_WORDS[cause][0]}。${reason ? `\n原因：\n${reason}` : ''}`,
    },
    en: {
      subject: '(delisted)',
      body: `It has left the public site: ${CAUSE_WORDS[cause][1]}.${reason ? `\nReason:\n${reason}` : ''}`,
    },
  }),
  'expiry.reminder': ({ days, untilYear }) => ({
    zh: {
      subject: '授權即將屆期',
      body: `授權有效期間至 ${untilYear} 年 12 月 31 日，剩餘 ${days} 天，屆期後將自前臺下架。如需延長，請於後臺修改並送審。`,
    },
    en: {
      subject: '(licence expires soon)',
      body: `Its licence is valid until 31 December ${untilYear}: ${days} days are left, then it leaves the public site. To extend it, revise and submit it.`,
    },
  }),
};
