import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { DATA } from './first-chunks.mjs';
import { NOT_PRECACHED } from './precache-list.mjs';
import { inProject } from './run.mjs';

/**
 * The size of what is built, and whether all of it is kept for offline use. Exact, no timing.
 *
 * @typedef {object} Chunk an entry of Vite's manifest
 * @property {string} file
 * @property {string} [src]
 * @property {string} [name]
 * @property {boolean} [isDynamicEntry]
 * @property {string[]} [imports]
 * @property {string[]} [dynamicImports]
 *
 * @typedef {Record<string, Chunk>} Manifest
 * @typedef {object} Build
 * @property {Manifest} manifest
 * @property {readonly string[]} initial scripts that the first page asks for by itself
 * @property {string[]} files paths below the site
 * @property {(file: string) => number} size in bytes as sent: text zipped, pictures as they are
 * @property {readonly string[]} precached
 *
 * @typedef {{ id: string, what: string, value: number, limit: number, unit: 'kB' | 'files' }} Row
 */

const KB = 1024;
const BUDGETS_KB = {
  firstRoute: 60,
  withData: 110,
  route: 40,
  charts: 80,
  worker: 160,
  styles: 32,
  precache: 850,
};

const isScript = (/** @type {Chunk | undefined} */ chunk) => chunk?.file.endsWith('.js') ?? false;

/**
 * Files that must load before this chunk can run: itself and its static imports.
 * @param {Manifest} manifest
 * @param {readonly string[]} keys
 */
function closure(manifest, keys) {
  /** @type {Set<string>} */
  const files = new Set();
  const seen = new Set();
  const queue = [...keys];
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    const chunk = manifest[key];
    if (chunk === undefined || seen.has(key)) continue;
    seen.add(key);
    if (isScript(chunk)) files.add(chunk.file);
    queue.push(...(chunk.imports ?? []));
  }
  return files;
}

/**
 * The framework numbers its route modules; what they re-export tells which route it is.
 * @param {string} source
 */
function nameOf(source) {
  const file = inProject(source);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return /src\/routes\/([^"']*)/.exec(text)?.[1] ?? path.basename(source);
}

/**
 * @param {Build} build
 * @returns {Row[]}
 */
export function bundleRows({ manifest, initial, files, size, precached }) {
  const keys = Object.keys(manifest);
  const keysOf = (/** @type {RegExp} */ pattern) =>
    keys.filter((key) => pattern.test(manifest[key]?.file ?? ''));
  const total = (/** @type {Iterable<string>} */ some) =>
    [...some].reduce((sum, file) => sum + size(file), 0) / KB;
  /** @type {(id: string, what: string, value: number, limit: number) => Row} */
  const kB = (id, what, value, limit) => ({ id, what, value, limit, unit: 'kB' });

  const first = new Set(initial);
  const dataKeys = keys.filter((key) => manifest[key]?.name === DATA && isScript(manifest[key]));
  if (dataKeys.length === 0) throw new Error('the build has no data part to measure');
  const data = closure(manifest, dataKeys);
  const before = new Set([...first, ...data]);
  const beyond = (/** @type {readonly string[]} */ some) =>
    [...closure(manifest, some)].filter((file) => !before.has(file));

  const routes = keysOf(/nodes\/\d+\./).map((key) =>
    kB('S03', `route ${nameOf(manifest[key]?.src ?? key)}`, total(beyond([key])), BUDGETS_KB.route),
  );
  const charts = keys
    .filter((key) => key.startsWith('src/lib/ui/charts/') && manifest[key]?.isDynamicEntry)
    .map((key) => kB('S03', `charts ${key}`, total(beyond([key])), BUDGETS_KB.charts));
  const workers = files
    .filter((file) => /_app\/immutable\/workers\/.*\.js$/.test(file))
    .map((file) => kB('S03', file, total([file]), BUDGETS_KB.worker));

  const kept = new Set(precached);
  const exempt = new Set(NOT_PRECACHED.map(({ file }) => file));
  const forgotten = files.filter((file) => !kept.has(file) && !exempt.has(file));
  return [
    kB('S01', 'before the first paint', total(first), BUDGETS_KB.firstRoute),
    kB('S02', 'until the dashboard is right', total(before), BUDGETS_KB.withData),
    ...routes,
    ...charts,
    ...workers,
    kB(
      'S03',
      'all styles',
      total(files.filter((file) => file.endsWith('.css'))),
      BUDGETS_KB.styles,
    ),
    {
      id: 'S03',
      what: 'web fonts',
      value: files.filter((file) => /\.(woff2?|ttf|otf)$/.test(file)).length,
      limit: 0,
      unit: 'files',
    },
    kB('S04', 'everything kept for offline use', total(precached), BUDGETS_KB.precache),
    {
      id: 'S05',
      what: `not kept: ${forgotten.join(', ') || 'none'}`,
      value: forgotten.length,
      limit: 0,
      unit: 'files',
    },
  ];
}

/** @param {string} site */
export function readBuild(site) {
  const files = readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      path.relative(site, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'),
    );
  const page = readFileSync(path.join(site, 'index.html'), 'utf8');
  const scripts = page.matchAll(/<(?:link href|script src)="\/([^"]+\.js)"/g);
  const worker = readFileSync(path.join(site, 'service-worker.js'), 'utf8');
  const list = /\[(?:\{"revision":"sha256-[^"]+","url":"[^"]+"\},?)+\]/.exec(worker)?.[0] ?? '[]';
  const entries = /** @type {{ url: string }[]} */ (JSON.parse(list));
  return {
    manifest: /** @type {Manifest} */ (
      JSON.parse(readFileSync(inProject('.svelte-kit/output/client/.vite/manifest.json'), 'utf8'))
    ),
    initial: [...scripts].map(([, file = '']) => file),
    files,
    size: (/** @type {string} */ file) => {
      const bytes = readFileSync(path.join(site, file));
      return /\.(png|webp|ico)$/.test(file) ? bytes.length : gzipSync(bytes).length;
    },
    precached: entries.map(({ url }) => url),
  };
}

export function checkBundle() {
  const rows = bundleRows(readBuild(inProject('build')));
  for (const { id, what, value, limit, unit } of rows) {
    const figures = `${unit === 'kB' ? value.toFixed(1) : String(value)} of ${String(limit)} ${unit}`;
    console.log(`${value <= limit ? '✔' : '✘'} ${id} ${what}: ${figures}`);
  }
  return rows.every(({ value, limit }) => value <= limit) ? 0 : 1;
}
