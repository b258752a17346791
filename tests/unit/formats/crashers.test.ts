import { expect, it } from 'vitest';
import { readImport } from '#lib/formats/csv/read-import.ts';

const HEADER =
  'Session ID,Session started,Session ended,Actual charging time (s),Total energy (kWh),Initial state of charge (%),Final state of charge (%)';

/** Texts that once made a reader throw. They stay here. */
it.each([
  ['a letter in place of a digit of the month', '2026-İ6-02T22:31:00Z'],
  ['a letter in place of a digit of the day', '2026-06-0xT22:31:00Z'],
])('refuses a row with %s, and only that row', async (_, started) => {
  const good = 'u2,2026-06-04T22:31:00Z,2026-06-05T05:10:00Z,17880,26.5,34,80';
  const bad = `u1,${started},2026-06-03T05:10:00Z,17880,26.5,34,80`;
  const bytes = new TextEncoder().encode(`${HEADER}\n${bad}\n${good}\n`);
  const reading = await readImport(
    bytes,
    { timeZone: 'Europe/London', currency: 'GBP' },
    { today: '2026-07-01' },
  );
  expect(reading).toMatchObject({
    ok: true,
    value: {
      rejected: [{ row: 2, code: 'row/bad_date', column: 'Session started' }],
      drafts: [{ row: 3, content: { energyWh: 26_500 } }],
    },
  });
});
