import { afterEach, expect, it } from 'vitest';
import type { App } from '#lib/app/app.ts';
import type { BackupStatus } from '#lib/app/backups-port.ts';
import { frame } from '#lib/i18n/messages/en/frame.ts';
import { createFormatters, DEFAULT_DISPLAY } from '#lib/i18n/formatters.ts';
import { type DueBackup, followDueBackup } from '#lib/state/backup-notice.svelte.ts';
import { frameNotices } from '#lib/ui/frame/notices.ts';
import { FakeBackups } from './backup-fake.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 6, 1, 12);
const LAST = {
  id: 'b',
  at: NOW - 23 * DAY,
  name: 'b.zip',
  bytes: 1,
  encrypted: true,
  verified: 'read-back',
  counts: {},
} as const;

afterEach(() => {
  localStorage.clear();
});

/** What the frame is told on 1 July 2026, of a log whose first car was added so many days before. */
async function told(
  changes: Partial<BackupStatus>,
  { isSample = false, days = 30 } = {},
): Promise<readonly (DueBackup | undefined)[]> {
  const backups = new FakeBackups();
  backups.status = { ...backups.status, ...changes };
  const answers: (DueBackup | undefined)[] = [];
  const cars = Promise.resolve([{ createdAt: NOW - days * DAY }]);
  followDueBackup(
    {
      backups,
      clock: { now: () => NOW, timeZone: () => 'Europe/London', today: () => '2026-07-01' },
      facts: { read: { all: () => cars } },
      profiles: { current: { id: 'p', isSample } },
    } as unknown as App,
    (due) => answers.push(due),
  );
  await cars;
  return answers;
}

it('reminds of a backup of 23 days ago after 25 changes, until it is put away', async () => {
  const [due] = await told({ last: LAST, changesSince: 25 });
  expect(due?.lastDate).toBe('2026-06-08');
  due?.dismiss();
  expect(await told({ last: LAST, changesSince: 90 })).toEqual([undefined]);
});

it('does not remind of few changes, of a fresh backup, or of sample data', async () => {
  expect(await told({ last: LAST, changesSince: 24 })).toEqual([undefined]);
  expect(await told({ last: { ...LAST, at: NOW - DAY }, changesSince: 99 })).toEqual([undefined]);
  expect(await told({ last: LAST, changesSince: 99 }, { isSample: true })).toEqual([]);
});

it('counts from the first car where there never was a backup', async () => {
  const [due] = await told({ changesSince: 25 });
  expect(due?.lastDate).toBeUndefined();
  expect(due?.dismiss).toBeDefined();
  expect(await told({ changesSince: 25 }, { days: 3 })).toEqual([undefined]);
});

it('stands in the status line with a way to the screen', () => {
  const t = frame(createFormatters(DEFAULT_DISPLAY));
  const ondismiss = (): void => undefined;
  const backupDue = { last: '23 days ago', href: '/backup', ondismiss };
  expect(frameNotices({ backupDue }, t)).toEqual([
    {
      id: 'backup',
      text: 'Last backup 23 days ago',
      link: { label: 'Back up', href: '/backup' },
      ondismiss,
    },
  ]);
  const never = frameNotices({ backupDue: { href: '/backup', ondismiss } }, t);
  expect(never.map(({ text }) => text)).toEqual(['There is no backup of your log yet']);
});
