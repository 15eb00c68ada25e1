import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { loadDemoAgencies } from '../../src/demo/agencies';
import { loadSeeds } from '../../src/reference-data';
import { startApp, type TestApp } from '../support/app';

const ROOT = path.resolve(__dirname, '../..');
const MODA = '2.16.886.101.20003.20082';
const run = promisify(execFile);

// By its code: the service runs from dist, with a DomainError class of its own.
const refusal = (code: string) => ({ name: 'DomainError', code });

describe('reference data', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.close());

  const tag = () => app.strapi.documents('api::tag.tag');
  const find = async (facet: string, code: string) => {
    const [found] = await tag().findMany({ filters: { facet, code } as never });
    assert.ok(found, `${facet}:${code}`);
    return found;
  };

  it('is there after the first start: taxonomy, licences without invented text, pages, agencies', async () => {
    const facets = await app.sql(
      `select facet, count(*)::int n, (array_agg(code order by "order" desc))[1] last
       from tags group by facet order by facet`,
    );
    assert.deepEqual(facets, [
      { facet: 'domain', n: 11, last: 'other' },
      { facet: 'language', n: 8, last: 'other' },
      { facet: 'text-type', n: 10, last: 'other' },
    ]);
    assert.deepEqual(
      await app.sql('select code, open, text_zh, text_hash from licences order by code'),
      [
        { code: 'OGDL-Taiwan-1.0', open: true, text_zh: null, text_hash: null },
        { code: 'SAITDL-1.0', open: false, text_zh: null, text_hash: null },
      ],
    );
    const pages = await app.sql('select slug from pages where published_at is not null order by 1');
    assert.deepEqual(
      pages.map(({ slug }) => slug),
      ['about', 'apply', 'licence', 'partners'],
    );
    const [moda] = await app.sql(
      `select a.name, p.name parent from agencies a join agencies p on p.id = a.parent_id
       where a.oid = $1`,
      [MODA],
    );
    assert.deepEqual(moda, { name: '數位發展部', parent: '行政院' });
  });

  it('leaves what admins renamed, retired or deleted as they left it at the next start', async () => {
    const ja = await find('language', 'ja');
    await tag().update({
      documentId: ja.documentId,
      data: { name: '日語', retired: true } as never,
    });
    const ko = await find('language', 'ko');
    await tag().delete({ documentId: ko.documentId });
    await loadSeeds({ strapi: app.strapi });
    assert.deepEqual(
      await app.sql(
        `select name, retired from tags where facet = 'language' and code in ('ja', 'ko')`,
      ),
      [{ name: '日語', retired: true }],
    );
  });

  it('keeps a licence hash that anybody can compute from the texts, whichever way they change', async () => {
    const licences = app.strapi.documents('api::licence.licence');
    const [licence] = await licences.findMany({ filters: { code: 'SAITDL-1.0' } as never });
    assert.ok(licence);
    const { documentId } = licence;
    const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
    const changed = await licences.update({
      documentId,
      data: { textZh: '測試條文', textEn: 'Test', textHash: 'forged' } as never,
    });
    assert.equal((changed as { textHash?: string }).textHash, sha256('測試條文\nTest'));
    await app.sql(`update licences set text_en = null where code = 'SAITDL-1.0'`);
    const hash = async () =>
      (await app.sql(`select text_hash h from licences where code = 'SAITDL-1.0'`))[0]?.h;
    assert.equal(await hash(), sha256('測試條文\n'));
    await app.sql(`update licences set text_hash = 'forged' where code = 'SAITDL-1.0'`);
    assert.equal(await hash(), sha256('測試條文\n'));
    await app.sql(`update licences set text_zh = '' where code = 'SAITDL-1.0'`);
    assert.equal(await hash(), null);
  });

  it('refuses to delete what is in use, by the Document Service and by SQL, and says to retire it', async () => {
    const culture = await find('domain', 'culture-arts');
    await assert.rejects(
      tag().delete({ documentId: culture.documentId }),
      refusal('reference.in_use'),
    );
    const [agency] = await app.strapi
      .documents('api::agency.agency')
      .findMany({ filters: { oid: MODA } as never });
    await assert.rejects(
      app.strapi.documents('api::agency.agency').delete({ documentId: agency?.documentId ?? '' }),
      refusal('reference.in_use'),
    );
    await assert.rejects(
      app.sql(`delete from tags where code = 'culture-arts'`),
      /reference.in_use/,
    );
    await assert.rejects(
      app.sql('delete from agencies where oid = $1', [MODA]),
      /reference.in_use/,
    );
    assert.equal(
      (
        await app.sql(
          'select 1 from themes_tags_lnk l join tags t on t.id = l.tag_id where t.code = $1',
          ['culture-arts'],
        )
      ).length,
      2,
    );
  });

  it('refuses a second tag of the same facet and code, and a code that changes', async () => {
    const data = { facet: 'domain', code: 'health', name: '衛生', nameEn: 'Health' };
    await assert.rejects(tag().create({ data: data as never }), refusal('reference.code_taken'));
    await tag().create({ data: { ...data, facet: 'text-type' } as never });
    const health = await find('text-type', 'health');
    await assert.rejects(
      tag().update({ documentId: health.documentId, data: { code: 'wealth' } as never }),
      refusal('reference.code_fixed'),
    );
    await assert.rejects(
      app.sql(`update tags set facet = 'language' where code = 'health'`),
      /reference.code_fixed/,
    );
    await assert.rejects(
      app.sql(`update licences set code = 'X' where code = 'SAITDL-1.0'`),
      /reference.code_fixed/,
    );
  });

  it('refuses agencies that are above themselves or succeed themselves', async () => {
    await assert.rejects(
      app.sql(
        `update agencies set parent_id = (select id from agencies where oid = $1)
         where oid = '2.16.886.101.20003'`,
        [MODA],
      ),
      /reference.cycle/,
    );
    await assert.rejects(
      app.sql('update agencies set successor_id = id where oid = $1', [MODA]),
      /reference.cycle/,
    );
  });

  it('says so in words when the Document Service is asked for a circle, a clone or a taken slug', async () => {
    const agencies = app.strapi.documents('api::agency.agency');
    const [yuan] = await agencies.findMany({ filters: { oid: '2.16.886.101.20003' } as never });
    const [moda] = await agencies.findMany({ filters: { oid: MODA } as never });
    await assert.rejects(
      agencies.update({
        documentId: yuan?.documentId ?? '',
        // As the content-manager sends it.
        data: { parent: { connect: [{ id: moda?.id, documentId: moda?.documentId }] } } as never,
      }),
      refusal('reference.cycle'),
    );
    const moved = (await agencies.update({
      documentId: moda?.documentId ?? '',
      data: {
        successor: { set: [yuan?.documentId] },
        parent: { connect: [], disconnect: [] },
      } as never,
      populate: ['parent', 'successor'] as never,
    })) as Record<string, { oid: string } | null>;
    assert.equal(moved.successor?.oid, '2.16.886.101.20003');
    assert.equal(moved.parent?.oid, '2.16.886.101.20003');
    await agencies.update({
      documentId: moda?.documentId ?? '',
      data: { successor: { disconnect: [{ documentId: yuan?.documentId }] } } as never,
    });
    assert.deepEqual(await app.sql('select successor_id s from agencies where oid = $1', [MODA]), [
      { s: null },
    ]);
    const energy = await find('domain', 'energy');
    await assert.rejects(
      tag().clone({ documentId: energy.documentId, data: {} as never }),
      refusal('reference.code_taken'),
    );
    const pages = app.strapi.documents('api::page.page');
    const [apply] = await pages.findMany({ filters: { slug: 'apply' } as never });
    await assert.rejects(
      pages.update({ documentId: apply?.documentId ?? '', data: { slug: 'about' } as never }),
      refusal('reference.code_taken'),
    );
    const about = await pages.findMany({ filters: { slug: 'about' } as never });
    await pages.update({
      documentId: about[0]?.documentId ?? '',
      data: { slug: 'about', body: '新的說明' } as never,
      status: 'published',
    });
  });

  it('remembers what a renamed agency was called, and until when', async () => {
    const agencies = app.strapi.documents('api::agency.agency');
    const [found] = await agencies.findMany({
      filters: { oid: '2.16.886.101.20003.20067.20009' } as never,
    });
    const renamed = (await agencies.update({
      documentId: found?.documentId ?? '',
      data: { name: '國家文化資產署' } as never,
    })) as { formerNames?: { name: string; until: string }[] };
    assert.equal(renamed.formerNames?.length, 1);
    assert.equal(renamed.formerNames[0]?.name, '文化部文化資產局');
    assert.match(renamed.formerNames[0].until, /^\d{4}-\d\d-\d\d$/);
  });

  describe('npm run agencies:import', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'corpus-agencies-'));
    const whole = path.join(folder, 'whole.csv');
    const command = path.join(ROOT, 'dist/src/reference-data/import-agencies.js');
    const importFile = (file: string) =>
      run(process.execPath, [command, file], {
        env: { ...process.env, DATABASE_URL: app.databaseUrl },
      });
    before(() =>
      writeFileSync(
        whole,
        gunzipSync(
          readFileSync(path.join(ROOT, 'src/reference-data/data/agencies-2018-01-28.csv.gz')),
        ),
      ),
    );
    after(() => rmSync(folder, { recursive: true }));

    it('loads 8,189 agencies with parents from their OIDs in well under 15 seconds', async () => {
      const started = performance.now();
      const { stdout } = await importFile(whole);
      assert.ok(performance.now() - started < 15_000);
      assert.match(stdout, /新增 Added: 8184\b/);
      assert.match(stdout, /退回 Refused: 0/);
      const [row] = await app.sql(
        `select count(*)::int n, count(*) filter (where p.id is not null)::int placed,
           bool_and(p.id is null or a.oid like p.oid || '.%') "right"
         from agencies a left join agencies p on p.id = a.parent_id`,
      );
      assert.deepEqual(row, { n: 8190, placed: 7734, right: true });
      // No agency of that OID arc itself: the nearest one above it.
      const [deep] = await app.sql(
        `select p.oid from agencies a join agencies p on p.id = a.parent_id
         where a.oid = '2.16.886.101.20003.20001.20001.20014.20003'`,
      );
      assert.equal(deep?.oid, '2.16.886.101.20003.20001.20001');
    });

    it('keeps the name that an admin gave an agency since, and the parent an admin chose', async () => {
      const chosen = `update agencies set parent_id = (select id from agencies where oid = $1)
        where oid = '2.16.886.101.20003.20067.20001'`;
      await app.sql(chosen, [MODA]);
      const { stdout } = await importFile(whole);
      assert.match(stdout, /新增 Added: 0\n變更 Changed: 0[\s\S]*Placed below a parent: 0/);
      assert.match(
        stdout,
        /present name kept: 1\n {2}2\.16\.886\.101\.20003\.20067\.20009 國家文化資產署/,
      );
    });

    it('changes nothing the second time', async () => {
      const state = () =>
        app.sql(`select md5(string_agg(a::text, '' order by id)) from agencies a`);
      const before = await state();
      await importFile(whole);
      assert.deepEqual(await state(), before);
    });

    it('keeps the old name with its date, reports refused lines, and never deletes', async () => {
      const file = path.join(folder, 'change.csv');
      writeFileSync(
        file,
        '機關名稱,OID\n數位部,2.16.886.101.20003.20082\n無代碼,\n新機關,2.16.886.101.20003.20082.1\n',
      );
      const { stdout } = await importFile(file);
      assert.match(stdout, /20082 數位發展部 → 數位部/);
      assert.match(stdout, /第 3 行 line 3: OID 格式不正確/);
      const [moda] = await app.sql(
        `select name, former_names -> 0 ->> 'name' former from agencies where oid = $1`,
        [MODA],
      );
      assert.equal(moda?.name, '數位部');
      assert.equal(moda.former, '數位發展部');
      assert.equal((await app.sql('select count(*)::int n from agencies'))[0]?.n, 8191);
    });

    it('changes nothing and says why when the file is no such list', async () => {
      const file = path.join(folder, 'wrong.csv');
      writeFileSync(file, Buffer.from([0x41, 0xff, 0xff, 0x0a]));
      await assert.rejects(importFile(file), /neither UTF-8 nor Big5; nothing was changed/);
    });
  });

  it('has the whole list in the demo, read once', async () => {
    const started = performance.now();
    await loadDemoAgencies({ strapi: app.strapi });
    const first = performance.now() - started;
    assert.ok(first < 3_000, `${first} ms`);
    const again = performance.now();
    await loadDemoAgencies({ strapi: app.strapi });
    assert.ok(performance.now() - again < 100);
  });
});
