import { describe, expect, it } from 'vitest';
import { typedOf } from '#lib/domain/cost.ts';
import { priceSession } from '#lib/domain/pricing.ts';
import type { Cost, ReceiptLine, Session } from '#lib/domain/session.ts';
import { blankLine, type LineText, linesText } from '#lib/state/receipt-lines.ts';
import { readForm } from '#lib/state/session-reading.ts';
import { blankTexts, textsOf, type FormTexts, type TextForm } from '#lib/state/session-texts.ts';

const form: TextForm = {
  settings: { currency: 'GBP', distanceUnit: 'mi' },
  locale: 'en-GB',
  today: '2026-07-03',
  typed: (value, decimals) => String(Number(value.toFixed(decimals))),
};
const blank = { ...blankTexts('Europe/London'), carId: 'car', date: '2026-07-01', energy: '20' };

const lines = (...all: readonly (Partial<LineText> & Pick<LineText, 'kind'>)[]) =>
  linesText(all.map((line) => ({ ...blankLine(line.kind), ...line })));

function typedIn(texts: Partial<FormTexts>, stored?: Session) {
  const opened = stored && { session: stored, texts: textsOf(stored, form) };
  const base = opened?.texts ?? blank;
  const read = readForm({ ...base, ...texts }, form, opened ? { stored: opened } : {});
  if (!read.ok) return { fields: read.error.fields };
  return read.value;
}

/** The cost that would be frozen at a place without a price. */
function costOf(texts: Partial<FormTexts>): Cost | undefined {
  const read = typedIn(texts);
  if ('fields' in read) throw new Error(JSON.stringify(read.fields));
  const priced = priceSession({
    session: read.content,
    typed: read.typed,
    tariffs: [],
    settings: { currency: 'GBP', homeAliases: [] },
    placesById: new Map(),
  });
  return 'cost' in priced ? priced.cost : undefined;
}

const storedWith = (cost: Cost): Session => ({
  id: 'session',
  createdAt: 0,
  updatedAt: 0,
  carId: 'car',
  status: 'completed',
  localDate: '2026-06-30',
  timeZone: 'Europe/London',
  energyWh: 20_000,
  cost,
});

describe('a cost in another currency', () => {
  it.each([
    // 1 EUR = 0.8571 GBP: 12.34 € are 10.576614 £.
    [{ rate: '0.8571', rateIn: 'home' }, 10_576_614],
    // 1 GBP = 1.1667 EUR: 12.34 / 1.1667 = 10.57684066…
    [{ rate: '1.1667', rateIn: 'foreign' }, 10_576_841],
    [{ homeTotal: '10.58' }, 10_580_000],
    [{ homeTotal: '10.58', rate: '0.5', rateIn: 'home' }, 10_580_000],
  ] as const)('is converted as typed, exactly: %o', (typed, homeMicros) => {
    expect(costOf({ total: '12.34', currency: 'EUR', ...typed })).toEqual({
      basis: 'typed_total',
      currency: 'EUR',
      totalMicros: 12_340_000,
      inHomeCurrency: { currency: 'GBP', totalMicros: homeMicros },
    });
  });

  it('is converted whichever way its total comes about', () => {
    const home = { currency: 'EUR', rate: '0.5' };
    expect(costOf({ ...home, pricePerKwh: '0.60' })).toMatchObject({
      basis: 'typed_price',
      totalMicros: 12_000_000,
      inHomeCurrency: { currency: 'GBP', totalMicros: 6_000_000 },
    });
    const receipt = lines(
      { kind: 'energy', energy: '20', price: '0.59' },
      { kind: 'idle', amount: '2' },
    );
    expect(costOf({ ...home, lines: receipt })).toMatchObject({
      totalMicros: 13_800_000,
      inHomeCurrency: { totalMicros: 6_900_000 },
    });
    expect(costOf({ ...home, lines: lines({ kind: 'parking', amount: '4' }) })).toMatchObject({
      currency: 'EUR',
      totalMicros: 4_000_000,
      inHomeCurrency: { totalMicros: 2_000_000 },
    });
  });

  it('stays as it is without a rate, and is never the own one by accident', () => {
    const cost = costOf({ total: '12.34', currency: 'EUR' });
    expect(cost).toEqual({ basis: 'typed_total', currency: 'EUR', totalMicros: 12_340_000 });
    expect(costOf({ total: '12.34', currency: 'GBP', rate: '0.5' })).toEqual({
      basis: 'typed_total',
      currency: 'GBP',
      totalMicros: 12_340_000,
    });
  });

  it.each([
    [{ currency: 'EU' }, 'currency', 'cost/currency'],
    [{ currency: 'EUR', rate: '0' }, 'rate', 'cost/rate'],
    [{ currency: 'EUR', rate: '0.85 kWh' }, 'rate', 'number/unit'],
    [{ currency: 'EUR', homeTotal: '10 €' }, 'homeTotal', 'number/unit'],
  ])('tells beside the field what is wrong: %o', (texts, field, code) => {
    const read = typedIn({ total: '12', ...texts });
    expect('fields' in read && read.fields).toMatchObject([{ field, code }]);
  });

  const stored = storedWith({
    basis: 'typed_total',
    currency: 'EUR',
    totalMicros: 12_340_000,
    inHomeCurrency: { currency: 'GBP', totalMicros: 10_576_614 },
  });

  it('opens with its conversion and keeps it while nothing of it changes', () => {
    const texts = textsOf(stored, form);
    expect([texts.currency, texts.total, texts.homeTotal]).toEqual(['EUR', '12.34', '10.576614']);
    const read = typedIn({ notes: 'rain' }, stored);
    expect('typed' in read && read.typed).toEqual(typedOf(stored.cost));
  });

  it('loses the conversion that is taken out, and the currency with it', () => {
    const gone = typedIn({ homeTotal: '' }, stored);
    expect('typed' in gone && gone.typed).toStrictEqual({
      totalMicros: 12_340_000,
      currency: 'EUR',
      inHomeCurrency: undefined,
    });
    const own = typedIn({ currency: '', homeTotal: '' }, stored);
    expect('typed' in own && own.typed).toStrictEqual({
      totalMicros: 12_340_000,
      currency: 'GBP',
      inHomeCurrency: undefined,
    });
  });
});

describe('receipt lines of the form', () => {
  it('say the total by themselves, or beside a total that was typed', () => {
    const receipt = lines(
      { kind: 'energy', amount: '8' },
      { kind: 'idle', amount: '2' },
      { kind: 'discount', amount: '1.5' },
      { kind: 'tax', amount: '1.42' },
    );
    expect(costOf({ lines: receipt })).toMatchObject({
      basis: 'typed_total',
      totalMicros: 8_500_000,
    });
    expect(costOf({ lines: receipt, total: '9' })).toMatchObject({ totalMicros: 9_000_000 });
  });

  it('leave the energy unknown rather than work it out from a total with fees', () => {
    const texts = { energy: '', socTo: '80', total: '12', pricePerKwh: '0.5' };
    const alone = typedIn(texts);
    expect('content' in alone && alone.content.energyWh).toBe(24_000);
    const withFee = typedIn({ ...texts, lines: lines({ kind: 'idle', amount: '2' }) });
    expect('content' in withFee && withFee.content).not.toHaveProperty('energyWh');
    expect('content' in withFee && withFee.content).not.toHaveProperty('provenance');
  });

  it('can be taken out of a stored charge', () => {
    const line: ReceiptLine = { kind: 'energy', amountMicros: 8_000_000, typed: true };
    const stored = storedWith({
      basis: 'typed_total',
      currency: 'GBP',
      totalMicros: 8_000_000,
      lines: [line],
    });
    const same = typedIn({}, stored);
    expect('typed' in same && same.typed).toEqual({ currency: 'GBP', lines: [line] });
    const gone = typedIn({ lines: '' }, stored);
    expect('typed' in gone && gone.typed).toEqual({ currency: 'GBP', lines: [] });
  });
});
