import { describe, expect, it } from 'vitest';
import { localDateOfEpochDay } from '#lib/domain/civil-date.ts';
import { readTime, type DateForm } from '#lib/formats/csv/dates.ts';
import { readingOf, mappingOf } from './samples.ts';

/** `2026-04-03 13:05:00.000 +120`, a date alone, or the code of the refusal. */
function read(text: string, form: DateForm): string {
  const time = readTime(text, form);
  if (typeof time === 'string') return time;
  const date = localDateOfEpochDay(time.epochDay);
  if (time.msOfDay === undefined) return date;
  const clock = new Date(time.msOfDay).toISOString().slice(11, 23);
  const offset = time.utc ? ' Z' : time.offsetMin === undefined ? '' : ` ${String(time.offsetMin)}`;
  return `${date} ${clock}${offset}`;
}

describe('dates', () => {
  it.each([
    ['2026-04-03', '2026-04-03'],
    ['2026/4/3', '2026-04-03'],
    ['2026-04-03T13:05:00Z', '2026-04-03 13:05:00.000 Z'],
    ['2026-04-03 13:05:09', '2026-04-03 13:05:09.000'],
    ['2026-04-03T13:05', '2026-04-03 13:05:00.000'],
    ['2026-04-03T13:05:09.1234567+02:00', '2026-04-03 13:05:09.123 120'],
    ['2026-04-03 13:05:09 -0530', '2026-04-03 13:05:09.000 -330'],
    ['2026-04-03 13:05:09+00', '2026-04-03 13:05:09.000 0'],
    ['3.4.2026', '2026-04-03'],
    ['03.04.26 9:05', '2026-04-03 09:05:00.000'],
    ['03.04.2026, 09:05', '2026-04-03 09:05:00.000'],
    ['03/04/25', '2025-04-03'],
    ['03-04-2026', '2026-04-03'],
    ['03/04/2026 9:05 PM', '2026-04-03 21:05:00.000'],
    ['03/04/2026 12:00 am', '2026-04-03 00:00:00.000'],
    ['03/04/2026 12:00:30 p.m.', '2026-04-03 12:00:30.000'],
    ['Fri, 03 Apr 2026 13:05:09 GMT', '2026-04-03 13:05:09.000 Z'],
    ['Fri Apr 14 2017 00:49:24 GMT+0200 (CEST)', '2017-04-14 00:49:24.000 120'],
    ['1775221509', '2026-04-03 13:05:09.000 Z'],
    ['1775221509123', '2026-04-03 13:05:09.123 Z'],
    ['46115', '2026-04-03'],
    ['46115.5451388889', '2026-04-03 13:05:00.000'],
    ['0026-04-03', '2026-04-03'],
    ['29.02.2024', '2024-02-29'],
    ['29.02.2025', 'row/bad_date'],
    ['2026-13-01T08:00:00Z', 'row/bad_date'],
    ['2026-04-31 08:00:00', 'row/bad_date'],
    ['03/04/85', 'row/bad_date'],
    ['03.04/2026', 'row/bad_date'],
    ['19999', 'row/bad_date'],
    ['80001', 'row/bad_date'],
    ['yesterday', 'row/bad_date'],
    ['2026-04-03 25:10', 'row/bad_time'],
    ['2026-04-03 18:61', 'row/bad_time'],
    ['2026-04-03 13:00 PM', 'row/bad_time'],
    ['2026-04-03T24:00', 'row/bad_time'],
    ['2026-04-03 noon', 'row/bad_time'],
  ])('IE05 date %j is %s, day first', (text, expected) => {
    expect(read(text, { order: 'day-first', serials: true })).toBe(expected);
  });

  it.each([
    ['03/04/2026', { order: 'month-first' }, '2026-03-04'],
    ['03.04.2026', { order: 'month-first' }, '2026-04-03'],
    ['03/04/2026', {}, 'row/bad_date'],
    ['46115', {}, 'row/bad_date'],
  ] as const)('IE05 date %j with %j is %s', (text, form, expected) => {
    expect(read(text, form)).toBe(expected);
  });
});

const COLUMNS = mappingOf([
  { header: 'start', field: 'start' },
  { header: 'end', field: 'end' },
  { header: 'kWh', field: 'energy' },
  { header: 'min', field: 'chargingTime' },
]);

async function span(start: string, end: string, minutes = '', timeZone = 'Europe/Berlin') {
  const text = `start;end;kWh;min\n${start};${end};5;${minutes}\n`;
  const { drafts, warnings, rejected } = await readingOf(text, { timeZone, mapping: COLUMNS });
  const { startedAt, endedAt, localDate, timeZone: zone } = drafts[0]?.content ?? {};
  const iso = (at: number | undefined) => at && new Date(at).toISOString().slice(5, 16);
  return {
    times: [iso(startedAt), iso(endedAt)],
    date: localDate,
    zone,
    codes: [...warnings, ...rejected].map(({ code }) => code),
  };
}

describe('zones and clock changes', () => {
  it('IE05 moves a time in the gap forward', async () => {
    expect(await span('2026-03-29 02:30', '2026-03-29 05:00')).toMatchObject({
      times: ['03-29T01:30', '03-29T03:00'],
      codes: ['row/time_in_gap'],
    });
  });

  it.each([
    ['end before start in one reading', '02:50', '02:10', '', ['10-25T00:50', '10-25T01:10'], []],
    ['the duration', '02:30', '04:00', '85', ['10-25T01:30', '10-25T03:00'], []],
    ['a longer duration', '02:30', '04:00', '145', ['10-25T00:30', '10-25T03:00'], []],
    ['nothing', '02:30', '04:00', '', ['10-25T00:30', '10-25T03:00'], ['row/ambiguous_time']],
  ])('IE05 resolves a repeated hour by %s', async (_, start, end, minutes, times, codes) => {
    expect(await span(`2026-10-25 ${start}`, `2026-10-25 ${end}`, minutes)).toMatchObject({
      times,
      codes,
    });
  });

  it('IE05 dates an instant with Z in the chosen zone', async () => {
    expect(await span('2026-06-14T23:45:00Z', '2026-06-15T03:00:00Z')).toMatchObject({
      times: ['06-14T23:45', '06-15T03:00'],
      date: '2026-06-15',
      zone: 'Europe/Berlin',
    });
  });

  it.each([
    ['+02:00', 'Europe/Berlin', []],
    ['-07:00', 'Etc/GMT+7', []],
    ['+05:30', 'Europe/Berlin', ['row/zone_unknown']],
  ])('IE05 places the offset %s in %s', async (offset, zone, codes) => {
    const found = await span(`2026-06-14T12:00:00${offset}`, `2026-06-14T13:00:00${offset}`);
    expect(found).toMatchObject({ date: '2026-06-14', zone, codes });
  });

  it('IE05 refuses an end before the start when both have a date', async () => {
    expect(await span('2026-06-14 12:00', '2026-06-14 11:00')).toMatchObject({
      codes: ['row/end_before_start'],
    });
  });

  it('IE05 keeps four days with a warning and drops the end after fifteen', async () => {
    expect((await span('2026-06-01 12:00', '2026-06-05 12:00')).codes).toEqual([
      'row/implausible_duration',
    ]);
    expect(await span('2026-06-01 12:00', '2026-06-16 12:00')).toMatchObject({
      times: ['06-01T10:00', undefined],
      codes: ['row/field_dropped', 'row/implausible_duration'],
    });
  });
});
