import { build } from './build.mjs';
import { checkBundle } from './check-bundle.mjs';
import { checkLock } from './check-lock.mjs';
import { ensureInstalled } from './install.mjs';
import { runSteps, runTool } from './run.mjs';

/** Everything that can be judged without running the app. */

await ensureInstalled();
const failed = await runSteps([
  ['lock file', () => Promise.resolve(checkLock())],
  // Types and lint rules read what the framework generates.
  ['generated types', () => runTool('@sveltejs/kit/svelte-kit.js', ['sync'])],
  ['types', () => runTool('typescript/bin/tsc', ['--noEmit', '--project', '.'])],
  [
    'components',
    () => runTool('svelte-check/bin/svelte-check', ['--fail-on-warnings', '--output', 'human']),
  ],
  [
    'lint rules',
    () => runTool('eslint/bin/eslint.js', ['--config', 'tests/lint/eslint.config.js', '.']),
  ],
  [
    'import graph',
    () =>
      runTool('dependency-cruiser/bin/dependency-cruise.mjs', [
        '--config',
        'tests/lint/dependency-cruiser.cjs',
        'src',
      ]),
  ],
  ['unused files, exports and packages', () => runTool('knip/bin/knip.js', [])],
  [
    'layout of the text',
    () => runTool('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']),
  ],
  ['build', () => build()],
  ['size and offline list', () => Promise.resolve(checkBundle())],
]);
console.log(failed === undefined ? '\n✔ Everything is in order.' : `\n✘ Not in order: ${failed}.`);
process.exitCode = failed === undefined ? 0 : 1;
