import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ensureBuilt } from '#scripts/build.mjs';
import { projectRoot } from '#scripts/run.mjs';

/** Inside the framework's own scratch folder: packages resolve from there, and git ignores it. */
const BUILDS = '.svelte-kit/builds';

/**
 * A build with its own version name or base path; made once and kept until the sources change.
 * Test workers take turns, since one may need what another is just building.
 */
export async function builtSite(name: string, settings: { version?: string; base?: string } = {}) {
  const folder = `${BUILDS}/${name}`;
  const lock = path.join(projectRoot, `${folder}.lock`);
  mkdirSync(path.dirname(lock), { recursive: true });
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      await pause(200);
    }
  }
  try {
    return await ensureBuilt({ folder, ...settings });
  } finally {
    rmSync(lock, { recursive: true });
  }
}

/** A copy of a build that a test may damage. */
export function copyOf(site: string, name: string): string {
  const copy = path.join(tmpdir(), `plugtrack-${String(process.pid)}-${name}`);
  rmSync(copy, { recursive: true, force: true });
  cpSync(site, copy, { recursive: true });
  return copy;
}
