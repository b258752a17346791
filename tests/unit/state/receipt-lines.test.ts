import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumLines } from '#lib/domain/cost.ts';
import { numberMarks } from '#lib/domain/number-text.ts';
import type { ReceiptLine } from '#lib/domain/session.ts';
import {
  blankLine,
  type LineText,
  lineTextOf,
  linesOf,
  linesText,
  readLines,
} from '#lib/state/receipt-lines.ts';

const typed = (value: number, decimals: number) => String(Number(value.toFixed(decimals)));
const form = { marks: numberMarks('en-GB'), locale: 'en-GB', currency: 'GBP', typed };

const read = (...lines: readonly (Partial<LineText> & Pick<LineText, 'kind'>)[]) =>
  readLines(linesText(lines.map((line) => ({ ...blankLine(line.kind), ...line }))), form);

describe('the lines of a receipt as typed', () => {
  it('are worked out from quantity and price, to the last micro', () => {
    const { lines, issues } = read(
      // 10.2 × 0.2019 = 2.05938
      { kind: 'energy', label: 'Night', energy: '10.2', price: '20.19p' },
      // 91 minutes at 1.5 p = 1.365
      { kind: 'time', minutes: '1h31m', price: '0.015' },
      { kind: 'session_fee', amount: '0.35' },
    );
    expect(issues).toEqual([]);
    expect(lines).toEqual([
      {
        kind: 'energy',
        label: 'Night',
        energyWh: 10_200,
        unitPriceMicros: 201_900,
        amountMicros: 2_059_380,
      },
      { kind: 'time', timeS: 5_460, unitPriceMicros: 15_000, amountMicros: 1_365_000 },
      { kind: 'session_fee', amountMicros: 350_000 },
    ]);
    expect(sumLines(lines)).toBe(3_774_380);
  });

  it('take the amount that is printed before the one that is worked out', () => {
    const { lines, readings } = read({
      kind: 'energy',
      energy: '10.2',
      price: '0.2019',
      amount: '2.06',
    });
    expect(lines[0]?.amountMicros).toBe(2_060_000);
    expect(readings[0]?.computedMicros).toBeUndefined();
  });

  it.each([
    // 25 minutes, 10 of them free, at 0.50: 7.50.
    [{ minutes: '25', grace: '10', price: '0.50' }, 900, 7_500_000],
    [{ minutes: '25', grace: '10', price: '0.50', cap: '5' }, 900, 5_000_000],
    [{ minutes: '25', grace: '10', price: '0.50', cap: '50' }, 900, 7_500_000],
    [{ minutes: '8', grace: '10', price: '0.50' }, 0, 0],
  ])('charge for idling beyond the free minutes, up to a cap: %o', (cells, timeS, micros) => {
    const { lines } = read({ kind: 'idle', ...cells });
    expect(lines).toEqual([
      { kind: 'idle', timeS, unitPriceMicros: 500_000, amountMicros: micros },
    ]);
  });

  it('take a discount off however it is typed, and set apart what is included', () => {
    const { lines } = read(
      { kind: 'energy', amount: '8' },
      { kind: 'idle', amount: '2' },
      { kind: 'discount', amount: '1.50' },
      { kind: 'tax', amount: '1.42' },
      { kind: 'subscription', label: 'Monthly pass', amount: '5.99' },
    );
    expect(sumLines(lines)).toBe(8_500_000);
    expect(lines.slice(2)).toEqual([
      { kind: 'discount', amountMicros: -1_500_000 },
      { kind: 'tax', included: true, amountMicros: 1_420_000 },
      { kind: 'session_fee', label: 'Monthly pass', included: true, amountMicros: 5_990_000 },
    ]);
    expect(read({ kind: 'discount', amount: '-1.50' }).lines[0]?.amountMicros).toBe(-1_500_000);
    const onTop = read(
      { kind: 'energy', amount: '8' },
      { kind: 'tax', amount: '1.60', onTop: true },
    );
    expect(sumLines(onTop.lines)).toBe(9_600_000);
  });

  it('say what is wrong in its own field, and leave that line out of the sum', () => {
    const { lines, issues } = read(
      { kind: 'energy', energy: 'x', price: '0.5' },
      { kind: 'parking', amount: '-3' },
      { kind: 'session_fee', label: 'Start' },
      { kind: 'time', minutes: '5' },
      { kind: 'energy', energy: '1001', price: '1' },
      { kind: 'parking', amount: '4' },
      { kind: 'tax' },
    );
    expect(issues.map(({ field, code }) => [field, code])).toEqual([
      ['lines.0.energy', 'number/unreadable'],
      ['lines.1.amount', 'cost/line_negative'],
      ['lines.2.amount', 'cost/line_missing'],
      ['lines.3.amount', 'cost/line_missing'],
      ['lines.4.energy', 'session/energy_range'],
    ]);
    expect(lines).toEqual([{ kind: 'parking', amountMicros: 4_000_000 }]);
  });

  it('stay what they were stored as while their texts stay', () => {
    const stored: ReceiptLine[] = [
      {
        kind: 'idle',
        label: 'After 22:00',
        timeS: 601.5,
        unitPriceMicros: 500_000,
        amountMicros: 5_000_001,
        typed: true,
        tariffId: 't',
      },
      { kind: 'tax', amountMicros: 0, typed: true },
    ];
    const text = linesText(stored.map((line) => lineTextOf(line, typed)));
    expect(readLines(text, form)).toMatchObject({ lines: stored, issues: [] });
    const [first, second] = linesOf(text);
    expect([first?.amount, second?.onTop]).toEqual(['5.000001', true]);
    const edited = linesText([{ ...first!, amount: '6' }]);
    expect(readLines(edited, form).lines).toEqual([
      { ...stored[0], timeS: 602, amountMicros: 6_000_000 },
    ]);
  });

  it('are none when their text is not one of ours', () => {
    for (const text of ['', '{', '[1,null,{"kind":"gift"}]', '{"kind":"tax"}']) {
      expect(readLines(text, form)).toEqual({ readings: [], lines: [], issues: [] });
    }
  });

  it('come back the same from their texts, and their sum is exact', () => {
    const amount = fc.integer({ min: 0, max: 1e12 });
    const line = fc.oneof(
      fc.record({ kind: fc.constant('energy' as const), amountMicros: amount }),
      fc.record({ kind: fc.constant('parking' as const), amountMicros: amount }),
      fc.record({
        kind: fc.constant('discount' as const),
        amountMicros: amount.map((micros) => 0 - micros),
      }),
      fc.record({
        kind: fc.constant('tax' as const),
        amountMicros: amount,
        included: fc.constant(true),
      }),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        // Without the stored line each amount is read from its text alone.
        const texts = lines.map((one) => {
          const text = { ...lineTextOf(one, (v, d) => v.toFixed(d)) };
          Reflect.deleteProperty(text, 'stored');
          return text;
        });
        const { lines: back } = readLines(linesText(texts), form);
        const sum = lines
          .filter(({ kind }) => kind !== 'tax')
          .reduce((total, { amountMicros }) => total + BigInt(amountMicros), 0n);
        expect(back.map(({ amountMicros }) => amountMicros)).toEqual(
          lines.map(({ amountMicros }) => amountMicros),
        );
        expect(BigInt(sumLines(back))).toBe(sum);
      }),
    );
  });
});
