import type { Sentinel, SentinelNote } from '#lib/app/ports.ts';

const YEAR_S = 365 * 24 * 3600;

/**
 * A note outside IndexedDB that data once existed here: in localStorage and, because browsers
 * erase the two at different times, in a cookie of this site. No personal
 * content but the name of the last backup's file.
 */
export function createSentinel(profileId: string, base: string): Sentinel {
  const key = `plugtrack-sentinel-${profileId}`;
  // Unlike storage, cookies are shared by all ports of a host.
  const cookie = location.port ? `${key}-${location.port}` : key;
  return {
    read: () => parse(readStorage(key)) ?? parse(readCookie(cookie)),
    write(note) {
      const text = JSON.stringify(note);
      writeStorage(key, text);
      writeCookie(cookie, text, YEAR_S, base);
    },
    clear() {
      writeStorage(key, undefined);
      writeCookie(cookie, '', 0, base);
    },
  };
}

function parse(text: string | undefined): SentinelNote | undefined {
  if (!text) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    const { generation, firstSavedAt, lastBackup } = value as Partial<SentinelNote>;
    return typeof generation === 'string' && typeof firstSavedAt === 'number'
      ? { generation, firstSavedAt, ...(lastBackup && { lastBackup }) }
      : undefined;
  } catch {
    return undefined;
  }
}

// Storage may be forbidden altogether; the note is a help, not a condition.
function readStorage(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

function writeStorage(key: string, text: string | undefined): void {
  try {
    if (text === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    return;
  }
}

function readCookie(key: string): string | undefined {
  const start = `${key}=`;
  const found = document.cookie.split('; ').find((part) => part.startsWith(start));
  return found === undefined ? undefined : decodeURIComponent(found.slice(start.length));
}

function writeCookie(key: string, text: string, maxAgeS: number, base: string): void {
  document.cookie = `${key}=${encodeURIComponent(text)}; max-age=${String(maxAgeS)}; path=${base}/; samesite=strict`;
}
