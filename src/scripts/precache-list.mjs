import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * What the service worker must hold: every built file, as an address relative to the scope and the
 * hash of its bytes. A hash, and not a revision label, because the browser then refuses a file that
 * does not belong to this build (half-finished upload, error page in place of a script).
 */

/** Folders of the framework's output that end up at the root of the site. */
const SITE_FOLDERS = ['client/', 'prerendered/pages/', 'prerendered/dependencies/'];

/**
 * Built files that are not needed offline, with the reason. `npm run check` compares the build with
 * the list in the service worker and accepts no other gap.
 * @type {ReadonlyArray<{ file: string, reason: string }>}
 */
export const NOT_PRECACHED = [
  { file: 'service-worker.js', reason: 'kept by the browser itself' },
  { file: '_app/version.json', reason: 'asked for online only, to learn of a newer version' },
  { file: '404.html', reason: 'the host serves it; offline the shell of Home answers' },
  { file: 'robots.txt', reason: 'for search engines' },
  { file: 'kill-sw.js', reason: 'put in place of the service worker in an emergency' },
];

/** @param {string} outputPath path below the framework's output folder */
function siteAddress(outputPath) {
  const folder = SITE_FOLDERS.find((candidate) => outputPath.startsWith(candidate));
  return folder === undefined ? undefined : outputPath.slice(folder.length);
}

/**
 * Turns the entries found in the framework's output into `{url, revision: 'sha256-…'}`, sorted.
 * @param {ReadonlyArray<{ url: string }>} entries
 * @param {string} outputFolder
 */
export async function precacheList(entries, outputFolder) {
  const skipped = new Set(NOT_PRECACHED.map(({ file }) => file));
  const list = await Promise.all(
    entries.map(async (entry) => {
      const url = siteAddress(entry.url);
      if (url === undefined || skipped.has(url)) return [];
      const bytes = await readFile(path.join(outputFolder, entry.url));
      const revision = `sha256-${createHash('sha256').update(bytes).digest('base64')}`;
      return [{ url, revision, size: bytes.length }];
    }),
  );
  return list.flat().sort((a, b) => (a.url < b.url ? -1 : 1));
}
