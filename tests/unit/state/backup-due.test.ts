import { describe, expect, it } from 'vitest';
import { isBackupDue } from '#lib/state/backup-due.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 6, 1);
const after = (days: number, changesSince: number, dismissedDaysAgo?: number): boolean =>
  isBackupDue({
    now: NOW,
    since: NOW - days * DAY,
    changesSince,
    ...(dismissedDaysAgo !== undefined && { dismissedAt: NOW - dismissedDaysAgo * DAY }),
  });

describe('a backup is due', () => {
  it('after 7 days with 25 changes, and not before', () => {
    expect(after(7, 25)).toBe(true);
    expect(after(6.99, 25)).toBe(false);
    expect(after(7, 24)).toBe(false);
    expect(after(400, 0)).toBe(false);
  });

  it('not within 7 days of being put away', () => {
    expect(after(30, 100, 6.99)).toBe(false);
    expect(after(30, 100, 7)).toBe(true);
    // A backup made since counts from itself.
    expect(after(3, 100, 20)).toBe(false);
  });

  it('never while nobody knows when the log began', () => {
    expect(isBackupDue({ now: NOW, changesSince: 100 })).toBe(false);
  });
});
