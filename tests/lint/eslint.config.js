import path from 'node:path';
import { fileURLToPath } from 'node:url';
import boundaries from 'eslint-plugin-boundaries';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';
import floorTable from './floors.cjs';
import svelteConfig from '../../svelte.config.js';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../..');

/** @param {string} place */
const asGlob = (place) => (place.endsWith('/') ? `${place}**` : place.replaceAll('+', '\\+'));

const floorOf = (/** @type {string[]} */ names) => ({ file: { categories: { anyOf: names } } });

/** @param {import('./floors.cjs').Floor} floor */
function policiesOf({ name, may, mayTypes = [], packages }) {
  const from = floorOf([name]);
  return [
    { from, allow: { to: floorOf(may) } },
    ...(mayTypes.length > 0
      ? [{ from, allow: { to: floorOf(mayTypes), dependency: { kind: 'type' } } }]
      : []),
    ...(packages.length > 0 ? [{ from, allow: { dependency: { source: packages } } }] : []),
  ];
}

/** Text that would become markup or code; the content policy refuses it too. */
const INJECTION = [
  {
    selector: 'AssignmentExpression > MemberExpression.left[property.name=/^(inner|outer)HTML$/]',
    message: 'Text becomes text: no innerHTML or outerHTML.',
  },
  {
    selector:
      'CallExpression:matches([callee.property.name="insertAdjacentHTML"], [callee.object.name="document"][callee.property.name=/^write(ln)?$/])',
    message: 'Text becomes text: no markup from strings.',
  },
];

/** The policy refuses style attributes; `style:` directives go through the object model and pass. */
const NO_STYLE_ATTRIBUTE = {
  selector: "SvelteAttribute[key.name='style']",
  message: 'No style attributes: the content policy blocks them. Use a class or style:name.',
};

const NO_MOCKS = {
  selector:
    "CallExpression[callee.object.name='vi'][callee.property.name=/^(mock|doMock|hoisted)$/]",
  message: 'Our own modules are tested as they are; pass fakes of clock, ids or files in.',
};
const NO_SLEEP = {
  selector: "CallExpression[callee.property.name='waitForTimeout']",
  message: 'Wait for a state, an event or a row, never for time.',
};
const NO_SKIPPED = {
  selector:
    'MemberExpression[object.name=/^(it|test|describe|suite)$/][property.name=/^(only|skip|todo|fixme|fails)$/]',
  message: 'A test runs or does not exist.',
};
const NO_MODIFIED_DESCRIBE = {
  selector:
    "MemberExpression[object.object.name='test'][object.property.name='describe'][property.name=/^(only|skip|fixme)$/]",
  message: 'A test runs or does not exist.',
};
const NO_RETRY = {
  selector:
    "Property[key.name='retries'] > Literal:not([value=0]), Property[key.name='retry'] > Literal:not([value=0])",
  message: 'A flaky test is a defect; it is not repeated until green.',
};

/** What would let a rule depend on the machine it runs on: clock, chance, locale and zone. */
const IMPURE = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'The domain knows no clock: pass the time in.',
  },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'The domain knows no clock: pass the time in.',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'The domain knows no chance: pass it in.',
  },
  {
    selector: "MemberExpression[object.name='Temporal'][property.name='Now']",
    message: 'The domain knows no clock: pass the time in.',
  },
  {
    selector: 'CallExpression[callee.property.name=/^toLocale(Date|Time)?String$/]',
    message: 'The domain knows no locale: words are made in i18n.',
  },
];
const IMPURE_GLOBALS = [
  'Intl',
  'navigator',
  'window',
  'document',
  'location',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'fetch',
  'crypto',
  'performance',
  'setTimeout',
  'setInterval',
  'process',
];

const NO_UPWARD_IMPORT = {
  regex: '(^|/)\\.\\.(/|$)',
  message: 'Across folders write #lib/…; within a folder ./…',
};

/**
 * @param {...{ selector: string, message: string }} selectors
 * @returns {import('eslint').Linter.RulesRecord}
 */
const restricted = (...selectors) => ({ 'no-restricted-syntax': ['error', ...selectors] });

export default defineConfig(
  {
    ignores: [
      '.svelte-kit/**',
      'build/**',
      'node_modules/**',
      'bench-results/**',
      'test-results/**',
      'tests/fixtures/**',
      'tests/lint/planted/**',
      // Served as it is, outside of the bundle and of the types.
      'static/**',
    ],
  },
  ...ts.configs.strictTypeChecked,
  ...ts.configs.stylisticTypeChecked,
  ...svelte.configs.recommended,
  ...svelte.configs.prettier,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: {
      globals: { ...globals.browser, ...globals.node, Temporal: 'readonly' },
      parserOptions: {
        projectService: true,
        tsconfigRootDir: root,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      eqeqeq: 'error',
      'no-eval': 'error',
      'no-implied-eval': 'off',
      '@typescript-eslint/no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-console': ['error', { allow: ['error', 'warn'] }],
      'max-lines': ['error', { max: 400 }],
      'no-restricted-imports': ['error', { patterns: [NO_UPWARD_IMPORT] }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: false, allowNullish: false },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      // The declared types are what index access says they are (noUncheckedIndexedAccess).
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: true },
      ],
      // Property access by brackets is what the compiler asks for on index signatures.
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      ...restricted(...INJECTION),
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      'svelte/no-at-html-tags': 'error',
      'svelte/no-target-blank': 'error',
      'svelte/button-has-type': 'error',
      'svelte/require-each-key': 'error',
      'svelte/prefer-const': 'error',
      'prefer-const': 'off',
      ...restricted(...INJECTION, NO_STYLE_ATTRIBUTE),
    },
  },
  {
    // Messages are a list: its length says nothing about how it is cut.
    files: ['src/lib/i18n/messages/**'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['src/**/*.{ts,svelte}'],
    plugins: { boundaries },
    settings: {
      'boundaries/root-path': root,
      'boundaries/include': ['src/**'],
      'boundaries/files': floorTable.floors.map(({ name, under }) => ({
        category: name,
        pattern: under.map(asGlob),
      })),
      'boundaries/files-single-match': true,
      'import/resolver': { [path.join(here, 'import-resolver.cjs')]: {} },
    },
    rules: {
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          checkAllOrigins: true,
          checkUnknownLocals: true,
          checkInternals: true,
          message: 'The floors of the house (tests/lint/floors.cjs) do not allow this import.',
          policies: floorTable.floors.flatMap(policiesOf),
        },
      ],
      'boundaries/no-unknown-files': 'error',
    },
  },
  {
    files: ['src/lib/domain/**'],
    rules: {
      ...restricted(...INJECTION, ...IMPURE),
      'no-restricted-globals': [
        'error',
        ...IMPURE_GLOBALS.map((name) => ({
          name,
          message: 'The domain is plain: no browser, no clock, no locale.',
        })),
      ],
    },
  },
  {
    files: ['src/scripts/**', 'src/cli/**', 'tests/bench/**', 'tests/support/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['tests/**/*.ts'],
    rules: {
      // A value that is not there throws, and that fails the test as it should.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Tests' own helpers stay beside them.
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '\\.\\./.*src/',
              message: 'The app is imported through #lib/… and #scripts/…',
            },
          ],
        },
      ],
      ...restricted(...INJECTION, NO_MOCKS, NO_SLEEP, NO_SKIPPED, NO_MODIFIED_DESCRIBE, NO_RETRY),
    },
  },
  {
    // The parser gives parameters of generic components' callbacks no type; svelte-check, which
    // fails on warnings, does and judges them.
    files: ['**/*.svelte'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unnecessary-type-arguments': 'off',
      '@typescript-eslint/no-redundant-type-constituents': 'off',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    rules: {
      // Addresses are made by ui/frame/link.ts, which resolves them below the base.
      'svelte/no-navigation-without-resolve': 'off',
      // A map that nobody watches is plain on purpose.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  {
    // Casts of JSDoc are seen by the compiler, not by these rules.
    files: ['**/*.{js,mjs,cjs}'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
    },
  },
  {
    files: ['tests/lint/*.{js,cjs}'],
    rules: { 'no-restricted-imports': 'off', '@typescript-eslint/no-require-imports': 'off' },
  },
);
