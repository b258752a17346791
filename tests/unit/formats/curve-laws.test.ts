import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CurvePoint } from '#lib/domain/session.ts';
import { validateSession } from '#lib/domain/validate-session.ts';
import { readCurve } from '#lib/formats/curve/read-curve.ts';

const TODAY = '2026-05-02';
const START = Date.UTC(2026, 4, 1, 13, 0);

const options = fc.record(
  {
    locale: fc.constantFrom('en-GB', 'de-DE', 'en-IN', 'fr-CH', 'ar-EG'),
    startedAt: fc.constantFrom(START, 0, START + 3_600_000),
    timeZone: fc.constantFrom('Europe/London', 'Asia/Kolkata', 'America/St_Johns'),
    leavesOutBad: fc.boolean(),
  },
  { requiredKeys: ['locale'] },
);

const cell = fc.oneof(
  fc.integer({ min: -10, max: 20_000 }).map(String),
  fc.double({ min: 0, max: 400, noNaN: true }).map((value) => value.toFixed(2)),
  fc.double({ min: 0, max: 400, noNaN: true }).map((value) => value.toFixed(1).replace('.', ',')),
  fc.constantFrom('', '-', 'n/a', '12:30', '0:05', '23:59:59', '1:00 PM', '50 kW', '20 %', '5 min'),
  fc.constantFrom('2026-05-01 14:00', '1.5.2026 14:00', '05/01/2026 14:00', '1777640400', '"1,5"'),
  fc.constantFrom('2026-10-25 01:30', '1e3', 'NaN', 'Infinity', '0x10', '9'.repeat(40), '"', '--1'),
);
/** Texts that come near a log: something of a header, a delimiter, and lines of odd cells. */
const nearly = fc
  .record({
    head: fc.constantFrom(
      '',
      'time;soc;power\n',
      'Zeit (min),SoC,Leistung (W)\n',
      'sep=;\n',
      '#\n',
    ),
    delimiter: fc.constantFrom(',', ';', '\t', ' ', '|'),
    end: fc.constantFrom('\n', '\r\n', '\r'),
    rows: fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 12 }),
  })
  .map(({ head, delimiter, end, rows }) => head + rows.map((row) => row.join(delimiter)).join(end));
const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.string(), nearly);

function issuesOf(curve: readonly CurvePoint[]) {
  const result = validateSession(
    {
      carId: 'car',
      status: 'completed',
      localDate: '2026-05-01',
      timeZone: 'Europe/London',
      energyWh: 1,
      curve,
    },
    { today: TODAY },
  );
  return result.ok ? [] : (result.error.fields ?? []);
}

it('never throws, and gives only curves that may be stored', () => {
  fc.assert(
    fc.property(anyText, options, (text, given) => {
      const result = readCurve(text, given);
      if (!result.ok) {
        expect(result.error.issues.length).toBeLessThanOrEqual(result.error.issueCount);
        return;
      }
      const { points } = result.value;
      expect(points.length).toBeGreaterThan(0);
      expect(issuesOf(points)).toEqual([]);
      for (const point of points) {
        const [second, soc, watts] = point;
        expect(Number.isInteger(second) && second >= 0).toBe(true);
        expect(Number.isInteger(watts)).toBe(true);
        expect(Math.round(soc * 10) / 10).toBe(soc);
      }
    }),
    { numRuns: 3000 },
  );
});

const curve = fc
  .array(
    fc.tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 0, max: 1000 }), fc.nat(350_000)),
    { minLength: 1, maxLength: 40 },
  )
  .map((steps) => {
    let second = -1;
    return steps.map(([step, tenths, watts]): CurvePoint => {
      second += step;
      return [second, tenths / 10, watts];
    });
  });

it('reads back what is written under a header, whatever the delimiter and the mark', () => {
  const style = fc.constantFrom(
    ...([',', ';', '\t', '|', ' '] as const).map((delimiter) => ({ delimiter, mark: '.' })),
    ...([';', '\t', '|', ' '] as const).map((delimiter) => ({ delimiter, mark: ',' })),
  );
  fc.assert(
    fc.property(curve, style, (points, { delimiter, mark }) => {
      const lines = points.map(([second, soc, watts]) =>
        [String(second), soc.toFixed(1).replace('.', mark), String(watts)].join(delimiter),
      );
      const header = ['seconds', 'soc', 'power_w'].join(delimiter);
      const result = readCurve([header, ...lines].join('\n'), { locale: 'en-GB' });
      expect(result).toMatchObject({ ok: true, value: { points } });
    }),
  );
});
