import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isEmail, isTaiwanPhone } from '../../../src/domain/dataset/contact-formats';
import {
  essence,
  hasForbiddenCharacters,
  merelyRepeats,
  normaliseText,
  splitKeywords,
} from '../../../src/domain/dataset/text';

describe('telephone numbers of Taiwan', () => {
  const RIGHT =
    '(02)-23800791|(02)23800791|02-2380-0791|02 2380 0791|0223800791|(037)-320111|037-320111|(049)2332161|082-325123|(0836)22381|0800-023-300|0912-345-678|0912345678|+886-2-2380-0791|+886 912 345 678|02-2380-0791#123|02-23800791 # 12|02-23800791 ext 5|02-23800791 ext.5|(02)2380-0791 轉 5678|02-23800791分機12|（02）２３８００７９１';
  for (const phone of RIGHT.split('|')) {
    it(`takes ${phone}`, () => {
      assert.equal(isTaiwanPhone(phone), true);
    });
  }
  const WRONG =
    '||12345|2380-0791|110|01-2345678|00-12345678|(02)|02-238|02-23800791234|+1-202-555-0100|02-23800791#|02-23800791#abc|02-2380-0791 x y|phone|(02-23800791|０|02--|0912-345-67a';
  for (const phone of WRONG.split('|')) {
    it(`refuses ${phone === '' ? 'nothing' : phone}`, () => {
      assert.equal(isTaiwanPhone(phone), false);
    });
  }

  it('answers any text in no time', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        (text) => typeof isTaiwanPhone(text) === 'boolean',
      ),
    );
    assert.equal(isTaiwanPhone(`02${'- '.repeat(50_000)}`), false);
  });
});

describe('e-mail addresses', () => {
  const RIGHT = "data@moda.gov.tw|a.b+c@x-y.example|o'neil@example.com|1@2.tw";
  for (const email of RIGHT.split('|')) {
    it(`takes ${email}`, () => {
      assert.equal(isEmail(email), true);
    });
  }
  const WRONG =
    '|data|data@|@moda.gov.tw|data@moda|a b@moda.gov.tw|a@b@moda.gov.tw|a@moda..tw|a..b@moda.gov.tw|a@-moda.tw|a@moda-.tw|a@moda.gov.tw\n|a@moda.gov.tw,b@moda.gov.tw|王@moda.gov.tw|a@moda.t|<a@moda.gov.tw>';
  for (const email of WRONG.split('|')) {
    it(`refuses ${JSON.stringify(email)}`, () => {
      assert.equal(isEmail(email), false);
    });
  }

  it('refuses one of more than 254 characters', () => {
    const host = `${'a'.repeat(60)}.`.repeat(4);
    assert.equal(isEmail(`x@${host}tw`), true);
    assert.equal(isEmail(`${'x'.repeat(20)}@${host}tw`), false);
  });
});

describe('texts', () => {
  it('are composed and trimmed', () => {
    assert.equal(normaliseText(' \u3000e\u0301\n'), 'é');
  });

  it('may hold tabs, line ends and any character, but no control character and no half of a pair', () => {
    for (const text of ['\t', '\n', '\r\n', '𠮷', '👩‍🔬', 'ā', '\u00a0']) {
      assert.equal(hasForbiddenCharacters(text), false, JSON.stringify(text));
    }
    for (const text of [
      '\u0000',
      '\u0007',
      '\u001b',
      '\u007f',
      '\ud842',
      'x\udfb7',
      '\udfb7\ud842',
    ]) {
      assert.equal(hasForbiddenCharacters(text), true, JSON.stringify(text));
    }
  });

  it('are compared without width, case, punctuation, spaces, and 臺 or 台', () => {
    assert.equal(essence('「臺灣」ＡＩ　語料 2026！'), essence('台灣ai語料２０２６'));
  });

  it('merely repeat a name where they add fewer than six characters to it', () => {
    const name = '領域資料標準';
    for (const text of [
      name,
      `${name}。`,
      `${name}${name}`,
      `本資料為${name}`,
      '領域 資料 標準（2）',
    ]) {
      assert.equal(merelyRepeats(text, name), true, text);
    }
    for (const text of ['涵蓋醫療與交通等領域的欄位格式。', `${name}涵蓋醫療與交通`, '', '標準']) {
      assert.equal(merelyRepeats(text, name), false, text);
    }
    assert.equal(merelyRepeats('年報', '年報'), true);
    assert.equal(merelyRepeats('年報，一百一十三年', '年報'), false);
    assert.equal(merelyRepeats('！！', '？？'), false);
  });

  it('give keywords without empty, repeated or untrimmed ones, however they are separated', () => {
    const anyWords = fc.array(fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(anyWords, anyWords, (one, other) => {
        const words = splitKeywords([one.join(','), other.join('，')]);
        assert.equal(new Set(words).size, words.length);
        for (const word of words) {
          assert.notEqual(word, '');
          assert.equal(word, normaliseText(word));
          assert.doesNotMatch(word, /[,，]/);
        }
        assert.deepEqual(splitKeywords(words), words);
      }),
    );
  });
});
