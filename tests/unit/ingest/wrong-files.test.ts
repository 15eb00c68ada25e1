import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { messages } from '../../../src/messages';
import { wrongOdts } from '../../fixtures/wrong-files/odt';
import { wrongPdfs } from '../../fixtures/wrong-files/pdf';
import { wrongTexts } from '../../fixtures/wrong-files/text';
import { judge } from '../../support/ingest';

const all = [...wrongPdfs, ...wrongOdts, ...wrongTexts];

describe('wrong files', () => {
  it('are 150 or more', () => assert.ok(all.length >= 150, String(all.length)));

  for (const file of all) {
    it(`${JSON.stringify(file.name.slice(0, 20))}, ${file.family}: ${file.code}`, async () => {
      const content = file.make();
      const outcome = await judge(file.name, content);
      assert.equal(outcome.code, file.code);
      if (file.code !== 'accepted') {
        assert.ok(messages['zh-Hant'][file.code], 'a Chinese sentence');
        assert.ok(messages.en[file.code], 'an English sentence');
      }
    });
  }
});
