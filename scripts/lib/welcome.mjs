// @ts-check
import { createRequire } from 'node:module';
import { inRoot } from './paths.mjs';
import { say } from './say.mjs';

const require = createRequire(import.meta.url);
const ROLES = /** @type {Record<string, string>} */ ({
  provider: '資料提供者 provider',
  'agency-manager': '機關管理者 agency manager',
  'platform-admin': '後臺管理者 platform admin',
});

/**
 * What to open, as whom, and what to try.
 *
 * @param {{ url: string, env: NodeJS.ProcessEnv, seconds: number }} options
 */
export function welcome({ url, env, seconds }) {
  say(`\n✓ 臺灣主權AI訓練語料庫已啟動（${seconds.toFixed(1)} 秒）`, 'The corpus is running.');
  say(`
  登入 Sign in        ${url}/login
  後臺 Back office    ${url}/admin
  公開 API Public API ${url}/api/datasets   ${url}/graphql${memberLine(env)}
  狀態 Health         ${url}/readyz`);
  if (env['DEMO_OIDC_PORT'])
    say(`  示範身分提供者 Demo identity provider ${env['GOV_OIDC_ISSUER']}`);
  if (!env['SMTP_HOST']) say(`  通知信 Mail         ${env['MAIL_FOLDER'] ?? '.data/mail'}/*.eml`);
  say('\n帳號（密碼與帳號相同）', 'Accounts (the account is also the password)');
  /**
   * @type {{
   *   DEMO_ACCOUNTS: { account: string, role: string | null, agencyName: string | null }[],
   *   DEMO_MEMBERS: { account: string }[],
   * }}
   */
  const { DEMO_ACCOUNTS, DEMO_MEMBERS } = require(inRoot('dist/src/demo/accounts.js'));
  for (const { account, role, agencyName } of DEMO_ACCOUNTS) {
    const what = role === null ? '尚無身分 no role yet' : (ROLES[role] ?? role);
    say(`    ${account.padEnd(17)} ${agencyName ?? '一般民眾 citizen'} ${what}`);
  }
  for (const { account } of DEMO_MEMBERS) {
    say(`    ${account.padEnd(17)} 前臺會員 member of the public site`);
  }
  say(
    `    ${'superadmin@demo.invalid'.padEnd(17)} 系統管理者 Super Admin，密碼在 .data/secrets.json 的 DEMO_SUPER_ADMIN_PASSWORD`,
  );
  say(
    `
可以試試
  1. 以 provider.moda 登入，新增資料集、上傳檔案、送審。
  2. 以 manager.moda 做第一次審核，以 admin1.platform 做第二次審核。
  3. 到 ${url}/api/datasets 查看已上架的資料集。
  4. 以 newcomer.moda 登入並申請身分；機關管理者的示範憑證卡 PIN 碼是 12345678。
  5. 以程式呼叫：npm run -s demo:token -- provider.moda`,
    `Try: sign in as provider.moda and submit a dataset; approve it as manager.moda, then as
  admin1.platform; read it at ${url}/api/datasets. A token for scripts: npm run -s demo:token -- provider.moda`,
  );
  say('\n按 Ctrl-C 停止。服務紀錄：.data/log/service.log', 'Ctrl-C stops everything.');
}

/** @param {NodeJS.ProcessEnv} env */
function memberLine(env) {
  const page = env['DEMO_OIDC_PORT'] ? env['MEMBER_SIGNED_IN_URL'] : undefined;
  return page === undefined ? '' : `\n  會員登入 Members    ${page}`;
}
