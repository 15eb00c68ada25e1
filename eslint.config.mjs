// @ts-check
import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import tseslint from 'typescript-eslint';

export default defineConfig(
  globalIgnores(['dist/', 'build/', '.data/', '.strapi/', 'types/generated/', 'tests/fixtures/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.{mjs,cjs,js}'],
    languageOptions: { globals: globals.node },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { project: 'tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      // A number in a text prints as one expects; String() around each hides the sentence.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `() => close()` is clearer than braces that only exist to drop the value.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // `const { secret: _left, ...rest }` says what is left out.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // Texts are counted and cut by code point here, never by grapheme: limits must not move.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // An async method without await still keeps the promise of its interface: errors as rejections.
      '@typescript-eslint/require-await': 'off',
      // "Deprecated" in openid-client only to make it stand out; needed for the demo on loopback.
      '@typescript-eslint/no-deprecated': [
        'error',
        { allow: [{ from: 'package', package: 'openid-client', name: 'allowInsecureRequests' }] },
      ],
      // Refusing NUL and other control characters in input is part of this service's work.
      'no-control-regex': 'off',
    },
  },
  // One program each: a file is looked for in its own only.
  {
    files: ['src/admin/**/*.{ts,tsx}', 'src/plugins/*/admin/**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { project: 'src/admin/tsconfig.json' } },
  },
  {
    files: ['tests/**/*.ts', 'bench/**/*.ts', 'examples/**/*.ts'],
    languageOptions: { parserOptions: { project: 'tests/tsconfig.json' } },
  },
  {
    files: ['src/plugins/gov-oidc/server/src/store/*.ts'],
    rules: {
      // Rows of knex are `any`; each query here names the type of its table's row.
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
  {
    files: ['src/plugins/*/admin/src/api/*.ts'],
    rules: {
      // RTK Query's way to say that a query takes no argument.
      '@typescript-eslint/no-invalid-void-type': 'off',
    },
  },
  {
    files: ['tests/**/*.ts', 'bench/**/*.ts', 'examples/**/*.ts'],
    rules: {
      // node:test collects what describe() and it() return by itself.
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', package: 'node:test', name: ['describe', 'it', 'suite', 'test'] },
          ],
        },
      ],
      // Answers over HTTP are `any`, on purpose: the assertions are what checks their shape.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      // What an answer's type promises is a claim here, not a fact.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // A test says what must be there; where it is not, the exception is the failure.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
