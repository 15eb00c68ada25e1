import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import ts from 'typescript';
import { OFFICER_ROLES } from '../../src/domain/access/roles';
import { menuFor, ROOT } from '../../src/plugins/review-workflow/admin/src/layout/menu';
import { routeOf, SCREENS } from '../support/screens';

const PROJECT = path.resolve(__dirname, '../..');
const PICTURES = path.join(PROJECT, 'docs/screens');
const LAYOUT = path.join(PROJECT, 'src/plugins/review-workflow/admin/src/layout');

describe('the list of screens', () => {
  const listed = new Set(SCREENS.map(routeOf));

  it('has an entry for every route of the panel', () => {
    const routes = readdirSync(LAYOUT)
      .filter((file) => file.endsWith('.tsx'))
      .flatMap((file) => pathsIn(path.join(LAYOUT, file)));
    assert.ok(routes.length > 10, `found ${routes.join(', ')} only`);
    assert.deepEqual(
      routes.filter((route) => ![...listed].some((address) => pattern(route).test(address))),
      [],
    );
  });

  it('has an entry for everything that a role finds in its menu', () => {
    const targets = OFFICER_ROLES.flatMap((role) => menuFor(role).flatMap(({ items }) => items));
    assert.deepEqual(
      targets.map(({ to }) => to).filter((to) => !listed.has(to)),
      [],
    );
  });

  it('names each screen once, and keeps a picture of each in docs/screens', () => {
    const names = SCREENS.map(({ name }) => name);
    assert.deepEqual([...new Set(names)], names);
    assert.deepEqual(
      names.filter((name) => !existsSync(path.join(PICTURES, `${name}.png`))),
      [],
      'npm run screens',
    );
  });
});

/** Any word or id may stand in the place of `:name`. */
const pattern = (route: string) => new RegExp(`^${route.replace(/:\w+/g, '[^/]+')}$`);

/** The addresses in `path="…"` and `path: '…'`; anything else that could be a path fails the count. */
function pathsIn(file: string): string[] {
  const found: string[] = [];
  const source = ts.createSourceFile(
    file,
    readFileSync(file, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const look = (node: ts.Node): void => {
    const named = ts.isJsxAttribute(node) || ts.isPropertyAssignment(node);
    if (named && node.name.getText() === 'path') {
      const value = node.initializer;
      if (value !== undefined && ts.isStringLiteral(value) && value.text !== '*') {
        found.push(`${ROOT}/${value.text}`);
      }
    }
    ts.forEachChild(node, look);
  };
  look(source);
  return found;
}
