import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '#scripts/run.mjs';

/**
 * Each rule is shown a text that breaks it, as if that text stood in the named file. A rule that has
 * gone quiet fails here. Types are left out: they need files that exist, and the compiler has its own
 * tests.
 */
const eslint = new ESLint({
  cwd: projectRoot,
  overrideConfigFile: 'tests/lint/eslint.config.js',
  overrideConfig: [
    {
      languageOptions: { parserOptions: { projectService: false, project: null, program: null } },
      rules: await withoutTypes(),
    },
  ],
});

async function withoutTypes(): Promise<Record<string, 'off'>> {
  const { default: ts } = await import('typescript-eslint');
  const { rules } = ts.configs.disableTypeChecked;
  return Object.fromEntries(Object.keys(rules ?? {}).map((rule) => [rule, 'off' as const]));
}

async function rulesBrokenBy(text: string, filePath: string): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath });
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
}

const FLOORS = 'boundaries/dependencies';
const SYNTAX = 'no-restricted-syntax';
const GLOBALS = 'no-restricted-globals';

/** [rule, what is planted, in which file] */
const planted: readonly (readonly [string, string, string])[] = [
  [FLOORS, "import { x } from '#lib/db/handle.ts'; x();", 'src/lib/domain/planted.ts'],
  [FLOORS, "import { x } from '#lib/formats/ids.ts'; x();", 'src/lib/domain/planted.ts'],
  [FLOORS, "import Dexie from 'dexie'; new Dexie('x');", 'src/lib/domain/planted.ts'],
  [FLOORS, "import { v7 } from 'uuid'; v7();", 'src/lib/domain/planted.ts'],
  [
    FLOORS,
    "import { readFileSync } from 'node:fs'; readFileSync('x');",
    'src/lib/domain/planted.ts',
  ],
  [FLOORS, "import { x } from '#lib/db/handle.ts'; x();", 'src/lib/formats/planted.ts'],
  [FLOORS, "import { wrap } from 'comlink'; wrap(self);", 'src/lib/db/planted.ts'],
  [FLOORS, "import { x } from '#lib/app/storage.ts'; x();", 'src/lib/db/planted.ts'],
  [FLOORS, "import { x } from '#lib/db/handle.ts'; x();", 'src/lib/worker/engine/planted.ts'],
  [FLOORS, "import { wrap } from 'comlink'; wrap(self);", 'src/lib/worker/engine/planted.ts'],
  [FLOORS, "import { x } from '#lib/app/ports.ts'; x();", 'src/lib/worker/engine/planted.ts'],
  [FLOORS, "import { x } from '#lib/db/handle.ts'; x();", 'src/lib/app/planted.ts'],
  [FLOORS, "import { x } from '#lib/worker/client.ts'; x();", 'src/lib/app/planted.ts'],
  [FLOORS, "import { x } from '#lib/app/trash-commands.ts'; x();", 'src/lib/platform/planted.ts'],
  [FLOORS, "import { x } from '#lib/app/compose.ts'; x();", 'src/lib/state/planted.svelte.ts'],
  [FLOORS, "import { x } from '#lib/db/handle.ts'; x();", 'src/lib/state/planted.svelte.ts'],
  [FLOORS, "import { x } from '#lib/state/theme.svelte.ts'; x();", 'src/lib/ui/planted.ts'],
  [FLOORS, "import { x } from '#lib/app/app.ts'; x();", 'src/lib/ui/planted.ts'],
  [FLOORS, "import Chart from 'chart.js/auto'; new Chart();", 'src/lib/ui/insights/planted.ts'],
  [FLOORS, "import { x } from '#lib/app/compose.ts'; x();", 'src/routes/sessions/+page.ts'],
  [FLOORS, "import { x } from '#lib/domain/money.ts'; x();", 'src/routes/sessions/+page.ts'],
  [FLOORS, "const part = import('#lib/db/handle.ts'); void part;", 'src/lib/ui/planted.ts'],
  [FLOORS, "export { x } from '#lib/db/handle.ts';", 'src/lib/ui/planted.ts'],
  [
    FLOORS,
    '<script lang="ts">import { x } from "#lib/db/handle.ts"; x();</script>',
    'src/lib/ui/Planted.svelte',
  ],
  [FLOORS, "import { x } from '#lib/state/toasts.svelte.ts'; x();", 'src/service-worker.ts'],
  ['boundaries/no-unknown-files', 'export const x = 1;', 'src/lib/attic/planted.ts'],
  ['no-restricted-imports', "import { x } from '../db/handle.ts'; x();", 'src/lib/ui/planted.ts'],
  ['no-restricted-imports', "import { x } from '../../src/lib/x.ts'; x();", 'tests/unit/p.test.ts'],
  ['svelte/no-at-html-tags', '{@html "<b>x</b>"}', 'src/lib/ui/Planted.svelte'],
  [SYNTAX, '<p style="color: red">x</p>', 'src/lib/ui/Planted.svelte'],
  [SYNTAX, "document.body.innerHTML = 'x';", 'src/lib/ui/planted.ts'],
  [SYNTAX, "document.body.insertAdjacentHTML('beforeend', 'x');", 'src/lib/ui/planted.ts'],
  ['no-eval', "eval('1');", 'src/lib/ui/planted.ts'],
  ['no-new-func', "new Function('return 1')();", 'src/lib/ui/planted.ts'],
  ['no-console', "console.log('x');", 'src/lib/ui/planted.ts'],
  ['@typescript-eslint/no-explicit-any', 'export let x: any;', 'src/lib/ui/planted.ts'],
  [
    '@typescript-eslint/ban-ts-comment',
    '// @ts-ignore\nexport let x = 1;',
    'src/lib/ui/planted.ts',
  ],
  [SYNTAX, 'export const now = new Date();', 'src/lib/domain/planted.ts'],
  [SYNTAX, 'export const now = Date.now();', 'src/lib/domain/planted.ts'],
  [SYNTAX, 'export const chance = Math.random();', 'src/lib/domain/planted.ts'],
  [SYNTAX, 'export const now = Temporal.Now.instant();', 'src/lib/domain/planted.ts'],
  [SYNTAX, 'export const text = (1).toLocaleString();', 'src/lib/domain/planted.ts'],
  [SYNTAX, "document.body.innerHTML = 'x';", 'src/lib/domain/planted.ts'],
  [GLOBALS, "export const x = new Intl.NumberFormat('de');", 'src/lib/domain/planted.ts'],
  [GLOBALS, 'export const x = navigator.onLine;', 'src/lib/domain/planted.ts'],
  [GLOBALS, 'export const x = window.name;', 'src/lib/domain/planted.ts'],
  [SYNTAX, "vi.mock('#lib/domain/money.ts');", 'tests/unit/planted.test.ts'],
  [SYNTAX, 'await page.waitForTimeout(100);', 'tests/e2e/planted.spec.ts'],
  [SYNTAX, "it.only('x', () => {});", 'tests/unit/planted.test.ts'],
  [SYNTAX, "it.skip('x', () => {});", 'tests/unit/planted.test.ts'],
  [SYNTAX, "test.describe.skip('x', () => {});", 'tests/e2e/planted.spec.ts'],
  [SYNTAX, "it('x', { retry: 3 }, () => {});", 'tests/unit/planted.test.ts'],
  ['max-lines', 'export {};\n'.repeat(401), 'src/lib/ui/planted.ts'],
];

describe('lint rules go red on what they forbid', () => {
  it.each(planted)('%s: %s in %s', async (rule, text, file) => {
    expect(await rulesBrokenBy(text, file)).toContain(rule);
  });
});

/** The same rules must let the ordinary thing pass, or they prove nothing above. */
const allowed: readonly (readonly [string, string])[] = [
  ['<p style:--share={0.5}>x</p>', 'src/lib/ui/A.svelte'],
  ["import { z } from 'zod/mini'; import { x } from './money.ts'; x(z);", 'src/lib/domain/a.ts'],
  [
    "import Dexie from 'dexie'; import { x } from '#lib/domain/money.ts'; x(Dexie);",
    'src/lib/db/a.ts',
  ],
  ["import type { X } from '#lib/app/ports.ts'; export type Y = X;", 'src/lib/worker/engine/a.ts'],
  ["import type { X } from '#lib/state/theme.svelte.ts'; export type Y = X;", 'src/lib/ui/a.ts'],
  ["import { x } from '#lib/db/handle.ts'; x();", 'src/lib/app/compose.ts'],
  ["import { x } from '#lib/app/compose.ts'; x();", 'src/routes/+layout.ts'],
  ["import { x } from '#lib/state/theme.svelte.ts'; x();", 'src/routes/sessions/+page.ts'],
  ["import { expose } from 'comlink'; expose({});", 'src/lib/worker/host.ts'],
];

describe('and let pass what they allow', () => {
  it.each(allowed)('%s in %s', async (text, file) => {
    const broken = await rulesBrokenBy(text, file);
    expect(broken.filter((rule) => /boundaries|restricted/.test(rule))).toEqual([]);
  });
});
