import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { describe as inWords } from '../../src/audit/report';
import { marks, startTrail, type AuditTrail } from '../support/audit-trail';

describe('the audit trail, verified', () => {
  let app: AuditTrail['app'];
  let last: AuditTrail['last'];
  let tampered: AuditTrail['tampered'];
  let heads: AuditTrail['heads'];
  before(async () => {
    ({ app, last, tampered, heads } = await startTrail());
  });
  after(() => app.close());

  it('finds nothing where nothing was touched, and says what it looked at', async () => {
    const verification = await tampered([]);
    assert.deepEqual(verification.findings, []);
    assert.deepEqual(verification.entries, { datasets: last, accounts: 3, members: 0, content: 0 });
    assert.equal(verification.datasets, 3);
    assert.equal(verification.separateOwner, true);
    assert.match(inWords(verification), /全部一致 Everything agrees/);
  });

  describe('finds and locates', () => {
    it('a changed column of an entry', async () => {
      const cases = {
        reason: `reason = '無'`,
        actor: 'actor = 999',
        to: `to_state = 'listed'`,
        at: `at = at - interval '1 day'`,
        details: `details = '{"inPlaceOfManager": true}'`,
      };
      for (const [field, change] of Object.entries(cases)) {
        const { findings } = await tampered(`update guard.audit_entry set ${change} where seq = 5`);
        const found = findings.find(({ code }) => code === 'audit.entry_changed');
        assert.deepEqual([found?.chain, found?.seq, found?.params?.field], ['datasets', 5, field]);
      }
    });

    it('a changed payload, although its hash was made anew', async () => {
      const payload = `replace(payload, 'agency-manager', 'platform-admin')`;
      const changed = `update guard.audit_entry set role = 'platform-admin', payload = ${payload}`;
      assert.deepEqual(marks(await tampered(`${changed} where seq = 2`)), [
        'audit.hash_wrong datasets 2',
      ]);
      const rehashed = `update guard.audit_entry
        set hash = encode(sha256(convert_to(previous || E'\\n' || payload, 'UTF8')), 'hex') where seq = 2`;
      assert.deepEqual(marks(await tampered([`${changed} where seq = 2`, rehashed])), [
        'audit.link_broken datasets 3',
      ]);
    });

    it('a removed entry', async () => {
      const { findings } = await tampered('delete from guard.audit_entry where seq in (4, 5)');
      const [first] = findings;
      assert.deepEqual(
        [first?.code, first?.seq, first?.params?.expected],
        ['audit.entries_missing', 4, '5'],
      );
    });

    it('a removed entry whose followers were renumbered', async () => {
      const found = marks(
        await tampered([
          'delete from guard.audit_entry where seq = 4',
          'update guard.audit_entry set seq = -seq where seq > 4',
          'update guard.audit_entry set seq = -seq - 1 where seq < 0',
          'update guard.audit_head set seq = seq - 1',
        ]),
      );
      assert.ok(found.includes('audit.link_broken datasets 4'), found.join());
      assert.ok(found.includes('audit.entry_renumbered datasets 4'), found.join());
    });

    it('an inserted entry', async () => {
      const found = marks(
        await tampered([
          'update guard.audit_entry set seq = -seq where seq >= 3',
          'update guard.audit_entry set seq = -seq + 1 where seq < 0',
          `insert into guard.audit_entry select 3, at, dataset, identifier, version, from_state, to_state,
             action, actor, role, agency, reason, details, payload, previous, hash
           from guard.audit_entry where seq = 2`,
          'update guard.audit_head set seq = seq + 1',
        ]),
      );
      assert.ok(found.includes('audit.entry_inserted datasets 3'), found.join());
      assert.ok(found.includes('audit.link_broken datasets 3'), found.join());
    });

    it('a head that was rolled back, a tail that was cut off, and a head without its chain', async () => {
      const rolledBack = `update guard.audit_head set seq = e.seq, hash = e.hash
        from guard.audit_entry e where e.seq = 5`;
      assert.deepEqual(marks(await tampered(rolledBack)), ['audit.head_rolled_back datasets 5']);
      const cut = marks(await tampered(`delete from guard.audit_entry where seq >= 6`));
      assert.equal(cut[0], 'audit.tail_removed datasets 6');
      assert.deepEqual(
        marks(await tampered(`update guard.audit_head set hash = repeat('1', 64)`)),
        ['audit.head_wrong datasets 7'],
      );
      assert.deepEqual(marks(await tampered('delete from guard.audit_head')), [
        'audit.head_missing datasets 7',
      ]);
    });

    it('a tail that was cut off together with the head, by the head kept elsewhere', async () => {
      // The deleted draft's own entries: nothing in the database disagrees with their absence.
      const cut = [
        'delete from guard.audit_entry where seq > 5',
        'update guard.audit_head set seq = e.seq, hash = e.hash from guard.audit_entry e where e.seq = 5',
      ];
      assert.deepEqual(marks(await tampered(cut)), []);
      assert.deepEqual(marks(await tampered(cut, await heads())), [
        'audit.kept_head_ahead datasets 6',
      ]);
    });

    it('a chain that was made anew from an entry on, by the head kept elsewhere', async () => {
      const anew = `do $$
        declare e guard.audit_entry; before text; begin
          select previous into before from guard.audit_entry where seq = 6;
          for e in select * from guard.audit_entry where seq >= 6 order by seq loop
            e.payload := replace(e.payload, '"provider"', '"system"');
            e.hash := encode(sha256(convert_to(before || E'\\n' || e.payload, 'UTF8')), 'hex');
            update guard.audit_entry set role = 'system', payload = e.payload, previous = before, hash = e.hash
            where seq = e.seq;
            before := e.hash;
          end loop;
          update guard.audit_head set hash = before;
        end $$`;
      const kept = await heads();
      assert.deepEqual(marks(await tampered(anew)), []);
      assert.deepEqual(marks(await tampered(anew, kept)), ['audit.kept_head_differs datasets 7']);
    });

    it('the same in the trail of accounts', async () => {
      const changed = `update guard.account_entry set role = 'platform-admin' where seq = 2`;
      assert.deepEqual(marks(await tampered(changed)), ['audit.entry_changed accounts 2']);
      assert.deepEqual(marks(await tampered('delete from guard.account_entry where seq = 1')), [
        'audit.entries_missing accounts 1',
      ]);
      assert.deepEqual(marks(await tampered('update guard.account_head set seq = 2')), [
        'audit.head_rolled_back accounts 2',
      ]);
    });
  });
});
