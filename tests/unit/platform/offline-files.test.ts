import { describe, expect, it } from 'vitest';
import {
  cacheName,
  cachesToDelete,
  isFileAddress,
  isPageInsteadOfFile,
  pageFile,
  policyOf,
} from '#lib/platform/offline-files.ts';

const entries = [
  { url: 'index.html', revision: 'sha256-a' },
  { url: 'sessions.html', revision: 'sha256-b' },
];

describe('names of caches', () => {
  it('differ for each list of files, even under one version number, and for each scope', () => {
    const changed = [entries[0] ?? { url: '', revision: '' }, { url: 'x', revision: 'sha256-c' }];
    const names = [
      cacheName('/', '1.0.0', entries),
      cacheName('/', '1.0.0', changed),
      cacheName('/', '1.0.1', entries),
      cacheName('/plugtrack/', '1.0.0', entries),
    ];
    expect(new Set(names).size).toBe(4);
    expect(cacheName('/', '1.0.0', [...entries])).toBe(names[0]);
  });
});

describe('caches to delete when a version takes over', () => {
  it('keeps the current one and the two versions before it', () => {
    const all = ['v1', 'v2', 'v3', 'v4'];
    expect(cachesToDelete(all, all, 'v4')).toEqual(['v1']);
  });

  it('a half-filled cache is deleted and takes nobody’s place', () => {
    expect(cachesToDelete(['v1', 'v2', 'cut', 'v4'], ['v1', 'v2', 'v4'], 'v4')).toEqual(['cut']);
  });

  it('keeps the current one wherever it stands in the order', () => {
    const all = ['v4', 'v1', 'v2', 'v3'];
    expect(cachesToDelete(all, all, 'v4')).toEqual(['v1']);
  });
});

describe('which file answers a navigation', () => {
  const listed = new Set(['index.html', 'sessions.html']);
  it.each([
    ['', 'index.html'],
    ['sessions', 'sessions.html'],
    ['sessions/', 'sessions.html'],
    ['sessions/018f-42', 'index.html'],
    ['never/heard/of', 'index.html'],
  ])('%s → %s', (path, file) => {
    expect(pageFile(path, listed)).toBe(file);
  });

  it.each([
    ['sessions', false],
    ['sessions/018f-42', false],
    ['v1.2/page', false],
    ['service-worker.js', true],
    ['icons/icon.svg', true],
  ])('%s is a file: %s', (path, expected) => {
    expect(isFileAddress(path)).toBe(expected);
  });

  it('a page is not taken for the script it was sent instead of', () => {
    expect(isPageInsteadOfFile('text/html; charset=utf-8', '_app/immutable/x.js')).toBe(true);
    expect(isPageInsteadOfFile('text/javascript', '_app/immutable/x.js')).toBe(false);
    expect(isPageInsteadOfFile('text/html', 'sessions.html')).toBe(false);
    expect(isPageInsteadOfFile(null, 'icons/icon.svg')).toBe(false);
  });
});

describe('the policy of a page', () => {
  it('is read from its meta element and completed', () => {
    const html = `<meta http-equiv="content-security-policy" content="default-src 'none'">`;
    expect(policyOf(html)).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(policyOf('<title>x</title>')).toBeUndefined();
  });
});
