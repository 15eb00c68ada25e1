import { escapeHtml } from '../../../../../domain/text/escape-html';
import { layout, words, type HelpLine, type Reader } from './layout';

/** A form that goes to the identity provider: tokens travel in its body, never in an address. */
export interface ProviderSignOut {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

export function signOutQuestion(reader: Reader, help: HelpLine): string {
  const title = words(reader, 'accounts.sign_out.heading');
  return layout(reader, {
    title,
    body: `<div class="card"><h1>${title}</h1><form method="post" action="/login/sign-out">
<div class="actions"><button type="submit">${words(reader, 'accounts.sign_out.button')}</button>
<a class="button" href="/admin">${words(reader, 'accounts.sign_out.stay')}</a></div></form></div>`,
    help,
  });
}

/** Signed out here; `provider` offers to end the session at the identity provider too. */
export function signedOutPage(
  reader: Reader,
  page: { provider: ProviderSignOut | null; help: HelpLine },
): string {
  const title = words(reader, 'accounts.sign_out.done');
  const { provider } = page;
  const fields = Object.entries(provider?.fields ?? {}).map(
    ([name, value]) =>
      `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  const form =
    provider === null
      ? ''
      : `<p>${words(reader, 'accounts.sign_out.provider')}</p>
<form method="post" action="${escapeHtml(provider.action)}">${fields.join('')}
<div class="actions"><button type="submit">${words(reader, 'accounts.sign_out.provider_button')}</button></div></form>`;
  return layout(reader, {
    title,
    body: `<div class="card"><h1>${title}</h1>${form}
<p><a href="/login">${words(reader, 'accounts.login.back')}</a></p></div>`,
    help: page.help,
  });
}
