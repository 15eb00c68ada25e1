import {
  APPLICATION_ROLES,
  type ApplicationRole,
} from '../../../../../domain/accounts/application';
import { ROLE_NAMES } from '../../../../../domain/accounts/role-names';
import type { Issue } from '../../../../../domain/errors';
import { escapeHtml } from '../../../../../domain/text/escape-html';
import { say } from '../../../../../messages';
import { layout, words, type HelpLine, type Reader } from './layout';

/** Who applies, as the identity provider names them. */
export interface Applicant {
  readonly name: string;
  readonly account: string;
  readonly agency: string;
  /** Hidden field that says whose form it is, should the sign-in run out meanwhile. */
  readonly sealed: string;
}

interface ApplicationPage {
  readonly applicant: Applicant;
  readonly view: ApplicationView;
}

/** Where an officer's application stands. */
export type ApplicationView =
  | {
      readonly kind: 'form';
      readonly email: string;
      readonly role: ApplicationRole | null;
      readonly issues: readonly Issue[];
      /** Reason of a refusal before; null where there was none. */
      readonly refusedFor: string | null;
      /** Whether it shows what was filled in before the last sign-in ran out. */
      readonly restored: boolean;
    }
  | {
      readonly kind: 'certificate';
      /** Address of the card component's window; null where certificates cannot be verified. */
      readonly component: string | null;
    }
  | { readonly kind: 'pending'; readonly role: ApplicationRole }
  | { readonly kind: 'granted'; readonly enter: string };

export function roleName(reader: Reader, role: ApplicationRole): string {
  return reader.language === 'en' ? ROLE_NAMES[role].en : ROLE_NAMES[role].zhHant;
}

function facts(reader: Reader, applicant: Applicant): string {
  const lines = [
    ['accounts.apply.name', applicant.name],
    ['accounts.apply.account', applicant.account],
    ['accounts.apply.agency', applicant.agency],
  ] as const;
  const items = lines.map(
    ([key, value]) => `<div><dt>${words(reader, key)}</dt><dd>${escapeHtml(value)}</dd></div>`,
  );
  return `<dl>${items.join('')}</dl>`;
}

function issueText(reader: Reader, issues: readonly Issue[], path: string): string {
  const issue = issues.find((item) => item.path === path);
  if (!issue) return '';
  return `<p class="error" id="${path}-error">${words(reader, issue.code, issue.params)}</p>`;
}

function invalid(issues: readonly Issue[], path: string): string {
  const wrong = issues.some((item) => item.path === path);
  return wrong ? ` aria-invalid="true" aria-describedby="${path}-error"` : '';
}

function roleChoice(reader: Reader, role: ApplicationRole, chosen: boolean): string {
  const checked = chosen ? ' checked' : '';
  const hint = words(reader, `accounts.apply.${role}_hint`);
  const id = `role-${role}`;
  return `<div class="choice"><input type="radio" name="role" id="${id}" value="${role}" required${checked} aria-describedby="${id}-hint">
<div><label for="${id}">${escapeHtml(roleName(reader, role))}</label><p id="${id}-hint">${hint}</p></div></div>`;
}

function form(
  reader: Reader,
  view: Extract<ApplicationView, { kind: 'form' }>,
  sealed: string,
): string {
  const { issues } = view;
  const roles = APPLICATION_ROLES.map((role) => roleChoice(reader, role, role === view.role));
  const refused =
    view.refusedFor === null
      ? ''
      : `<p class="error" role="status">${words(reader, 'accounts.apply.refused', { remark: view.refusedFor })}</p>`;
  const restored = view.restored
    ? `<p class="note" role="status">${words(reader, 'accounts.apply.restored')}</p>`
    : '';
  return `${refused}${restored}<form method="post" action="/login/application" novalidate>
<input type="hidden" name="applicant" value="${escapeHtml(sealed)}">
<p><label for="email">${words(reader, 'accounts.apply.email')}</label>
<input type="email" id="email" name="email" autocomplete="email" required maxlength="254" value="${escapeHtml(view.email)}"${invalid(issues, 'email')}></p>
${issueText(reader, issues, 'email')}
<fieldset><legend>${words(reader, 'accounts.apply.role')}</legend>${roles.join('')}
${issueText(reader, issues, 'role')}</fieldset>
<p class="check"><input type="checkbox" id="consent" name="consent" value="yes" required${invalid(issues, 'consent')}>
<label for="consent">${words(reader, 'accounts.apply.consent')}</label></p>
${issueText(reader, issues, 'consent')}
<div class="actions"><button type="submit">${words(reader, 'accounts.apply.send')}</button></div></form>`;
}

function body(reader: Reader, { view, applicant }: ApplicationPage): string {
  switch (view.kind) {
    case 'form':
      return form(reader, view, applicant.sealed);
    case 'certificate':
      return certificateStep(reader, view.component);
    case 'pending':
      return `<p role="status">${words(reader, 'accounts.apply.pending', { role: roleName(reader, view.role) })}</p>`;
    case 'granted':
      return `<p role="status">${words(reader, 'accounts.apply.granted')}</p>
<p class="actions"><a class="button" href="${escapeHtml(view.enter)}">${words(reader, 'accounts.apply.enter')}</a></p>`;
  }
}

/** What the card script says, by the names that it knows. */
const CARD_WORDS = {
  waiting: 'accounts.certificate.waiting',
  failed: 'accounts.certificate.failed',
  blocked: 'accounts.certificate.blocked',
  closed: 'accounts.certificate.closed',
  no_answer: 'accounts.certificate.no_answer',
  no_card: 'accounts.certificate.no_card',
  no_reader: 'accounts.certificate.no_reader',
  site_not_allowed: 'accounts.certificate.site_not_allowed',
  cancelled: 'accounts.certificate.cancelled',
  pin_missing: 'accounts.certificate.pin_missing',
  pin_wrong: 'accounts.certificate.pin_wrong',
  pin_last: 'accounts.certificate.pin_last',
  pin_length: 'accounts.certificate.pin_length',
  card_locked: 'accounts.certificate.card_locked',
  not_yet_valid: 'certificate.not_yet_valid',
  expired: 'certificate.expired',
} as const;

function cardWords({ language }: Reader): Record<string, string> {
  const entries = Object.entries(CARD_WORDS);
  return Object.fromEntries(entries.map(([name, key]) => [name, say(key, language)]));
}

function certificateStep(reader: Reader, component: string | null): string {
  const change = `<a href="/login/application?change=1">${words(reader, 'accounts.apply.change')}</a>`;
  if (component === null)
    return `<p>${words(reader, 'accounts.certificate.not_configured')}</p><p>${change}</p>`;
  return `<h2>${words(reader, 'accounts.certificate.heading')}</h2>
<p>${words(reader, 'accounts.certificate.explain')}</p>
<div id="card" data-language="${reader.language}" data-component="${escapeHtml(component)}"
data-words="${escapeHtml(JSON.stringify(cardWords(reader)))}">
<p><label for="pin">${words(reader, 'accounts.certificate.pin')}</label>
<input type="password" id="pin" autocomplete="off" inputmode="numeric" maxlength="16"></p>
<p id="card-message" role="alert"></p>
<div class="actions"><button type="button" id="card-sign">${words(reader, 'accounts.certificate.sign')}</button></div></div>
<p>${words(reader, 'accounts.certificate.later')} ${change}</p>`;
}

/** 選擇申請身分, and what became of it. */
export function applicationPage(
  reader: Reader,
  page: ApplicationPage & { help: HelpLine },
): string {
  const title = words(reader, 'accounts.apply.heading');
  const signOut = `<form method="post" action="/login/sign-out"><div class="actions">
<button class="plain" type="submit">${words(reader, 'accounts.sign_out.button')}</button></div></form>`;
  const withCard = page.view.kind === 'certificate' && page.view.component !== null;
  return layout(reader, {
    title,
    body: `<div class="card"><h1>${title}</h1>${facts(reader, page.applicant)}
${body(reader, page)}</div>${signOut}`,
    help: page.help,
    scripts: withCard ? ['card.js'] : [],
  });
}
