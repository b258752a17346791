import { describe, expect, it } from 'vitest';
import { createFormatters, DEFAULT_DISPLAY, type DisplaySettings } from '#lib/i18n/formatters.ts';

const display = (changes: Partial<DisplaySettings>) =>
  createFormatters({ ...DEFAULT_DISPLAY, ...changes });
const gb = display({});
const de = display({
  locale: 'de-DE',
  currency: 'EUR',
  distanceUnit: 'km',
  efficiencyUnit: 'kWh/100km',
});
/** Intl uses several kinds of spaces; which one is not what is tested here. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f\u2009]/g, ' ');

describe('unknown', () => {
  it('is an en dash for every quantity, never 0', () => {
    const all = [
      gb.energy(undefined),
      gb.energyTotal(undefined),
      gb.power(undefined),
      gb.soc(undefined),
      gb.socRange(undefined, undefined),
      gb.share(undefined),
      gb.money(undefined),
      gb.pricePerKwh(undefined),
      gb.pricePerDistance(undefined),
      gb.distance(undefined),
      gb.odometer(undefined),
      gb.efficiency(undefined),
      gb.duration(undefined),
      gb.date(undefined),
      gb.time(undefined, 'UTC'),
      gb.number(undefined),
    ];
    expect(new Set(all)).toEqual(new Set(['–']));
    expect(gb.typed(undefined)).toBe('');
  });

  it('is not a stored zero', () => {
    expect(plain(gb.energy(0))).toBe('0.0 kWh');
    expect(gb.money(0)).toBe('£0.00');
    expect(gb.soc(0)).toBe('0%');
    expect(plain(gb.temperature(0))).toBe('0 °C');
  });
});

describe('energy, power, percent', () => {
  it('shows one decimal, and a second one where there is one', () => {
    expect(plain(gb.energy(9300))).toBe('9.3 kWh');
    expect(plain(gb.energy(12_350))).toBe('12.35 kWh');
    expect(plain(gb.energy(41_000))).toBe('41.0 kWh');
    expect(plain(de.energy(9300))).toBe('9,3 kWh');
  });

  it('drops the decimals of large sums', () => {
    expect(plain(gb.energyTotal(182_449))).toBe('182.4 kWh');
    expect(plain(gb.energyTotal(1_234_567))).toBe('1,235 kWh');
    expect(plain(gb.energyTotal(999_960))).toBe('1,000 kWh');
  });

  it('shows power without a trailing zero', () => {
    expect(plain(gb.power(7400))).toBe('7.4 kW');
    expect(plain(gb.power(50_000))).toBe('50 kW');
  });

  it('shows SoC without a trailing .0', () => {
    expect(gb.soc(80)).toBe('80%');
    expect(gb.soc(32.5)).toBe('32.5%');
    expect(plain(gb.socRange(20, 80))).toBe('20 → 80%');
    expect(plain(gb.socRange(undefined, 80))).toBe('– → 80%');
    expect(gb.share(0.625)).toBe('63%');
  });
});

describe('rounding', () => {
  it('is half away from zero on the decimal value', () => {
    // 1.005 is a little less than that in binary; a person sees 1.005.
    expect(gb.number(1.005, { max: 2 })).toBe('1.01');
    expect(gb.number(-1.005, { max: 2 })).toBe('-1.01');
    expect(gb.number(2.5, { max: 0 })).toBe('3');
    expect(gb.number(-2.5, { max: 0 })).toBe('-3');
    expect(gb.money(1_005_000)).toBe('£1.01');
    // 34.45 p: binary would round it down.
    expect(gb.pricePerKwh(344_500)).toBe('34.5p/kWh');
    expect(gb.pricePerKwh(-344_500)).toBe('-34.5p/kWh');
  });

  it('never shows a negative zero', () => {
    expect(gb.number(-0.04)).toBe('0');
    expect(gb.money(-1)).toBe('£0.00');
  });
});

describe('money', () => {
  it('shows totals in the decimals of the currency', () => {
    expect(gb.money(12_400_000)).toBe('£12.40');
    expect(plain(de.money(12_400_000))).toBe('12,40 €');
    expect(display({ currency: 'JPY' }).money(1_234_500_000)).toBe('¥1,235');
    expect(display({ currency: 'KWD' }).money(1_234_567).endsWith('1.235')).toBe(true);
  });

  it('shows a foreign currency in full', () => {
    expect(gb.money(5_000_000, 'USD')).toBe('US$5.00');
  });

  it('shows prices in the minor unit with one decimal where there is one', () => {
    expect(gb.pricePerKwh(201_900)).toBe('20.2p/kWh');
    expect(gb.pricePerKwh(-15_000)).toBe('-1.5p/kWh');
    expect(de.pricePerKwh(345_000)).toBe('34,5c/kWh');
    expect(display({ currency: 'JPY' }).pricePerKwh(34_520_000)).toBe('¥34.52/kWh');
  });

  it('shows cost per distance in the unit of the person', () => {
    expect(gb.pricePerDistance(51_000)).toBe('5.1p/mi');
    // 8 p a mile are 8 / 1.609344 = 4.97 p a kilometre.
    expect(display({ distanceUnit: 'km' }).pricePerDistance(80_000)).toBe('5.0p/km');
    expect(gb.pricePerDistanceDelta(14_000)).toBe('+1.4p/mi');
  });

  it('shows the sign of a difference', () => {
    expect(gb.moneyDelta(1_200_000)).toBe('+£1.20');
    expect(gb.moneyDelta(-350_000)).toBe('-£0.35');
    expect(gb.moneyDelta(0)).toBe('£0.00');
  });
});

describe('distance and efficiency', () => {
  it('follows the distance unit', () => {
    expect(plain(gb.odometer(66_353_253))).toBe('41,230 mi');
    expect(plain(de.odometer(66_353_253))).toBe('66.353 km');
    expect(plain(gb.distance(238_183))).toBe('148 mi');
    expect(plain(gb.distance(6_759))).toBe('4.2 mi');
    expect(plain(gb.distancePerHour(40_233.6))).toBe('25 mi/h');
  });

  it('follows the efficiency unit, whole for Wh/mi', () => {
    expect(plain(gb.efficiency(6.437376))).toBe('4.0 mi/kWh');
    expect(plain(display({ efficiencyUnit: 'km/kWh' }).efficiency(6.437376))).toBe('6.4 km/kWh');
    expect(plain(display({ efficiencyUnit: 'Wh/mi' }).efficiency(6.437376))).toBe('250 Wh/mi');
    expect(plain(display({ efficiencyUnit: 'kWh/100km' }).efficiency(6.25))).toBe('16.0 kWh/100km');
  });
});

describe('time', () => {
  it('shows durations in hours and minutes', () => {
    expect(plain(gb.duration(45))).toBe('45 s');
    expect(plain(gb.duration(1860))).toBe('31 min');
    expect(plain(gb.duration(30_660))).toBe('8 h 31 min');
    expect(plain(gb.duration(7200))).toBe('2 h');
    expect(plain(gb.duration(3599))).toBe('1 h');
  });

  it('shows civil dates as they are, wherever the device is', () => {
    expect(gb.date('2026-07-12')).toBe('12 Jul 2026');
    expect(gb.month('2026-07')).toBe('July 2026');
    // Releases of Intl differ in the comma after the weekday.
    expect(gb.dateLong('2026-07-12').replace(',', '')).toBe('Sunday 12 July 2026');
    expect(gb.weekday(1)).toBe('Monday');
    expect(gb.weekday(7, 'short')).toBe('Sun');
  });

  it('shows the time on the clock of the session', () => {
    const instant = Date.UTC(2026, 6, 12, 13, 35);
    expect(gb.time(instant, 'Europe/London')).toBe('14:35');
    expect(gb.time(instant, 'Asia/Kolkata')).toBe('19:05');
    expect(gb.dateTime(instant, 'Pacific/Auckland')).toBe('13 Jul 2026, 01:35');
  });

  it('counts calendar days', () => {
    expect(gb.relativeDay('2026-07-12', '2026-07-12')).toBe('today');
    expect(gb.relativeDay('2026-07-11', '2026-07-12')).toBe('yesterday');
    expect(gb.relativeDay('2026-03-28', '2026-03-30')).toBe('2 days ago');
    expect(gb.relativeDay('2026-07-17', '2026-07-12')).toBe('in 5 days');
    expect(gb.relativeDay('2025-07-12', '2026-07-12')).toBe('12 months ago');
  });
});

describe('words', () => {
  it('picks the form that goes with a count', () => {
    const forms = { one: 'charge', other: 'charges' };
    expect([0, 1, 2].map((n) => gb.plural(n, forms))).toEqual(['charges', 'charge', 'charges']);
    expect(
      createFormatters(DEFAULT_DISPLAY, 'pl').plural(3, { few: 'sesje', other: 'sesji' }),
    ).toBe('sesje');
  });

  it('writes a number as a person would type it', () => {
    expect(gb.typed(12_345.6789)).toBe('12345.679');
    expect(de.typed(9.3)).toBe('9,3');
  });
});
