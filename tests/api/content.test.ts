import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { startApp, type TestApp } from '../support/app';
import { seedDatasets } from '../support/published';

const CONTENT = '/review-workflow/content';
/** One pixel. */
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

interface Item {
  readonly id: string;
  readonly version: string;
  readonly order: number;
  readonly [field: string]: unknown;
}

describe('what platform admins edit', () => {
  let app: TestApp;
  let admin: string;
  before(async () => {
    app = await startApp();
    admin = await app.tokenFor('admin1.platform');
    await seedDatasets(app, [
      { identifier: '00000001', name: '能源年報', keywords: ['能源'], licence: 'SAITDL-1.0' },
    ]);
  });
  after(() => app.close());

  type Method = 'get' | 'post' | 'put' | 'delete';
  const send = (method: Method, path: string, body?: object, token = admin) =>
    app.http[method](`${CONTENT}${path}`)
      .set({ authorization: `Bearer ${token}`, 'accept-language': 'zh-Hant' })
      .send(body);
  const list = async (kind: string) => (await send('get', `/${kind}`)).body.data as Item[];
  const find = async (kind: string, field: string, value: string) => {
    const found = (await list(kind)).find((item) => item[field] === value);
    assert.ok(found, `${kind}: ${value}`);
    return found;
  };
  async function create(kind: string, body: object): Promise<Item> {
    const answer = await send('post', `/${kind}`, body);
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    return answer.body.data as Item;
  }
  async function update(kind: string, { id, version }: Item, body: object): Promise<Item> {
    const answer = await send('put', `/${kind}/${id}`, { version, ...body });
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return answer.body.data as Item;
  }
  const publicly = async (path: string) =>
    (await app.http.get(path)).body.data as Record<string, unknown>[];

  it('is closed to officers of agencies and to strangers', async () => {
    for (const account of ['provider.moda', 'manager.moda']) {
      const token = await app.tokenFor(account);
      assert.equal((await send('get', '/tags', undefined, token)).status, 403);
      assert.equal((await send('post', '/tags', {}, token)).status, 403);
    }
    assert.equal((await app.http.get(`${CONTENT}/tags`)).status, 401);
    assert.equal((await send('get', '/officers')).status, 404);
  });

  it('adds, renames, orders, retires and removes a tag, and writes each into the trail', async () => {
    const names = { name: '體育', nameEn: 'Sports', retired: false };
    const tag = await create('tags', { facet: 'domain', code: 'sports', ...names });
    const domains = async () => (await list('tags')).filter(({ facet }) => facet === 'domain');
    assert.equal((await domains()).at(-1)?.id, tag.id);
    const ids = (await domains()).map(({ id }) => id);
    const first = [tag.id, ...ids.filter((id) => id !== tag.id)];
    assert.equal((await send('post', '/tags/order', { ids: first })).status, 200);
    assert.equal((await domains())[0]?.id, tag.id);
    const some = await send('post', '/tags/order', { ids: first.slice(1) });
    assert.equal(some.body.error.details.code, 'reference.order_incomplete');
    const retired = await update('tags', tag, { ...names, name: '運動休閒', retired: true });
    assert.deepEqual([retired.name, retired.retired], ['運動休閒', true]);
    assert.equal((await send('delete', `/tags/${tag.id}`)).status, 204);
    const history = (await send('get', `/tags/${tag.id}/history`)).body.data as Item[];
    assert.deepEqual(
      history.map(({ action }) => action),
      ['deleted', 'changed', 'created'],
    );
    assert.deepEqual([...(history[1]?.fields as string[])].sort(), ['name', 'retired']);
    const audit = await app.http
      .get('/review-workflow/audit?trail=content&q=sports')
      .set('authorization', `Bearer ${admin}`);
    assert.equal(audit.body.meta.pagination.total, 3);
    for (const trail of ['content', 'members']) {
      const ofAgency = await app.http
        .get(`/review-workflow/audit?trail=${trail}&agency=2.16.886.101.20003.20082`)
        .set('authorization', `Bearer ${admin}`);
      assert.deepEqual([ofAgency.status, ofAgency.body.data], [200, []], 'these name no agency');
    }
  });

  it('names every wrong field at once, in words', async () => {
    const { status, body } = await send('post', '/tags', {
      facet: 'colour',
      code: '中文',
      name: ' ',
      id: 7,
    });
    assert.equal(status, 422);
    assert.deepEqual(
      (body.error.details.errors as { path: string; code: string }[])
        .map(({ path, code }) => `${path} ${code}`)
        .sort(),
      [
        'code field.pattern',
        'facet field.choice',
        'id field.unknown',
        'name field.required',
        'nameEn field.required',
      ],
    );
  });

  it('tells the second of two editors, and overwrites nothing', async () => {
    const theme = await find('themes', 'code', 'travel');
    const { tags, text, subtitle, titleEn } = theme;
    const same = { tags, text, subtitle, titleEn };
    await update('themes', theme, { ...same, title: '觀光與旅遊' });
    const late = await send('put', `/themes/${theme.id}`, {
      version: theme.version,
      ...same,
      title: '旅行',
    });
    assert.equal(late.body.error.details.code, 'reference.stale');
    assert.equal((await find('themes', 'code', 'travel')).title, '觀光與旅遊');
    assert.deepEqual((await find('themes', 'code', 'travel')).tags, tags, 'its tags stay');
  });

  it('keeps the text of a licence that is in use; a changed text is a new licence', async () => {
    const licence = await find('licences', 'code', 'SAITDL-1.0');
    assert.deepEqual([licence.textHash, licence.fixed], [null, false]);
    const { edition, name, nameEn, url, open } = licence;
    const fields = { edition, name, nameEn, url, open };
    const entered = await update('licences', licence, { ...fields, textZh: '條款全文' });
    const hash = createHash('sha256').update('條款全文\n').digest('hex');
    assert.deepEqual([entered.textHash, entered.fixed], [hash, true]);
    for (const change of [
      { ...fields, textZh: '改過的全文' },
      { ...fields, textZh: '條款全文', open: true },
      { ...fields, textZh: '條款全文', edition: '1.1' },
    ]) {
      const refused = await send('put', `/licences/${licence.id}`, {
        version: entered.version,
        ...change,
      });
      assert.equal(refused.status, 409, JSON.stringify(change));
      assert.equal(refused.body.error.details.code, 'reference.text_fixed');
    }
    await assert.rejects(
      app.sql(`update licences set text_zh = 'x' where code = 'SAITDL-1.0'`),
      /reference\.text_fixed/,
      'by no other door either',
    );
    await update('licences', entered, { ...fields, name: '更正的名稱', textZh: '條款全文' });
    const next = await create('licences', {
      ...fields,
      ...{ code: 'SAITDL-2.0', edition: '2.0', textZh: '第2版全文', retired: false },
    });
    assert.notEqual(next.textHash, hash);
  });

  it('shows a page to the public once it is published, and its last published text until the next time', async () => {
    const texts = {
      title: '常見問題',
      titleEn: 'Questions',
      body: '# 問題',
      bodyEn: '# Questions',
    };
    const page = await create('pages', { slug: 'faq', ...texts });
    const shown = async () => (await app.http.get('/api/pages/faq')).body.data?.title as unknown;
    assert.deepEqual([page.state, await shown()], ['draft', undefined]);
    const publish = async (published: boolean) =>
      (await send('post', `/pages/${page.id}/publication`, { published })).body.data as Item;
    assert.equal((await publish(true)).state, 'published');
    const now = await find('pages', 'slug', 'faq');
    assert.equal((await update('pages', now, { ...texts, title: '問與答' })).state, 'changed');
    assert.equal(await shown(), '常見問題');
    await publish(true);
    assert.equal(await shown(), '問與答');
    assert.equal((await publish(false)).state, 'draft');
    assert.equal(await shown(), undefined);
  });

  it('pins and hides hot keywords on the public site at once', async () => {
    const words = async () =>
      (await publicly('/api/corpus/hot-keywords?limit=100')).map(({ keyword }) => keyword);
    const [counted = ''] = (await words()) as string[];
    assert.notEqual(counted, '');
    await create('hot-keywords', { word: '文化', mode: 'pinned' });
    const transport = await create('hot-keywords', { word: '交通', mode: 'pinned' });
    await create('hot-keywords', { word: counted, mode: 'hidden' });
    assert.deepEqual((await words()).slice(0, 2), ['文化', '交通']);
    assert.ok(!(await words()).includes(counted));
    assert.equal(
      (await send('post', '/hot-keywords', { word: '文化', mode: 'hidden' })).body.error.details
        .code,
      'reference.code_taken',
    );
    await send('delete', `/hot-keywords/${transport.id}`);
    assert.ok(!(await words()).slice(0, 2).includes('交通'));
  });

  it('shows banners on their days, in their order, and refuses addresses that are none', async () => {
    const day = (offset: number) =>
      new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
    const first = await create('banners', {
      title: '開站',
      link: '/pages/about',
      showFrom: day(-2),
    });
    const second = await create('banners', { title: '徵集', titleEn: 'Call', showUntil: day(2) });
    await create('banners', { title: '昨天以前', showUntil: day(-2) });
    await create('banners', { title: '以後', showFrom: day(3) });
    const titles = async () => (await publicly('/api/banners')).map(({ title }) => title);
    assert.deepEqual(await titles(), ['開站', '徵集']);
    const all = await list('banners');
    const ids = [second.id, ...all.map(({ id }) => id).filter((id) => id !== second.id)];
    await send('post', '/banners/order', { ids });
    assert.deepEqual(await titles(), ['徵集', '開站']);
    await update('banners', await find('banners', 'id', first.id), {
      title: '開站',
      retired: true,
    });
    assert.deepEqual(await titles(), ['徵集']);
    const bad = await send('post', '/banners', { title: 'x', link: 'javascript:alert(1)' });
    assert.equal(bad.body.error.details.path, 'link');
    const reversed = await send('post', '/banners', {
      ...{ title: 'x', showFrom: day(2), showUntil: day(1) },
    });
    assert.equal(reversed.body.error.details.path, 'showUntil');
    const picture = await app.http
      .post('/upload')
      .set('authorization', `Bearer ${admin}`)
      .field('fileInfo', JSON.stringify({ name: 'a.png', alternativeText: '一點', caption: '' }))
      .attach('files', Buffer.from(PNG, 'base64'), { filename: 'a.png', contentType: 'image/png' });
    assert.equal(picture.status, 201, JSON.stringify(picture.body));
    const image = (picture.body as { id: number }[])[0]?.id;
    const shown = await find('banners', 'id', second.id);
    await update('banners', shown, { title: '徵集', titleEn: 'Call', showUntil: day(2), image });
    const [banner] = await publicly('/api/banners');
    assert.equal((banner?.image as { alternativeText: string }).alternativeText, '一點');
    const graphql = await app.http
      .post('/graphql')
      .send({ query: '{ banners { title titleEn } }' });
    assert.deepEqual(graphql.body.data.banners, [{ title: '徵集', titleEn: 'Call' }]);
  });
});
