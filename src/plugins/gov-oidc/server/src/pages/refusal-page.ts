import type { ErrorParams } from '../../../../../domain/errors';
import { layout, words, type HelpLine, type Reader } from './layout';

/** Nothing was refused: the time was over. */
const SIGN_IN_AGAIN = new Set(['accounts.form_kept', 'accounts.flow_missing']);

/** Why a sign-in did not lead anywhere, what to do about it, and the id to name when asking. */
export function refusalPage(
  reader: Reader,
  page: { code: string; params: ErrorParams; requestId: string; help: HelpLine },
): string {
  const again = SIGN_IN_AGAIN.has(page.code);
  const title = words(reader, again ? 'accounts.login.again' : 'accounts.login.failed');
  const sentence = words(reader, page.code, { ...page.params, requestId: page.requestId });
  const id = words(reader, 'accounts.login.request_id', { requestId: page.requestId });
  return layout(reader, {
    title,
    body: `<div class="card"><h1>${title}</h1><p role="alert">${sentence}</p><p>${id}</p>
<p class="actions"><a class="button" href="/login">${words(reader, 'accounts.login.back')}</a></p></div>`,
    help: page.help,
  });
}
