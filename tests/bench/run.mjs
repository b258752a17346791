import process from 'node:process';
import { parseArgs } from 'node:util';
import { ensureChromium } from '#scripts/chromium.mjs';
import { ensureInstalled } from '#scripts/install.mjs';
import { projectRoot, inProject } from '#scripts/run.mjs';

/** Measures the built app against its budgets. Ends with 0 all within, 1 not, 2 wrong usage. */

const USAGE = `Usage: npm run bench -- [options]
  --only P05,P13     only the rows whose ids are listed
  --sizes 1k,10k     only these sizes of the log (1k, 10k, 100k); the largest stands for 100k
  --quick            fewer samples; sizes 1k,10k unless told otherwise
  --history          also writes the summary to tests/bench/history/`;
const SIZES = { '1k': 1_000, '10k': 10_000, '100k': 100_000 };

/** @param {string | undefined} text */
function list(text) {
  return text?.split(',').map((item) => item.trim());
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      sizes: { type: 'string' },
      quick: { type: 'boolean', default: false },
      history: { type: 'boolean', default: false },
    },
  });
  const names = list(values.sizes) ?? (values.quick ? ['1k', '10k'] : Object.keys(SIZES));
  const sizes = names.map((name) => {
    const size = Object.entries(SIZES).find(([key]) => key === name)?.[1];
    if (size === undefined) throw new Error(`unknown size: ${name}`);
    return size;
  });
  const only = list(values.only);
  const isSaid = only === undefined || only.every((id) => /^[A-Z]\d\d$/.test(id));
  if (!isSaid) throw new Error(`not a list of ids: ${values.only ?? ''}`);
  return {
    sizes: [...new Set(sizes)].sort((a, b) => a - b),
    quick: values.quick,
    history: values.history,
    ...(only && { only }),
  };
}

let options;
try {
  options = readOptions();
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  process.exit(2);
}
await ensureInstalled();
// Vite, once loaded, would otherwise call this development and build the app so, without its
// service worker.
process.env['NODE_ENV'] = 'production';
process.env['CHROMIUM_PATH'] ??= await ensureChromium();
// The rows share code with the app, which is TypeScript: Vite loads it as it builds it.
const { runnerImport } = await import('vite');
const { module } = /** @type {{ module: typeof import('./main.ts') }} */ (
  await runnerImport(inProject('tests/bench/main.ts'), {
    configFile: false,
    root: projectRoot,
    logLevel: 'error',
  })
);
try {
  process.exitCode = await module.runBench(options);
} catch (error) {
  if (!(error instanceof module.UnknownRow)) throw error;
  console.error(`${error.message}\n${USAGE}`);
  process.exitCode = 2;
}
