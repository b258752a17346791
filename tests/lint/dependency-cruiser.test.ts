import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inProject } from '#scripts/run.mjs';

/**
 * A small house in a temporary folder, built once with every fault and once without, and judged by the
 * project's own rules.
 */

const PACKAGES = ['dexie', 'comlink', 'papaparse', 'chart.js', 'zod', 'svelte'];

const SOUND: Readonly<Record<string, string>> = {
  'src/lib/domain/money.ts': "import zod from 'zod';\nexport const money = zod;\n",
  'src/lib/formats/csv.ts':
    "import papa from 'papaparse';\nimport { money } from '#lib/domain/money.ts';\nexport const csv = [papa, money];\n",
  'src/lib/app/ports.ts':
    "import { money } from '#lib/domain/money.ts';\nexport type Port = typeof money;\n",
  'src/lib/db/handle.ts':
    "import dexie from 'dexie';\nimport type { Port } from '#lib/app/ports.ts';\nexport const handle: Port = dexie;\n",
  'src/lib/worker/host.ts':
    "import comlink from 'comlink';\nimport { handle } from '#lib/db/handle.ts';\nimport { csv } from '#lib/formats/csv.ts';\nexport const host = [comlink, handle, csv];\n",
  'src/lib/app/compose.ts':
    "import { handle } from '#lib/db/handle.ts';\nimport { host } from '#lib/worker/host.ts';\nexport const app = [handle, host];\n",
  'src/routes/+layout.ts': "import { app } from '#lib/app/compose.ts';\nexport const ssr = app;\n",
};

/** [rule, file, its text] */
const FAULTS: readonly (readonly [string, string, string])[] = [
  ['floor-domain', 'src/lib/domain/a.ts', "export { csv } from '#lib/formats/csv.ts';\n"],
  ['packages-domain', 'src/lib/domain/b.ts', "export { default } from 'svelte';\n"],
  ['floor-formats', 'src/lib/formats/a.ts', "export { handle } from '#lib/db/handle.ts';\n"],
  ['floor-db', 'src/lib/db/a.ts', "export { csv } from '#lib/formats/csv.ts';\n"],
  ['floor-engine', 'src/lib/worker/engine/a.ts', "export { handle } from '#lib/db/handle.ts';\n"],
  [
    'floor-engine-types-only',
    'src/lib/worker/engine/b.ts',
    "import * as ports from '#lib/app/ports.ts';\nexport const x = ports;\n",
  ],
  ['floor-app', 'src/lib/app/a.ts', "export { handle } from '#lib/db/handle.ts';\n"],
  ['floor-platform', 'src/lib/platform/a.ts', "export { app } from '#lib/app/compose.ts';\n"],
  ['floor-state', 'src/lib/state/a.svelte.ts', "export { app } from '#lib/app/compose.ts';\n"],
  ['floor-state-rules', 'src/lib/state/a.ts', "export { handle } from '#lib/db/handle.ts';\n"],
  ['floor-ui', 'src/lib/ui/a.ts', "export { app } from '#lib/app/compose.ts';\n"],
  ['floor-routes', 'src/routes/sessions/a.ts', "export { app } from '#lib/app/compose.ts';\n"],
  ['only-in-src/lib/db/', 'src/lib/app/b.ts', "export { default } from 'dexie';\n"],
  ['only-in-src/lib/worker/', 'src/lib/app/c.ts', "export { default } from 'comlink';\n"],
  ['only-in-src/lib/formats/', 'src/lib/app/d.ts', "export { default } from 'papaparse';\n"],
  ['only-in-src/lib/ui/charts/', 'src/lib/ui/b.ts', "export { default } from 'chart.js';\n"],
  [
    'domain-reaches-no-effects',
    'src/lib/domain/c.ts',
    "export { handle } from '#lib/db/handle.ts';\n",
  ],
  ['no-cycles', 'src/lib/domain/d.ts', "export * from './turn.ts';\n"],
  ['no-orphans', 'src/lib/domain/alone.ts', 'export const alone = 1;\n'],
  ['not-found', 'src/lib/domain/f.ts', "export * from './nowhere.ts';\n"],
  [
    'shipped-code-uses-no-development-package',
    'src/lib/app/e.ts',
    "export { default } from 'vitest';\n",
  ],
];

let house: string;

function write(file: string, text: string): void {
  const full = path.join(house, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, text);
}

interface Report {
  readonly summary: { readonly violations: readonly { rule: { name: string }; from: string }[] };
}

function judge(): readonly (readonly [string, string])[] {
  const output = execFileSync(
    process.execPath,
    [
      inProject('node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
      '--config',
      inProject('tests/lint/dependency-cruiser.cjs'),
      '--output-type',
      'json',
      'src',
    ],
    { cwd: house, encoding: 'utf8', maxBuffer: 2 ** 26 },
  );
  const report = JSON.parse(output) as Report;
  return report.summary.violations.map(({ rule, from }) => [rule.name, from] as const);
}

beforeAll(() => {
  house = mkdtempSync(path.join(tmpdir(), 'plugtrack-house-'));
  write(
    'tsconfig.json',
    '{ "compilerOptions": { "module": "esnext", "moduleResolution": "bundler" } }',
  );
  const dependencies = Object.fromEntries(PACKAGES.map((name) => [name, '1.0.0']));
  write(
    'package.json',
    JSON.stringify({
      type: 'module',
      imports: { '#lib/*': './src/lib/*' },
      dependencies,
      devDependencies: { vitest: '1.0.0' },
    }),
  );
  for (const name of [...PACKAGES, 'vitest']) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }));
    write(`node_modules/${name}/index.js`, 'export default {};\n');
  }
  for (const [file, text] of Object.entries(SOUND)) write(file, text);
});

afterAll(() => {
  rmSync(house, { recursive: true, force: true });
});

describe('the rules over the whole graph', () => {
  it('find nothing in a sound house, and every planted fault', () => {
    expect(judge()).toEqual([]);
    for (const [, file, text] of FAULTS) write(file, text);
    write('src/lib/domain/turn.ts', "export * from './d.ts';\n");
    const found = judge();
    for (const [rule, file] of FAULTS) expect(found, rule).toContainEqual([rule, file]);
  });
});
