import { readFile } from 'node:fs/promises';
import type { MetadataDraft } from '../../domain/ingest/draft-metadata';

/** An OpenAI-compatible end point. */
export interface RemoteDrafter {
  /** Such as http://127.0.0.1:8000/v1 */
  readonly baseUrl: string;
  readonly apiKey: string | undefined;
  readonly model: string;
  readonly timeoutMs: number;
}

const CHARACTERS_SENT = 12_000;
/** Of an answer. */
const MOST_BYTES = 256 * 1024;
const INSTRUCTION =
  '你為政府資料集撰寫後設資料。依檔案內容以臺灣正體中文回覆 JSON：' +
  '{"description": "1 至 3 句描述", "keywords": ["5 至 10 個關鍵字"]}，不要加入其他文字。';

/** The end point that the settings name (DRAFT_API_URL, _KEY, _MODEL), or null. */
export function remoteDrafterOf(env: NodeJS.ProcessEnv): RemoteDrafter | null {
  if (!env.DRAFT_API_URL) return null;
  return {
    baseUrl: env.DRAFT_API_URL.replace(/\/+$/, ''),
    apiKey: env.DRAFT_API_KEY,
    model: env.DRAFT_MODEL ?? 'default',
    timeoutMs: Number(env.DRAFT_TIMEOUT_MS ?? 20_000),
  };
}

/** @returns null where the end point fails in any way: the caller then drafts without it */
export async function draftRemotely(
  drafter: RemoteDrafter,
  files: readonly { name: string; path: string }[],
  log: { warn(message: string): void },
): Promise<MetadataDraft | null> {
  try {
    return readAnswer(await ask(drafter, await promptOf(files)));
  } catch (error) {
    log.warn(
      `draft: end point failed, drafting here (${error instanceof Error ? error.name : ''})`,
    );
    return null;
  }
}

async function promptOf(files: readonly { name: string; path: string }[]): Promise<string> {
  const share = Math.floor(CHARACTERS_SENT / files.length);
  const parts = files.map(async ({ name, path }) => {
    const text = await readFile(path, 'utf8');
    return `【${name}】\n${text.slice(0, share)}`;
  });
  return (await Promise.all(parts)).join('\n\n');
}

async function ask(drafter: RemoteDrafter, prompt: string): Promise<unknown> {
  const response = await fetch(`${drafter.baseUrl}/chat/completions`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(drafter.apiKey ? { authorization: `Bearer ${drafter.apiKey}` } : {}),
    },
    body: JSON.stringify({
      model: drafter.model,
      temperature: 0.2,
      messages: [
        { role: 'system', content: INSTRUCTION },
        { role: 'user', content: prompt },
      ],
    }),
    redirect: 'error',
    signal: AbortSignal.timeout(drafter.timeoutMs),
  });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return JSON.parse(await readLimited(response)) as unknown;
}

/** An answer without end must not fill the memory. */
async function readLimited(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new Error('answer too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Takes nothing on trust: what is not of the expected shape and size is a failure. */
function readAnswer(answer: unknown): MetadataDraft {
  const { choices } = answer as { choices?: { message?: { content?: string } }[] };
  const content = choices?.[0]?.message?.content ?? '';
  const json = /\{[^]*\}/.exec(content)?.[0] ?? '';
  const draft = JSON.parse(json) as Partial<MetadataDraft>;
  const keywords = Array.isArray(draft.keywords)
    ? draft.keywords.filter((word): word is string => typeof word === 'string').map(plain)
    : [];
  const fitting = keywords.filter((word) => word !== '' && word.length <= 40);
  const description = typeof draft.description === 'string' ? plain(draft.description) : '';
  if (description === '' || fitting.length === 0) throw new Error('unexpected answer');
  return { description: description.slice(0, 400), keywords: fitting.slice(0, 10) };
}

/** On one line, without control characters; a comma would split a keyword in two. */
function plain(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}
