import { describe, expect, it } from 'vitest';
import type { Session } from '#lib/domain/session.ts';
import { readForm } from '#lib/state/session-reading.ts';
import { blankTexts, OTHER_PLACE, textsOf, type TextForm } from '#lib/state/session-texts.ts';

const form: TextForm = {
  settings: { currency: 'GBP', distanceUnit: 'mi' },
  locale: 'en-GB',
  today: '2026-07-03',
  typed: (value, decimals) => String(Number(value.toFixed(decimals))),
};

const blank = { ...blankTexts('Europe/London'), carId: 'car', date: '2026-07-01' };

/** 41,230.4 miles and a start with seconds: more than the fields of a form can show. */
const stored: Session = {
  id: 'session',
  createdAt: 0,
  updatedAt: 0,
  carId: 'car',
  status: 'completed',
  localDate: '2026-06-30',
  timeZone: 'Europe/London',
  // 30 June 23:15:42 and 3 July 07:00:10, British summer time.
  startedAt: Date.UTC(2026, 5, 30, 22, 15, 42),
  endedAt: Date.UTC(2026, 6, 3, 6, 0, 10),
  chargingS: 30_701,
  odometerM: 66_353_491,
  energyWh: 9_301,
  socFrom: 32.2,
  socTo: 80,
  placeLabel: 'Aunt May',
  provenance: { energyWh: 'measured', socTo: 'assumed' },
  cost: { basis: 'typed_total', currency: 'GBP', totalMicros: 1_234_567 },
};
const texts = textsOf(stored, form);
const opened = { session: stored, texts };

describe('the log form as a session', () => {
  it('opens and saves without changing what its fields can only show rounded', () => {
    const read = readForm(texts, form, { stored: opened });
    const notOfTheForm = { id: undefined, createdAt: undefined, updatedAt: undefined };
    expect(read).toEqual({
      ok: true,
      value: {
        content: { ...stored, ...notOfTheForm, cost: undefined },
        typed: { totalMicros: 1_234_567, currency: 'GBP' },
        warnings: [],
      },
    });
  });

  it('takes a changed figure as typed and keeps where the others come from', () => {
    const read = readForm({ ...texts, socTo: '79.5' }, form, { stored: opened });
    if (!read.ok) throw new Error(read.error.code);
    expect(read.value.content.socTo).toBe(79.5);
    expect(read.value.content.provenance).toEqual({ energyWh: 'measured' });
    expect(read.value.content.odometerM).toBe(66_353_491);
  });

  it('moves a stay of several days with its start', () => {
    const read = readForm({ ...texts, date: '2026-06-29' }, form, { stored: opened });
    if (!read.ok) throw new Error(read.error.code);
    const { startedAt, endedAt } = read.value.content;
    expect(startedAt).toBe(Date.UTC(2026, 5, 29, 22, 15));
    expect((endedAt ?? 0) - (startedAt ?? 0)).toBe(stored.endedAt! - stored.startedAt!);
  });

  it('reads one number with a date as all there is', () => {
    const read = readForm({ ...blank, energy: '9.3' }, form);
    expect(read).toEqual({
      ok: true,
      value: {
        content: {
          carId: 'car',
          status: 'completed',
          localDate: '2026-07-01',
          timeZone: 'Europe/London',
          energyWh: 9_300,
        },
        typed: {},
        warnings: [],
      },
    });
  });

  it('reads what only the form asks for, in the same units and with the same words', () => {
    const filled = {
      ...blank,
      peakPower: '48.5',
      batteryEnergy: '30.1 kWh',
      pluggedMinutes: '8h31m',
      preconditioningEvents: '2',
      placeId: OTHER_PLACE,
      placeLabel: ' Village hall ',
    };
    const read = readForm(filled, form);
    expect(read.ok && read.value.content).toMatchObject({
      peakPowerW: 48_500,
      batteryEnergyWh: 30_100,
      pluggedS: 30_660,
      preconditioningEvents: 2,
      placeLabel: 'Village hall',
    });
    const refused = readForm({ ...filled, peakPower: 'fast', energy: '9 mi' }, form);
    expect(refused).toEqual({
      ok: false,
      error: {
        code: 'session/invalid',
        fields: [
          { field: 'energy', code: 'number/unit', value: '9 mi' },
          { field: 'peakPower', code: 'number/unreadable', value: 'fast' },
        ],
      },
    });
  });

  it('remembers which figure was filled in for the person until it is typed over', () => {
    const fills = { energy: { text: '32.8', provenance: 'assumed' } } as const;
    const kept = readForm({ ...blank, energy: '32.8' }, form, { fills });
    expect(kept.ok && kept.value.content.provenance).toEqual({ energyWh: 'assumed' });
    const typed = readForm({ ...blank, energy: '33' }, form, { fills });
    expect(typed.ok && typed.value.content.provenance).toBeUndefined();
  });

  it('reads an amount in the currency it was paid in', () => {
    const foreign: Session = {
      ...stored,
      cost: { basis: 'typed_total', currency: 'EUR', totalMicros: 12_400_000 },
    };
    const shown = textsOf(foreign, form);
    const read = readForm({ ...shown, total: '€13' }, form, {
      stored: { session: foreign, texts: shown },
    });
    expect(read.ok && read.value.typed).toEqual({
      totalMicros: 13_000_000,
      currency: 'EUR',
    });
  });
});
