import { describe, expect, test } from 'vitest';
import { validateSetting } from '#lib/domain/setting-rules.ts';
import { validatePlace } from '#lib/domain/validate-place.ts';
import { validateSession } from '#lib/domain/validate-session.ts';
import { validateTariff } from '#lib/domain/validate-tariff.ts';
import { isAllWellFormed, isWellFormed } from '#lib/domain/well-formed.ts';
import { headerName } from '#lib/formats/csv/headers.ts';
import { readRecords } from '#lib/formats/csv/records.ts';

const HALVES = ['\ud83d', 'a\ude00', '\ude00\ud83d', 'home \ud83d home'];
const WHOLE = '😀 home';

const SESSION = {
  carId: 'c1',
  status: 'completed',
  localDate: '2026-06-30',
  timeZone: 'Europe/London',
  energyWh: 1000,
};
const codesOf = (result: { ok: boolean; error?: { fields?: readonly object[] } }) =>
  result.error?.fields ?? [];

describe('half a character', () => {
  test.each(HALVES)('is told from a whole one: %j', (half) => {
    expect([isWellFormed(half), isWellFormed(WHOLE)]).toEqual([false, true]);
    expect(isAllWellFormed({ a: [1, null, { b: half }] })).toBe(false);
    expect(isAllWellFormed({ [half]: 1 })).toBe(false);
    expect(isAllWellFormed({ a: [1, null, { [WHOLE]: WHOLE }] })).toBe(true);
  });

  test.each(['notes', 'network', 'placeLabel', 'source', 'importKey', 'placeId'])(
    'in the %s of a charge is refused by a code of its own',
    (field) => {
      const context = { today: '2026-07-01' };
      for (const half of HALVES) {
        const result = validateSession({ ...SESSION, [field]: half }, context);
        expect(codesOf(result)).toMatchObject([{ field, code: 'text/bad_character' }]);
      }
      expect(validateSession({ ...SESSION, [field]: WHOLE }, context).ok).toBe(true);
    },
  );

  test('in names, labels of a receipt, bands and settings is refused, too', () => {
    const [half = ''] = HALVES;
    const code = 'text/bad_character';
    expect(codesOf(validatePlace({ name: half }))).toMatchObject([{ field: 'name', code }]);
    const line = { kind: 'tax', amountMicros: 1, label: half };
    const cost = { basis: 'typed_total', currency: 'GBP', totalMicros: 1, lines: [line] };
    expect(codesOf(validateSession({ ...SESSION, cost }, { today: '2026-07-01' }))).toMatchObject([
      { field: 'cost.lines.0.label', code },
    ]);
    const bands = [{ label: half, from: '00:00', to: '07:00', pricePerKwhMicros: 1 }];
    const tariff = {
      name: 'Go',
      kind: 'home',
      currency: 'GBP',
      timeZone: 'Europe/London',
      validFrom: '2026-01-01',
      pricePerKwhMicros: 1,
      bands,
    };
    expect(codesOf(validateTariff(tariff))).toMatchObject([{ field: 'bands.0.label', code }]);
    expect(codesOf(validateSetting('homeAliases', ['home', half]))).toMatchObject([{ code }]);
    expect(validateSetting('homeAliases', ['home', WHOLE]).ok).toBe(true);
  });

  test('in a record of a file rejects that record alone', async () => {
    const text = `date,notes\n2026-01-01,${WHOLE}\n2026-01-02,half \ud83d\n2026-01-03,x\n`;
    const table = await readRecords(text, ',', {});
    expect(table.ok && [...table.value.refused]).toEqual([[3, 'row/bad_character']]);
  });

  test('is not made by cutting a long header', () => {
    expect(isWellFormed(headerName(`${'x'.repeat(299)}😀`))).toBe(true);
  });
});
