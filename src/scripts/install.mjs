import { readFileSync } from 'node:fs';
import { inProject, run } from './run.mjs';

/**
 * @typedef {{ version?: string, link?: boolean, optional?: boolean, devOptional?: boolean }} Locked
 * @param {string} file
 * @returns {Record<string, Locked> | undefined}
 */
function packagesIn(file) {
  try {
    const { packages } = /** @type {{ packages: Record<string, Locked> }} */ (
      JSON.parse(readFileSync(inProject(file), 'utf8'))
    );
    return packages;
  } catch {
    return undefined;
  }
}

/**
 * Compares what is installed with the lock file by content: times of files say nothing after a
 * checkout. Optional packages of other platforms are rightly absent.
 */
function isInstalled() {
  const wanted = packagesIn('package-lock.json');
  const present = packagesIn('node_modules/.package-lock.json');
  if (wanted === undefined || present === undefined) return false;
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    if (path === '') return true;
    const installed = present[path];
    if (installed === undefined) return optional === true || devOptional === true;
    return installed.version === version;
  });
}

/** Installs exactly what the lock file says, when it is not there yet. Ends the process on failure. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  console.log('Installing packages (npm ci) …');
  // Development packages are needed to build, also where NODE_ENV says production.
  if ((await run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'])) === 0) return;
  console.error('Packages could not be installed. Is there a connection? Try: npm ci');
  process.exit(1);
}
