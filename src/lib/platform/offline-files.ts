/** The service worker's decisions, without its effects: which file answers which address. */

export interface PrecacheEntry {
  /** Address relative to the scope. */
  readonly url: string;
  /** Hash of the bytes in the form of Subresource Integrity, e.g. `sha256-…`. */
  readonly revision: string;
}

/** Answers every page that has no prerendered file of its own. */
export const SHELL = 'index.html';
const HASHED_FOLDER = '_app/immutable/';
const PREVIOUS_VERSIONS_KEPT = 2;

/** Caches of an installation share a prefix; the scope is in it because an origin may hold several. */
export function cachePrefix(scopePath: string): string {
  return `plugtrack-files:${scopePath}:`;
}

/**
 * One cache per build. The list's own fingerprint is in the name: two builds that carry the same
 * version number must never share a cache, or the running version would be overwritten in place.
 */
export function cacheName(
  scopePath: string,
  version: string,
  entries: readonly PrecacheEntry[],
): string {
  let fingerprint = 0x811c9dc5; // FNV-1a, 32 bit
  for (const character of entries.map(({ url, revision }) => `${url} ${revision}`).join('\n')) {
    fingerprint = Math.imul(fingerprint ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return `${cachePrefix(scopePath)}${version}:${fingerprint.toString(16).padStart(8, '0')}`;
}

/**
 * Caches to drop when a version takes over. Open tabs of the previous versions may still ask for
 * their chunks, so the two before it stay.
 * @param complete our caches that hold a finished version, oldest first
 * @param all all our caches
 */
export function cachesToDelete(
  all: readonly string[],
  complete: readonly string[],
  current: string,
): string[] {
  const previous = complete.filter((name) => name !== current).slice(-PREVIOUS_VERSIONS_KEPT);
  return all.filter((name) => name !== current && !previous.includes(name));
}

/** A last path segment with a dot is a file; addresses of pages never have one. */
export function isFileAddress(path: string): boolean {
  return /\.[^/]+$/.test(path);
}

/** Hashed names never change their content: a copy from an older version is as good. */
export function isHashed(path: string): boolean {
  return path.startsWith(HASHED_FOLDER);
}

/** The stored file that answers a navigation to `path` (relative to the scope). */
export function pageFile(path: string, listed: ReadonlySet<string>): string {
  const page = `${path.replace(/\/+$/, '')}.html`;
  return listed.has(page) ? page : SHELL;
}

/** The policy a page states about itself, with the part that only works as a header. */
export function policyOf(html: string): string | undefined {
  const policy = /<meta http-equiv="content-security-policy" content="([^"]*)"/i.exec(html)?.[1];
  return policy === undefined ? undefined : `${policy}; frame-ancestors 'none'`;
}

/**
 * Headers of a stored file. Hosts that cannot send headers are common, and the policy of a page does
 * not bind its worker scripts: both get it from here.
 */
export function storedHeaders(contentType: string, policy: string): Record<string, string> {
  return {
    'Content-Type': contentType,
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
  };
}

/** True when an answer cannot be the asset asked for: hosts like to send a page with status 200. */
export function isPageInsteadOfFile(contentType: string | null, path: string): boolean {
  return !path.endsWith('.html') && (contentType ?? '').startsWith('text/html');
}
