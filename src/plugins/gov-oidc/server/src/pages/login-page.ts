import { UNIT_TYPES, type UnitType } from '../../../../../domain/accounts/unit-types';
import { layout, words, type HelpLine, type Reader } from './layout';

function choice(reader: Reader, unitType: UnitType, open: boolean): string {
  const name = `<span class="choice-name">${words(reader, `accounts.login.${unitType}`)}</span>`;
  if (!open) {
    const why = words(reader, 'accounts.login.not_configured');
    return `<li><div class="off">${name}<span>${why}</span></div></li>`;
  }
  const hint = words(reader, `accounts.login.${unitType}_hint`);
  return `<li><a href="/login/start/${unitType}">${name}<span>${hint}</span></a></li>`;
}

/** 請選擇申請單位類型: one link for each type that has an identity provider. */
export function loginPage(
  reader: Reader,
  page: { open: readonly UnitType[]; help: HelpLine },
): string {
  const choices = UNIT_TYPES.map((type) => choice(reader, type, page.open.includes(type)));
  const heading = words(reader, 'accounts.login.heading');
  return layout(reader, {
    title: words(reader, 'accounts.login.title'),
    body: `<h1>${heading}</h1><ul class="choices">${choices.join('')}</ul>`,
    help: page.help,
  });
}
