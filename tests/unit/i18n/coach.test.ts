import { describe, expect, it } from 'vitest';
import type { HintFinding, Recommendation, Reminder } from '#lib/domain/coach/findings.ts';
import { createFormatters, DEFAULT_DISPLAY } from '#lib/i18n/formatters.ts';
import { coach } from '#lib/i18n/messages/en/coach.ts';

const words = coach(createFormatters(DEFAULT_DISPLAY));
const abroad = coach(
  createFormatters({
    ...DEFAULT_DISPLAY,
    locale: 'de-DE',
    currency: 'EUR',
    distanceUnit: 'km',
    efficiencyUnit: 'kWh/100km',
  }),
);
const plain = (text: string | undefined) => text?.replaceAll('\u00a0', ' ');

describe('the words of hints', () => {
  const hint = (more: Partial<HintFinding> & Pick<HintFinding, 'code'>) => {
    const found: HintFinding = { dismissed: false, ...more };
    return plain(words.hints[found.code](found).body);
  };

  it('name the real numbers', () => {
    expect(hint({ code: 'dc_taper', socTo: 85.5 })).toContain('went on to 85.5%');
    expect(
      hint({ code: 'finish_at_home', pricePerKwhMicros: 520_000, homePricePerKwhMicros: 75_000 }),
    ).toMatch(/52\.0p\/kWh.*7\.5p\/kWh/);
    expect(hint({ code: 'storage_low', socTo: 39, parkedDays: 8 })).toMatch(/8 days.*39%/);
    expect(hint({ code: 'storage_high', socTo: 90, parkedDays: 12 })).toMatch(/12 days.*90%/);
    expect(hint({ code: 'full_charge_due', dueDate: '2026-02-28' })).toContain('28 Feb 2026');
  });
});

describe('the words of recommendations', () => {
  const say = (given: Recommendation) => {
    const { title, body } = words.recommendation(given);
    return plain(`${title}. ${body}`);
  };

  it('name the real numbers', () => {
    expect(say({ code: 'getting_started', sessions: 1 })).toContain('1 charge is logged');
    expect(say({ code: 'getting_started', sessions: 0 })).toContain('0 charges are logged');
    expect(say({ code: 'full_charge', daysLate: 0 })).toContain('due today');
    expect(say({ code: 'full_charge', daysLate: 12 })).toContain('12 days late');
    expect(say({ code: 'low_soc', soc: 19 })).toContain('19%');
    const prices = { homePricePerKwhMicros: 100_000, publicPricePerKwhMicros: 200_000 };
    expect(say({ code: 'home_cheaper', ...prices })).toMatch(/10\.0p\/kWh at home.*20\.0p\/kWh/);
    expect(say({ code: 'public_cheaper', ...prices })).toMatch(
      /20\.0p\/kWh in public.*10\.0p\/kWh/,
    );
    expect(say({ code: 'free_charges', count: 1 })).toContain('1 charge of');
    expect(say({ code: 'free_charges', count: 3 })).toContain('3 charges of');
    expect(say({ code: 'slow_charging', averagePowerW: 2300 })).toContain('2.3 kW');
    expect(say({ code: 'mostly_dc', shareEnergy: 0.9 })).toContain('90%');
    expect(say({ code: 'add_odometer', missing: 3 })).toContain('3 of your last 5');
    expect(say({ code: 'check_odometer', count: 1 })).toContain('1 reading does');
    expect(say({ code: 'check_odometer', count: 2 })).toContain('2 readings do');
  });
});

describe('the words of reminders', () => {
  const reminder = (daysLate: number): Reminder => ({
    carId: 'c',
    status: 'due',
    dueDate: '2026-02-28',
    daysLate,
    basis: 'last_full',
    basisDate: '2026-01-31',
  });

  it.each([
    [-3, 'Full charge due in 3 days'],
    [-1, 'Full charge due tomorrow'],
    [0, 'Full charge due today'],
    [1, 'Full charge 1 day late'],
    [8, 'Full charge 8 days late'],
  ])('%d days late: %s', (daysLate, title) => {
    expect(words.reminder(reminder(daysLate)).title).toBe(title);
  });

  it('say from what the date is counted', () => {
    const bodyOf = (basis: Reminder['basis']) => words.reminder({ ...reminder(0), basis }).body;
    expect(bodyOf('last_full')).toBe(
      'Due on 28 Feb 2026. The last full charge was on 31 Jan 2026.',
    );
    expect(bodyOf('first_session')).toContain('from the first charge on 31 Jan 2026');
    expect(bodyOf('car_created')).toContain('from 31 Jan 2026, when the car was added');
  });
});

describe('the words of achievements and of the look back', () => {
  it('show limits and measured numbers in the chosen units', () => {
    const { achievements } = words;
    expect(plain(achievements.efficiency_master.why)).toContain('5.0 mi/kWh');
    expect(plain(abroad.achievements.efficiency_master.why)).toContain('12,4 kWh/100km');
    expect(plain(achievements.road_warrior.why)).toContain('10,000 mi');
    expect(plain(abroad.achievements.road_warrior.why)).toContain('16.093 km');
    expect(achievements.cheapest_mile.value?.(50_000)).toBe('5.0p/mi');
    expect(abroad.achievements.cheapest_mile.name).toBe('Cheapest kilometre');
    expect(plain(achievements.marathon_charge.value?.(28_800))).toBe('8 h');
    expect(plain(achievements.rapid_riser.value?.(105_249))).toBe('105.2 kW');
    expect(achievements.penny_pincher.value?.(406_259)).toBe('£0.41');
    expect(achievements.range_anxiety.value?.(4.5)).toBe('4.5%');
    expect(achievements.first_plug.value).toBeUndefined();
  });

  it('say how much changed, and nothing of a change too small to see', () => {
    expect([100, -50.4, 0.4, -0.4].map((pct) => plain(words.changed(pct)))).toEqual([
      '100% more',
      '50% less',
      'about the same',
      'about the same',
    ]);
  });
});
