import type { Page } from 'playwright-core';

/** Where a text or the button of the notice that is shown lies outside of the window or under something. */
export function noticeFaults(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(FAULTS);
}

const FAULTS = `(() => {
  const notice = document.querySelector('[data-sonner-toast]');
  const wrong = [];
  const inside = (box, what) => {
    if (box.left < 0 || box.right > window.innerWidth || box.top < 0 || box.bottom > window.innerHeight) {
      wrong.push(what + ': ' + [box.left, box.top, box.right, box.bottom].map(Math.round).join(' ') +
        ' in ' + window.innerWidth + ' x ' + window.innerHeight);
    }
  };
  const texts = document.createTreeWalker(notice, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    // The button's own name is for the ear.
    if (node.parentElement.closest('button')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) inside(box, 'text');
  }
  const close = notice.querySelector('button');
  const box = close.getBoundingClientRect();
  inside(box, 'button');
  const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  if (!close.contains(at)) wrong.push('the button lies under ' + (at ? at.localName : 'nothing'));
  return wrong;
})()`;
