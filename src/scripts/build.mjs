import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { inProject, projectRoot, runTool } from './run.mjs';

/** What a build depends on. Tests and documents are not among it. */
const SOURCES = [
  'src',
  'static',
  'svelte.config.js',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
];

/**
 * Newest change below a path; folders count, so that a removed file is noticed.
 * @param {string} file
 * @returns {number} milliseconds
 */
function newestChange(file) {
  const stats = statSync(file);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return readdirSync(file).reduce(
    (newest, name) => Math.max(newest, newestChange(path.join(file, name))),
    stats.mtimeMs,
  );
}

/** @param {string} folder */
export function isBuildFresh(folder) {
  // The fallback page is the last file a build writes.
  const finished = statSync(path.join(folder, '404.html'), { throwIfNoEntry: false });
  if (finished === undefined) return false;
  return SOURCES.every((source) => newestChange(inProject(source)) <= finished.mtimeMs);
}

/**
 * Builds the site when the folder holds no build or an older one.
 * @param {{ folder?: string, version?: string, base?: string }} [options] folder below the project,
 *   version name and base path of the build; left out: the ordinary build
 * @returns {Promise<string>} absolute path of the site
 */
export async function ensureBuilt({ folder, version, base } = {}) {
  const site = path.join(projectRoot, folder ?? 'build');
  if (isBuildFresh(site)) return site;
  console.log(`Building ${folder ?? 'the app'} …`);
  const status = await build({ BUILD_DIR: folder, APP_VERSION: version, BASE_PATH: base });
  if (status !== 0) throw new Error(`the build of ${folder ?? 'the app'} failed`);
  return site;
}

/** @param {Record<string, string | undefined>} [settings] environment of the build */
export function build(settings = {}) {
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  return runTool('vite/bin/vite.js', ['build', '--logLevel', 'warn'], Object.fromEntries(given));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = await build();
}
