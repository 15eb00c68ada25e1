import assert from 'node:assert/strict';
import type { Panel } from './panel';

const PDF = '%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n';
const PASSWORD = 'long-enough-password-1';

interface Wish extends Record<string, string> {
  readonly member: string;
}

/** What they want of the restricted data: one dataset of those given, or all of it. */
export const WISHES: readonly Wish[] = [
  {
    member: 'yating.hsu',
    purpose: '訓練博物館導覽之對話模型',
    benefit: '成果將以開放授權公開，改善導覽服務之問答品質。',
  },
  {
    member: 'nlp.lab',
    purpose: '評測正體中文語言模型對法規文字的理解',
    benefit: '評測結果將公開發表，供各界選用模型時參考。',
    all: 'true',
  },
];

/** Members of the public site, each with a wish that waits. */
export async function makeMembers(panel: Panel, dataset: string): Promise<void> {
  for (const { member, ...wish } of WISHES) {
    const jwt = await signUp(panel, member);
    await applyForData(panel, jwt, wish.all === undefined ? { ...wish, datasets: dataset } : wish);
  }
}

async function signUp(panel: Panel, username: string): Promise<string> {
  const email = `${username}@example.invalid`;
  const send = (path: string, body: object) =>
    fetch(`${panel.url}/api${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
  await send('/auth/local/register', { username, email, password: PASSWORD });
  const [row] = await panel.sql<{ token: string }>(
    'select confirmation_token token from up_users where email = $1',
    [email],
  );
  const confirm = `${panel.url}/api/auth/email-confirmation?confirmation=${row?.token ?? ''}`;
  await fetch(confirm, { redirect: 'manual' });
  const answer = await send('/auth/local', { identifier: email, password: PASSWORD });
  return ((await answer.json()) as { jwt: string }).jwt;
}

async function applyForData({ url }: Panel, jwt: string, wish: Record<string, string>) {
  const licence = await fetch(`${url}/api/licences/SAITDL-1.0`);
  const { data } = (await licence.json()) as { data: { version: string; textHash: string | null } };
  const form = new FormData();
  const fields = {
    ...wish,
    licence: 'SAITDL-1.0',
    licenceVersion: data.version,
    licenceTextHash: data.textHash ?? '',
    accepted: 'true',
  };
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('evidence', new Blob([PDF]), '研究計畫書.pdf');
  const answer = await fetch(`${url}/api/access-applications`, {
    method: 'POST',
    headers: { authorization: `Bearer ${jwt}` },
    body: form,
  });
  assert.equal(answer.status, 201, await answer.text());
}
