import { readFileSync } from 'node:fs';
import { inProject } from './run.mjs';

/**
 * What the lock file must fulfil, so that `npm ci` works on every platform and nobody is served a
 * package from a private place.
 *
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {string} [resolved]
 * @property {string} [integrity]
 * @property {boolean} [dev]
 * @property {boolean} [link]
 * @property {boolean} [hasInstallScript]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [devDependencies]
 * @property {Record<string, string>} [optionalDependencies]
 *
 * @typedef {Record<string, LockedPackage>} LockedPackages path in node_modules → package
 */

const MOST_RUNTIME_PACKAGES = 20;

/** @param {string} path */
const nameIn = (path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/**
 * @param {LockedPackages} packages
 * @returns {string[]} what is wrong, in words; empty when all is well
 */
export function lockProblems(packages) {
  const root = packages[''] ?? {};
  const present = new Set(Object.keys(packages).map(nameIn));
  const problems = [];

  for (const [path, locked] of Object.entries(packages)) {
    // npm leaves out, without a word, what it cannot find: someone else's platform then fails.
    for (const name of Object.keys(locked.optionalDependencies ?? {})) {
      if (!present.has(name)) problems.push(`${path}: optional ${name} is not in the lock file`);
    }
    // An address would bind everyone to the host it was written from; the hash says what is meant.
    if (locked.resolved !== undefined && locked.link !== true) {
      problems.push(`${path}: names an address`);
    }
    if (path !== '' && locked.link !== true && locked.integrity === undefined) {
      problems.push(`${path}: has no hash`);
    }
  }

  for (const [name, range] of Object.entries({ ...root.dependencies, ...root.devDependencies })) {
    if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(range)) problems.push(`${name}: ${range} is not exact`);
  }
  const runtime = Object.keys(root.dependencies ?? {});
  if (runtime.length > MOST_RUNTIME_PACKAGES) {
    problems.push(
      `${String(runtime.length)} run-time packages, allowed ${String(MOST_RUNTIME_PACKAGES)}`,
    );
  }
  return [...problems, ...doubledRuntimePackages(packages)];
}

/** @param {LockedPackages} packages */
function doubledRuntimePackages(packages) {
  /** @type {Map<string, string[]>} */
  const shipped = new Map();
  for (const [path, { dev, version = '' }] of Object.entries(packages)) {
    if (path === '' || dev === true) continue;
    shipped.set(nameIn(path), [...(shipped.get(nameIn(path)) ?? []), version]);
  }
  const used = reachableFromRuntime(packages);
  return [...shipped]
    .filter(([name, versions]) => versions.length > 1 && used.has(name))
    .map(([name, versions]) => `${name} would be bundled twice: ${versions.join(', ')}`);
}

/**
 * Names of the packages the app's own dependencies lead to. The compilers' and framework's helpers are
 * among their dependencies, but never reach the bundle; so they are not followed.
 * @param {LockedPackages} packages
 */
function reachableFromRuntime(packages) {
  const BUILD_TIME = new Set(['@sveltejs/kit', 'svelte']);
  const names = new Set();
  const queue = Object.keys(packages['']?.dependencies ?? {});
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    if (names.has(name)) continue;
    names.add(name);
    if (BUILD_TIME.has(name)) continue;
    queue.push(...Object.keys(packages[`node_modules/${name}`]?.dependencies ?? {}));
  }
  return names;
}

export function checkLock() {
  const { packages } = /** @type {{ packages: LockedPackages }} */ (
    JSON.parse(readFileSync(inProject('package-lock.json'), 'utf8'))
  );
  const problems = lockProblems(packages);
  for (const problem of problems) console.error(`✘ ${problem}`);
  return problems.length === 0 ? 0 : 1;
}
