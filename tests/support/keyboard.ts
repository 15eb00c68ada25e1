/** A person who has a keyboard and no mouse. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

const FAR = 120;
/** A date is typed in three parts, and has a button. */
const STOPS_IN_A_FIELD = 4;

interface Focused {
  /** Name and words of what has the focus. */
  readonly name: string;
  /** Whether it is seen that it has the focus. */
  readonly visible: boolean;
  readonly where: string;
}

/** Between the last control and the first the focus is on the page itself, which has no name. */
const LOOK = `((element) => {
  if (element === document.body) return { name: '', visible: true, where: 'body' };
  const labelled = [...(element.labels ?? [])].map((label) => label.textContent).join(' ');
  const by = document.getElementById(element.getAttribute('aria-labelledby') ?? '')?.textContent ?? '';
  const name = element.getAttribute('aria-label') || by || labelled || element.textContent || element.name || '';
  const shown = (at) => {
    const style = getComputedStyle(at);
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== 'none';
  };
  const box = element.getBoundingClientRect();
  const inside = box.bottom > 0 && box.top < window.innerHeight && box.right > 0 && box.left < window.innerWidth;
  const after = getComputedStyle(element, '::after');
  const ring = after.content !== 'none' && after.borderStyle !== 'none' && parseFloat(after.borderWidth) >= 1;
  const style = getComputedStyle(element);
  return {
    name: name.replace(/\\s+/g, ' ').trim(),
    visible: inside && (shown(element) || shown(element.parentElement) || ring),
    where: element.localName + '#' + element.id + ' ' +
      [style.outlineStyle, style.outlineWidth, style.boxShadow, style.borderColor].join('|'),
  };
})`;

export function focused(page: Page): Promise<Focused> {
  return page.evaluate<Focused>(`${LOOK}(document.activeElement)`);
}

/**
 * Goes on with Tab until the focus is on what has this name; everything on the way must show that it
 * has the focus.
 *
 * @returns the names on the way.
 */
export async function tabTo(page: Page, name: string | RegExp, key = 'Tab'): Promise<string[]> {
  const way: string[] = [];
  while (way.length < FAR) {
    await page.keyboard.press(key);
    const now = await focused(page);
    way.push(now.name);
    if (now.name !== '')
      assert.ok(now.visible, `no focus to be seen at “${now.name}” ${now.where}`);
    if (typeof name === 'string' ? now.name === name : name.test(now.name)) return way;
  }
  return assert.fail(`“${String(name)}” is not reached: ${way.join(' → ')}`);
}

export async function pressOn(page: Page, name: string | RegExp, key = 'Enter'): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press(key);
}

/** Every control of the page, or of the dialog over it; of radio buttons the one that Tab leads to. */
const BEGIN = `(() => {
  const top = document.querySelector('[role=dialog], [role=alertdialog]') ?? document.body;
  const controls = [...top.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
    .filter((at) => at.tabIndex >= 0 && !at.disabled && at.checkVisibility({ visibilityProperty: true }))
    .filter((at) => !at.closest('[inert], [aria-hidden=true]'));
  const group = (at) => controls.filter((other) => other.type === 'radio' && other.name === at.name);
  const left = new Set(controls.filter((at) =>
    at.type !== 'radio' || at.checked || (group(at)[0] === at && !group(at).some(({ checked }) => checked))));
  const unseen = [];
  const arrived = ({ target }) => {
    if (!left.delete(target)) return;
    const { name, visible, where } = ${LOOK}(target);
    if (!visible) unseen.push('no focus to be seen at “' + name + '” ' + where);
  };
  document.addEventListener('focusin', arrived);
  window.endOfWalk = () => {
    document.removeEventListener('focusin', arrived);
    if (top === document.body) document.activeElement.blur();
    return [...unseen, ...[...left].map((at) => 'Tab does not reach “' + ${LOOK}(at).name + '”')];
  };
  window.leftOfWalk = () => left.size;
  return controls.length;
})()`;

/** What Tab does not reach, and what does not show that it has the focus. */
export async function outOfReach(page: Page): Promise<string[]> {
  const controls = await page.evaluate<number>(BEGIN);
  let left = controls;
  for (let pressed = 0; left > 0 && pressed < controls * STOPS_IN_A_FIELD;) {
    const presses = Math.max(left, STOPS_IN_A_FIELD);
    for (let count = 0; count < presses; count++) await page.keyboard.press('Tab');
    pressed += presses;
    left = await page.evaluate<number>('window.leftOfWalk()');
  }
  return page.evaluate<string[]>('window.endOfWalk()');
}
