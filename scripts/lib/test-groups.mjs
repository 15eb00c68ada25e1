// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { inRoot } from './paths.mjs';

/**
 * Test files that share a process, by folder. Loading the service takes longer than many a file takes:
 * the second one in a process finds it loaded, and starts it on a database of its own.
 *
 * @type {Readonly<Record<string, number>>}
 */
const TOGETHER = { unit: 30, api: 10, integration: 4 };
/** It takes three times as long as any other: begun last, it would be waited for at the end. */
const LONGEST = path.join('tests', 'browser', 'screens.test.ts');
/** Fewer than this are run by somebody who looks at them: each in a process of its own. */
const FEW = 12;

/**
 * What node:test is given to run: the test files themselves, or files in `folder` that load several of
 * them. Browsers and storms, which wait a lot, alternate with groups, which compute; pure code last,
 * which is the shortest and evens the end of the run out.
 *
 * @param {readonly string[]} files Relative to the project.
 * @param {string} folder
 * @returns {string[]}
 */
export function groupTests(files, folder) {
  if (files.length < FEW) return [...files];
  const kinds = new Map(Object.keys(TOGETHER).map((kind) => [kind, /** @type {string[]} */ ([])]));
  const alone = files.filter((file) => {
    const group = kinds.get(file.split(path.sep)[1] ?? '');
    group?.push(file);
    return group === undefined;
  });
  const groups = [...kinds].flatMap(([kind, members]) => {
    const count = Math.ceil(members.length / (TOGETHER[kind] ?? 1));
    return Array.from({ length: count }, (_, at) => {
      const file = path.join(folder, `${kind}-${String(at + 1)}.cjs`);
      const mine = members.filter((_member, index) => index % count === at);
      fs.writeFileSync(
        file,
        mine.map((name) => `require(${JSON.stringify(inRoot(name))});\n`).join(''),
      );
      return file;
    });
  });
  const rest = alone.filter((file) => file !== LONGEST).reverse();
  const longest = alone.filter((file) => file === LONGEST);
  return alternate([...longest, ...rest], groups.reverse());
}

/**
 * One of each in turn while there are both, then what is left of the first, and the last of the second.
 *
 * @param {readonly string[]} first
 * @param {readonly string[]} second
 */
function alternate(first, second) {
  const last = second.slice(-1);
  const others = second.slice(0, -1);
  const turns = Math.max(first.length, others.length);
  const pairs = Array.from({ length: turns }, (_, at) => [
    ...first.slice(at, at + 1),
    ...others.slice(at, at + 1),
  ]);
  return [...pairs.flat(), ...last];
}
