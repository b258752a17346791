import { expect, it } from 'vitest';
import type { TrashItem } from '#lib/app/facts.ts';
import { createFormatters, DEFAULT_DISPLAY } from '#lib/i18n/formatters.ts';
import { trashGroups } from '#lib/state/trash-items.ts';

const f = createFormatters(DEFAULT_DISPLAY);
const day = 86_400_000;
const now = Date.UTC(2026, 5, 30, 12);

const item = (table: TrashItem['table'], id: string, daysAgo: number, more: object): TrashItem => ({
  table,
  row: { id, createdAt: 0, updatedAt: 0, ...more },
  trashedAt: now - daysAgo * day,
});

it('groups what a person deleted, names it, and counts the days that are left', () => {
  const groups = trashGroups(
    [
      item('places', 'p', 1, { name: 'Harbour' }),
      item('settings', 'currency', 1, { value: 'EUR' }),
      item('sessions', 's', 29.5, {
        localDate: '2026-05-01',
        placeLabel: 'Market',
        energyWh: 9300,
      }),
      item('cars', 'c', 0, {}),
      item('attachments', 'a', 0, { createdAt: now, bytes: 210_400, sessionId: 's' }),
    ],
    {
      now,
      timeZone: 'Europe/London',
      f,
      unnamed: 'Without a name',
      photo: (added, bytes) => `${added}: ${String(bytes)}`,
    },
  );
  expect(groups.map(({ kind, entries }) => [kind, entries.map(({ title }) => title)])).toEqual([
    ['sessions', ['1 May 2026 · Market · 9.3\u00a0kWh']],
    ['attachments', ['30 Jun 2026: 210400']],
    ['cars', ['Without a name']],
    ['places', ['Harbour']],
  ]);
  expect(groups.flatMap(({ entries }) => entries.map(({ daysLeft }) => daysLeft))).toEqual([
    1, 30, 30, 29,
  ]);
  expect(groups[3]?.entries[0]?.deletedDate).toBe('2026-06-29');
});
