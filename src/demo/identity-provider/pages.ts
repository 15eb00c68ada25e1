import { escapeHtml } from '../../domain/text/escape-html';

const STYLE = `
  body { font: 16px/1.7 system-ui, "Noto Sans TC", sans-serif; margin: 0; background: #f4f6fa; color: #1b2733; }
  main { max-width: 26rem; margin: 8vh auto; padding: 2rem; background: #fff; border-radius: 12px; box-shadow: 0 2px 12px #0002; }
  h1 { font-size: 1.4rem; margin: 0 0 .5rem; }
  label { display: block; margin: 1rem 0 .3rem; font-weight: 600; }
  input { width: 100%; box-sizing: border-box; padding: .6rem; font: inherit; border: 1px solid #5b6b7c; border-radius: 6px; }
  button { margin-top: 1.5rem; width: 100%; padding: .7rem; font: inherit; font-weight: 600; color: #fff; background: #14508c; border: 0; border-radius: 6px; cursor: pointer; }
  :focus-visible { outline: 3px solid #b35c00; outline-offset: 2px; }
  .error { color: #a40000; font-weight: 600; }
  .hint { color: #46525e; font-size: .9rem; }
`;

export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="zh-Hant-TW">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body><main>${body}</main></body></html>`;
}

/** The provider's login form; `error` is a sentence for the person, `account` what was typed. */
export function loginPage(options: { action: string; account?: string; error?: string }): string {
  const { action, account = '', error } = options;
  return page(
    '示範用公務帳號登入',
    `<h1>示範用公務帳號登入</h1>
<p class="hint">這是本機的示範身分提供者，帳號即密碼，例如 provider.moda。<br>
Demo identity provider: the account is also the password.</p>
${error === undefined ? '' : `<p class="error" role="alert">${escapeHtml(error)}</p>`}
<form method="post" action="${escapeHtml(action)}" autocomplete="off">
<label for="account">帳號 Account</label>
<input id="account" name="account" required autofocus value="${escapeHtml(account)}">
<label for="password">密碼 Password</label>
<input id="password" name="password" type="password" required>
<button type="submit">登入 Sign in</button>
</form>`,
  );
}

/** Sign-out goes on by itself: the person already confirmed it where they came from. */
export function signOutPage(form: string): string {
  return page(
    '登出',
    `<h1>登出示範用公務帳號</h1>${form}
<button type="submit" form="op.logoutForm" name="logout" value="yes">登出 Sign out</button>`,
  );
}

export function signedOutPage(): string {
  return page('已登出', '<h1>您已登出示範用公務帳號</h1><p>You are signed out.</p>');
}

export function errorPage(error: string): string {
  return page('無法登入', `<h1>無法登入</h1><p>錯誤代碼 Error: ${escapeHtml(error)}</p>`);
}
