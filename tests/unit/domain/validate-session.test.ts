import { describe, expect, test } from 'vitest';
import { SESSION_STATUSES } from '#lib/domain/session.ts';
import { statusChangeIssue } from '#lib/domain/session-status.ts';
import { validateSession } from '#lib/domain/validate-session.ts';

const today = '2026-06-30';
// 2026-06-01T10:00 in London, which is at +01:00.
const startedAt = Date.UTC(2026, 5, 1, 9);
const session = {
  carId: 'c',
  localDate: '2026-06-01',
  timeZone: 'Europe/London',
  energyWh: 10_000,
};

function issuesOf(change: Record<string, unknown>): string[] {
  const result = validateSession({ ...session, ...change }, { today });
  if (result.ok) return [];
  return (result.error.fields ?? []).map(({ field, code }) => `${field} ${code}`);
}

describe('a session', () => {
  test('is completed unless it says otherwise, and keeps unknown fields', () => {
    expect(validateSession({ ...session, weather: 'rain' }, { today })).toEqual({
      ok: true,
      value: { ...session, status: 'completed', weather: 'rain' },
    });
  });

  test.each([
    [{ energyWh: 0 }],
    [{ energyWh: undefined, socTo: 80 }],
    [{ energyWh: undefined, odometerM: 0 }],
    [{ energyWh: undefined, cost: { basis: 'typed_total', currency: 'GBP', totalMicros: 0 } }],
    [{ energyWh: undefined, status: 'active' }],
    [{ localDate: '2026-07-01' }],
    [{ localDate: '2027-01-01', status: 'planned' }],
    [{ startedAt, endedAt: startedAt }],
    [{ startedAt, endedAt: startedAt + 3_600_000, chargingS: 3660, pluggedS: 3660 }],
    [{ startedAt, endedAt: startedAt + 14 * 86_400_000 }],
    [{ socFrom: 32.2, socTo: 32.2 }],
    [
      {
        curve: [
          [0, 10, 50_000],
          [1, 10.26, 0],
        ],
      },
    ],
    [{ provenance: { energyWh: 'assumed' }, dismissedHints: ['new/hint'] }],
  ])('accepts %j', (change) => {
    expect(issuesOf(change)).toEqual([]);
  });

  test.each([
    ['carId', { carId: '' }, 'session/car'],
    ['status', { status: 'done' }, 'session/status'],
    ['localDate', { localDate: '2026-07-02' }, 'session/date'],
    ['localDate', { localDate: '2007-12-31' }, 'session/date'],
    ['localDate', { localDate: '1.6.2026' }, 'session/date'],
    ['startedAt', { startedAt: startedAt + 86_400_000 }, 'session/start'],
    ['startedAt', { startedAt: Date.UTC(2026, 4, 31, 22, 59) }, 'session/start'],
    ['endedAt', { startedAt, endedAt: startedAt - 1 }, 'session/end'],
    ['endedAt', { startedAt, endedAt: startedAt + 14 * 86_400_000 + 1 }, 'session/end'],
    ['timeZone', { timeZone: 'Mars/Olympus' }, 'session/zone'],
    ['chargingS', { chargingS: 0 }, 'session/charging_time'],
    ['chargingS', { chargingS: 100, pluggedS: 99 }, 'session/charging_time'],
    [
      'chargingS',
      { startedAt, endedAt: startedAt + 3_600_000, chargingS: 3661 },
      'session/charging_time',
    ],
    ['pluggedS', { pluggedS: 1_209_601 }, 'session/plugged_time'],
    ['odometerM', { odometerM: -1 }, 'session/odometer_range'],
    ['current', { current: 'ac' }, 'session/current'],
    ['ratedPowerW', { ratedPowerW: 99 }, 'session/power_range'],
    ['peakPowerW', { peakPowerW: 2_000_001 }, 'session/power_range'],
    ['placeId', { placeId: 5 }, 'session/place'],
    ['placeLabel', { placeLabel: 'x'.repeat(201) }, 'session/text_length'],
    ['network', { network: 'x'.repeat(81) }, 'session/text_length'],
    ['notes', { notes: 'x'.repeat(4001) }, 'session/text_length'],
    ['energyWh', { energyWh: 1_000_001 }, 'session/energy_range'],
    ['energyWh', { energyWh: NaN }, 'session/energy_range'],
    ['batteryEnergyWh', { batteryEnergyWh: 0 }, 'session/energy_range'],
    ['socTo', { socTo: 100.1 }, 'session/soc_range'],
    ['socFrom', { socFrom: 50.25 }, 'session/soc_range'],
    ['socTo', { socFrom: 50, socTo: 49.9 }, 'session/soc_order'],
    ['ambientC', { ambientC: -60.1 }, 'session/temperature'],
    ['preconditioning', { preconditioning: 'maybe' }, 'session/preconditioning'],
    ['preconditioningEvents', { preconditioningEvents: 100 }, 'session/preconditioning'],
    [
      'curve',
      {
        curve: [
          [1, 10, 0],
          [1, 11, 0],
        ],
      },
      'session/curve',
    ],
    ['curve', { curve: [[0, 101, 0]] }, 'session/curve'],
    ['curve', { curve: [[0, 10, -1]] }, 'session/curve'],
    [
      'curve',
      { curve: Array.from({ length: 5001 }, (_, second) => [second, 50, 1]) },
      'session/curve',
    ],
    ['energyWh', { energyWh: undefined }, 'session/empty'],
  ])('refuses %s of %j with %s', (field, change, code) => {
    expect(issuesOf(change)).toEqual([`${field} ${code}`]);
  });

  const cost = { basis: 'typed_total', currency: 'GBP', totalMicros: 1 };
  test.each([
    ['cost.currency', { currency: 'XXX' }, 'cost/currency'],
    ['cost.totalMicros', { totalMicros: 10_000_000_000_001 }, 'cost/total_range'],
    ['cost.totalMicros', { totalMicros: 0.5 }, 'cost/total_range'],
    ['cost.pricePerKwhMicros', { pricePerKwhMicros: NaN }, 'cost/price_range'],
    ['cost.lines.0.kind', { lines: [{ kind: 'tip', amountMicros: 1 }] }, 'cost/line_kind'],
    [
      'cost.lines.0.amountMicros',
      { lines: [{ kind: 'idle', amountMicros: -1 }] },
      'cost/line_amount',
    ],
    [
      'cost.lines.0.amountMicros',
      { lines: [{ kind: 'discount', amountMicros: 1 }] },
      'cost/line_amount',
    ],
    [
      'cost.inHomeCurrency.totalMicros',
      { inHomeCurrency: { currency: 'EUR' } },
      'cost/total_range',
    ],
  ])('refuses %s of %j with %s', (field, change, code) => {
    expect(issuesOf({ cost: { ...cost, ...change } })).toEqual([`${field} ${code}`]);
  });

  test('a negative energy line is a negative price, not an error', () => {
    const lines = [{ kind: 'energy', amountMicros: -5 }];
    expect(issuesOf({ cost: { ...cost, lines } })).toEqual([]);
  });

  test('tells the problems between fields beside those of fields', () => {
    expect(issuesOf({ network: 5, socFrom: 90, socTo: 80 })).toEqual([
      'network session/text_length',
      'socTo session/soc_order',
    ]);
  });

  test('is not called empty because a field of it is wrong', () => {
    expect(issuesOf({ energyWh: -1 })).toEqual(['energyWh session/energy_range']);
  });
});

test('status changes', () => {
  const allowed = SESSION_STATUSES.flatMap((from) =>
    SESSION_STATUSES.filter((to) => from !== to && !statusChangeIssue(from, to)).map(
      (to) => `${from} ${to}`,
    ),
  );
  expect(allowed).toEqual([
    'planned active',
    'planned completed',
    'planned cancelled',
    'active completed',
    'active cancelled',
    'completed cancelled',
    'cancelled completed',
  ]);
});
