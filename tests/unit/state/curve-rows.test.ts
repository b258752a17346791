import { describe, expect, it } from 'vitest';
import { readRows, rowOf } from '#lib/state/curve-rows.ts';

const display = { locale: 'en-GB', typed: (value: number) => String(value) };
type Typed = readonly [minutes: string, soc: string, power: string];
const rows = (...texts: readonly Typed[]) =>
  texts.map(([minutes, soc, power]) => ({ minutes, soc, power }));
const codes = (...texts: readonly Typed[]) =>
  readRows(rows(...texts), 'en-GB').issues.map(({ field, code }) => `${field} ${code}`);

describe('typed points', () => {
  it('may come in any order, with blank rows between', () => {
    expect(
      readRows(rows(['10', '30', '50'], ['', ' ', ''], ['0', '20', '148.2 kW']), 'en-GB'),
    ).toEqual({
      points: [
        [0, 20, 148_200],
        [600, 30, 50_000],
      ],
      issues: [],
    });
  });

  it.each([
    ['1.5', 90],
    ['1:30', 90],
    ['1:02:03', 3723],
    ['61:01', 3661],
    ['2 h', 7200],
    ['8h31m', 30_660],
    ['0', 0],
  ])('take %s as a time', (minutes, second) => {
    expect(readRows(rows([minutes, '20', '50']), 'en-GB').points).toEqual([[second, 20, 50_000]]);
  });

  it('are written as the locale does', () => {
    expect(readRows(rows(['1,5', '20,5', '7,36']), 'de-DE').points).toEqual([[90, 20.5, 7360]]);
  });

  it('name the field that is missing or cannot be', () => {
    expect(codes(['', '20', '50'], ['1', '', ''])).toEqual([
      '0.minutes curve/time_missing',
      '1.soc curve/soc_missing',
      '1.power curve/power_missing',
    ]);
    expect(codes(['-1', '100.5', '-3'], ['99999', '20.55', '2001'])).toEqual([
      '0.minutes curve/time_negative',
      '0.soc curve/soc_range',
      '0.power curve/power_negative',
      '1.minutes curve/time_too_late',
      '1.soc number/decimals',
      '1.power curve/power_too_high',
    ]);
    expect(codes(['soon', 'full', 'much'])).toEqual([
      '0.minutes number/unreadable',
      '0.soc number/unreadable',
      '0.power number/unreadable',
    ]);
    expect(codes(['1', '20', '50'], ['1:00', '21', '60'])).toEqual(['1.minutes curve/time_twice']);
  });

  it('are shown in whole minutes, or in minutes and seconds', () => {
    expect(rowOf([600, 30, 7400], display)).toEqual({ minutes: '10', soc: '30', power: '7.4' });
    expect(rowOf([605, 30, 7400], display).minutes).toBe('10:05');
  });
});
