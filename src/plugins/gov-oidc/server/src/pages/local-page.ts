import { layout, words, type HelpLine, type Reader } from './layout';

/** Password form of the break-glass accounts. */
export function localPage(
  reader: Reader,
  page: { refusal: string | null; help: HelpLine },
): string {
  const title = words(reader, 'accounts.local.heading');
  const refusal =
    page.refusal === null ? '' : `<p class="error" role="alert">${words(reader, page.refusal)}</p>`;
  return layout(reader, {
    title,
    body: `<div class="card"><h1>${title}</h1><p>${words(reader, 'accounts.local.explain')}</p>${refusal}
<form method="post" action="/login/local">
<p><label for="email">${words(reader, 'accounts.apply.email')}</label>
<input type="email" id="email" name="email" required autocomplete="username"></p>
<p><label for="password">${words(reader, 'accounts.local.password')}</label>
<input type="password" id="password" name="password" required autocomplete="current-password"></p>
<div class="actions"><button type="submit">${words(reader, 'accounts.local.button')}</button></div>
</form></div>`,
    help: page.help,
  });
}
