import { inProject } from './run.mjs';

/** Name of the script that is fetched beside the first paint. */
export const DATA = 'data';

/**
 * Joins what the first screen needs into two scripts: what stands before the first paint, and the
 * data part that is fetched beside it. Left to itself the bundler cuts a chunk for each set of
 * routes that shares something; many small scripts zip worse and are asked for one after another.
 *
 * @typedef {{ importedIds?: readonly string[] }} Module
 * @typedef {{ getModuleInfo(id: string): Module | null }} Graph
 */

/**
 * All modules that these load by static imports.
 * @param {Graph} graph
 * @param {readonly string[]} roots
 */
function reachable(graph, roots) {
  /** @type {Set<string>} */
  const found = new Set();
  const queue = [...roots];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (found.has(id)) continue;
    const module = graph.getModuleInfo(id);
    if (!module) continue;
    found.add(id);
    queue.push(...(module.importedIds ?? []));
  }
  return found;
}

/**
 * @param {string} name
 * @param {readonly string[]} roots
 */
function nameFor(name, roots) {
  /** @type {Set<string> | undefined} */
  let members;
  return (/** @type {string} */ id, /** @type {Graph} */ graph) => {
    members ??= reachable(graph, roots);
    return members.has(id) ? name : null;
  };
}

/**
 * The groups of chunks for the bundler.
 * @param {string} scratchDir where the framework generates its entry
 */
export function firstChunks(scratchDir) {
  const before = [
    'node_modules/@sveltejs/kit/src/runtime/client/entry.js',
    `${scratchDir}/generated/client-optimized/app.js`,
    `${scratchDir}/generated/client-optimized/nodes/0.js`,
    `${scratchDir}/generated/client-optimized/nodes/2.js`,
  ].map(inProject);
  const beside = ['lib/app/compose.ts', 'routes/AppRoot.svelte', 'routes/HomePage.svelte'].map(
    (file) => inProject(`src/${file}`),
  );
  return {
    groups: [
      { name: nameFor('first', before), priority: 2 },
      { name: nameFor(DATA, beside), priority: 1 },
    ],
  };
}
