import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { redact } from '../../src/service/redact';
import { chooseRequestId } from '../../src/service/request-context';

describe('a line of the log', () => {
  it('keeps the path of an address and loses its query string', () => {
    assert.equal(
      redact('GET /api/datasets?filters[agency]=1&token=x (3 ms) 200'),
      'GET /api/datasets?*** (3 ms) 200',
    );
    assert.equal(redact('see https://a.test/b?c=d'), 'see https://a.test/b?***');
  });

  it('loses tokens, passwords and the credentials of a connection string', () => {
    assert.equal(redact('Authorization: Bearer abc.def-ghi'), 'Authorization: Bearer ***');
    assert.equal(redact('jwt eyJhbGciOi.eyJzdWIi.c2ln'), 'jwt ***');
    assert.equal(redact('{"password":"hunter2"}'), '{"password":"***"}');
    assert.equal(
      redact('postgresql://app:s3cret@db:5432/corpus'),
      'postgresql://***@db:5432/corpus',
    );
  });

  it('loses e-mail addresses', () => {
    assert.equal(redact('to lin.dt@moda.gov.tw failed'), 'to ***@*** failed');
  });

  it('leaves ordinary sentences alone', () => {
    const text = 'Is it ready? Yes: 12 datasets, 3 ms, code review.stale_state';
    assert.equal(redact(text), text);
  });
});

describe('the id of a request', () => {
  it('is the one a proxy gave', () => {
    assert.equal(chooseRequestId('7f3c2a90-abc.1'), '7f3c2a90-abc.1');
  });

  it('is a new one where the given one is missing, short, long or could break a log line', () => {
    for (const given of [
      undefined,
      '',
      'short',
      'a'.repeat(101),
      'a b c d e f g',
      'x\n{"level":1}',
    ]) {
      assert.match(chooseRequestId(given), /^[0-9a-f-]{36}$/);
    }
  });
});
