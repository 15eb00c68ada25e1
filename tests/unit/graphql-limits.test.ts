import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from 'graphql';
import { costOf } from '../../src/graphql/cost';
import { depthOf } from '../../src/graphql/depth';
import { MAX_COST } from '../../src/graphql/server-options';

const cost = (query: string, variables = {}) => costOf(parse(query), variables);

describe('the limits of a GraphQL query', () => {
  it('allows a page of 100 datasets with all relations, and no more than a few of them', () => {
    const page = `datasets_connection(pagination: { pageSize: 100 }) { nodes { name agency { oid }
      licence { code } tags { code } files { name } contact { email } validity { permanent } } pageInfo { total } }`;
    assert.ok(cost(`{ ${page} }`) < MAX_COST / 2);
    assert.ok(
      cost(`{ a: ${page} b: ${page} c: ${page} d: ${page} e: ${page} f: ${page} }`) > MAX_COST,
    );
  });

  it('takes the page size from variables, and the largest where they leave it open', () => {
    const query = 'query($n: Int) { datasets(pagination: { pageSize: $n }) { agency { oid } } }';
    assert.ok(cost(query, { n: 1 }) < cost(query, { n: 50 }));
    assert.equal(cost(query), cost(query, { n: 100 }));
    assert.equal(cost(query, { n: 1_000_000 }), cost(query, { n: 100 }));
  });

  it('weighs what comes through fragments like what is written out', () => {
    const plain = '{ datasets { name tags { code } } }';
    const spread =
      '{ datasets { ...a } } fragment a on Dataset { name ...b } fragment b on Dataset { tags { code } }';
    assert.equal(cost(plain), cost(spread));
    assert.equal(depthOf(parse(plain)), depthOf(parse(spread)));
  });

  it('measures depth through fragments, once each, and survives cycles', () => {
    assert.equal(depthOf(parse('{ a { b { c } } }')), 3);
    const chain = Array.from(
      { length: 60 },
      (_, i) => `fragment f${i} on Q { ...f${i + 1} ...f${i + 1} }`,
    );
    assert.equal(depthOf(parse(`{ ...f0 } ${chain.join(' ')} fragment f60 on Q { a { b } }`)), 2);
    assert.equal(depthOf(parse('{ ...x } fragment x on Q { a { ...x } }')), 1);
    assert.equal(cost('{ ...x } fragment x on Q { a { ...x } }') > 0, true);
  });
});
