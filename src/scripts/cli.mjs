#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { inProject, projectRoot } from './run.mjs';

/** Starts the command line, from a bundle that is made once and again when a source has changed. */

/** What the command line may import (see the floors), and what decides how it is bundled. */
const SOURCES = [
  'src/cli',
  'src/lib/domain',
  'src/lib/formats',
  'src/lib/worker',
  'src/scripts/build-cli.mjs',
  'package.json',
  'package-lock.json',
];

/**
 * Paths, sizes and times of change: older files put in place of newer ones count as a change, too.
 * @param {string} file
 * @returns {string[]}
 */
function marks(file) {
  const stats = statSync(inProject(file));
  if (!stats.isDirectory()) return [`${file} ${String(stats.size)} ${String(stats.mtimeMs)}`];
  return readdirSync(inProject(file)).flatMap((name) => marks(path.join(file, name)));
}

const key = createHash('sha256').update(SOURCES.flatMap(marks).sort().join('\n')).digest('hex');
const bundle = inProject(`.svelte-kit/cli/plugtrack-${key.slice(0, 16)}.mjs`);

if (!existsSync(bundle)) {
  // In a process of its own, whose output goes to standard error: ours belongs to the command.
  const { status } = spawnSync(process.execPath, [inProject('src/scripts/build-cli.mjs'), bundle], {
    cwd: projectRoot,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) {
    console.error('plugtrack: the command line could not be built');
    process.exit(1);
  }
}

// npm runs scripts in the project's folder; names of files are meant from where the person is.
const { npm_lifecycle_event: script, INIT_CWD: startedIn } = process.env;
if (script === 'cli' && startedIn !== undefined) process.chdir(startedIn);

const { main } =
  /** @type {{ main: (argv: readonly string[], version: string) => Promise<void> }} */ (
    await import(pathToFileURL(bundle).href)
  );
const { version } = /** @type {{ version: string }} */ (
  JSON.parse(readFileSync(inProject('package.json'), 'utf8'))
);
await main(process.argv.slice(2), version);
