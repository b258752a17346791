import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { ensureInstalled } from './install.mjs';
import { inProject, projectRoot } from './run.mjs';

/**
 * Bundles the command line into the one file named by the argument: Node cannot run TypeScript in
 * all versions we support. Written under another name and renamed, so that two at once do no harm.
 */

const ENTRY = 'plugtrack.mjs';
const KEPT_MS = 86_400_000;

const [, , target = inProject('.svelte-kit/cli/plugtrack.mjs')] = process.argv;
await ensureInstalled();
const { build } = await import('vite');

const folder = path.dirname(target);
mkdirSync(folder, { recursive: true });
const scratch = mkdtempSync(path.join(folder, 'building-'));
const tsconfig = path.join(scratch, 'tsconfig.json');
try {
  // The project's own builds upon one that the framework may not have written yet.
  writeFileSync(tsconfig, '{"compilerOptions":{"target":"ES2023","verbatimModuleSyntax":true}}');
  await build({
    root: projectRoot,
    configFile: false,
    publicDir: false,
    tsconfig,
    logLevel: 'warn',
    // Everything in one file: it starts faster and does not need what is installed.
    ssr: { noExternal: true },
    build: {
      ssr: 'src/cli/main.ts',
      target: 'node20',
      outDir: scratch,
      rolldownOptions: { output: { entryFileNames: ENTRY, codeSplitting: false } },
    },
  });
  renameSync(path.join(scratch, ENTRY), target);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

// Bundles of former sources go, but not at once: another process may be about to start one.
for (const name of readdirSync(folder)) {
  const file = path.join(folder, name);
  const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Infinity);
  if (age > KEPT_MS) rmSync(file, { recursive: true, force: true });
}
