import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { en, zhHant } from '../../src/plugins/review-workflow/admin/src/i18n/messages';
import { taiwanChinese } from '../../src/admin/i18n/taiwanChinese';
import { simplifiedIn } from '../support/simplified';

const placeholders = (text: string) =>
  [...text.matchAll(/\{(\w+)/g)].map(([, name]) => name).sort();

describe('the words of the panel', () => {
  it('has the same keys in both languages, and the same placeholders in each', () => {
    assert.deepEqual(Object.keys(en).sort(), Object.keys(zhHant).sort());
    for (const [key, text] of Object.entries(zhHant)) {
      assert.deepEqual(placeholders(text), placeholders(en[key as keyof typeof en]), key);
    }
  });

  it('leaves nothing in English in the Chinese, and nothing in Chinese in the English', () => {
    for (const [key, text] of Object.entries(zhHant)) {
      assert.match(text.replace(/\{\w+\}/g, '').trim(), /[\p{Script=Han}]|^\W*$|^Token$/u, key);
    }
    for (const [key, text] of Object.entries(en)) assert.doesNotMatch(text, /\p{Script=Han}/u, key);
  });

  it('writes Traditional Chinese only', () => {
    for (const [key, text] of Object.entries({ ...zhHant, ...taiwanChinese })) {
      assert.deepEqual(simplifiedIn(text), [], `${key}: ${text}`);
    }
  });
});
