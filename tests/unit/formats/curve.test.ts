import { describe, expect, it } from 'vitest';
import type { CurveTextOptions } from '#lib/domain/curve-reading.ts';
import { readCurve } from '#lib/formats/curve/read-curve.ts';

const BRITISH: CurveTextOptions = { locale: 'en-GB', timeZone: 'Europe/London' };
/** Friday 1 May 2026, 14:00 in London, where it is summer time. */
const AT_TWO = Date.UTC(2026, 4, 1, 13, 0);

function read(text: string, options: Partial<CurveTextOptions> = {}) {
  const result = readCurve(text, { ...BRITISH, ...options });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  const { points, warnings } = result.value;
  return { points, codes: warnings.map(({ code }) => code) };
}

const pointsOf = (text: string, options: Partial<CurveTextOptions> = {}) =>
  read(text, options).points;

function refuse(text: string, options: Partial<CurveTextOptions> = {}) {
  const result = readCurve(text, { ...BRITISH, ...options });
  if (result.ok) throw new Error('was read');
  return result.error;
}

/** Half a minute apart: 20 % at 50 kW, 21.5 % at 148.2 kW, 23 % at 147 kW. */
const THREE = [
  [0, 20, 50_000],
  [30, 21.5, 148_200],
  [60, 23, 147_000],
];

describe('how values are divided and written', () => {
  it.each([
    ['commas', '0,20,50\n30,21.5,148.2\n60,23,147'],
    ['commas and spaces', '0, 20, 50\r\n30, 21.5, 148.2\r\n60, 23, 147\r\n'],
    ['semicolons and decimal commas', '0;20;50\n30;21,5;148,2\n60;23;147'],
    ['tabs', '0\t20\t50\n30\t21.5\t148.2\n60\t23\t147'],
    ['spaces and decimal commas', '0 20 50\n30 21,5 148,2\n60 23 147'],
    ['several spaces', '  0   20   50\n 30   21.5 148.2\n 60   23  147'],
    ['quoted cells', '"0","20","50"\n"30","21,5","148,2"\n"60","23","147"'],
    ['units in the cells', '0 s;20 %;50 kW\n30 s;21.5 %;148.2 kW\n60 s;23 %;147 kW'],
    ['units and spaces', '0 s 20 % 50 kW\n30 s 21.5 % 148.2 kW\n60 s 23 % 147 kW'],
    ['bars, and blanks between', '0|20|50\n\n30|21.5|148.2\n\n60|23|147\n\n'],
    ['a delimiter that is announced', 'sep=;\n0;20;50\n30;21.5;148.2\n60;23;147'],
    ['old line ends', '0;20;50\r30;21.5;148.2\r60;23;147\r'],
    ['empty cells at the end', '0;20;50;;\n30;21.5;148.2;;\n60;23;147;;'],
    ['a mark of the byte order', '\ufeff0;20;50\n30;21.5;148.2\n60;23;147'],
    ['digits of another script', '٠;٢٠;٥٠\n٣٠;٢١٫٥;١٤٨٫٢\n٦٠;٢٣;١٤٧'],
  ])('reads %s', (_, text) => {
    expect(pointsOf(text)).toEqual(THREE);
  });

  it('takes the mark of the locale only where the text proves none, and says so', () => {
    const text = 'time (s);SoC (%);power (W)\n0;20;50,100\n60;30;60,200';
    expect(read(text)).toEqual({
      points: [
        [0, 20, 50_100],
        [60, 30, 60_200],
      ],
      codes: ['curve/mark_assumed'],
    });
    expect(read(text, { locale: 'de-DE' })).toEqual({
      points: [
        [0, 20, 50],
        [60, 30, 60],
      ],
      codes: ['curve/mark_assumed'],
    });
  });

  it('knows a decimal mark by a charge level that is one only with it', () => {
    const text = 'time (s);SoC (%);power (kW)\n0;20,125;50,250\n60;30,375;60,125';
    expect(read(text)).toEqual({
      points: [
        [0, 20.1, 50_250],
        [60, 30.4, 60_125],
      ],
      codes: [],
    });
  });
});

describe('which column is which', () => {
  it.each([
    ['English', 'Power (kW),Time (s),SoC (%)'],
    ['a program', 'charger_power_kw,elapsed_s,soc'],
    ['German', 'Ladeleistung [kW],Zeit [s],Ladestand [%]'],
    ['French', 'Puissance (kW),Temps (s),Niveau de batterie (%)'],
    ['Dutch', 'Vermogen (kW),Tijd (s),Laadniveau (%)'],
    ['Spanish', 'Potencia (kW),Tiempo (s),Nivel de batería (%)'],
    ['Italian', 'Potenza (kW),Tempo (s),Livello batteria (%)'],
    ['Norwegian', 'Effekt (kW),Tid (s),Batterinivå (%)'],
    ['Swedish', 'Effekt (kW),Tid (s),Laddningsnivå (%)'],
    ['words around', 'HV power (kW),Time since start (s),[BMS] SoC'],
  ])('is known by words in %s', (_, header) => {
    const found = read(`${header}\n50,0,20\n148.2,30,21.5\n147,60,23`);
    expect(found).toEqual({ points: THREE, codes: [] });
  });

  it('may stand among others, below a title, behind a comment mark', () => {
    const text = [
      'My car, 1 May 2026',
      '',
      '# Time (s);Cell V;SoC;Energy kWh;Power (kW);Battery temp',
      '0;3.6;20;0.1;50;21',
      '# half a minute later',
      '30;3.7;21.5;0.9;148.2;22',
      '60;3.8;23;2.1;147;24',
    ].join('\n');
    expect(read(text)).toEqual({ points: THREE, codes: [] });
  });

  it('is time, charge level, power where nothing says so, and this is told', () => {
    expect(read('x;y;z\n0;20;50\n30;21.5;148.2\n60;23;147').codes).toEqual([
      'curve/order_assumed',
      'curve/seconds_assumed',
      'curve/power_unit_assumed',
    ]);
  });

  it('is not guessed from a header that lacks one, or from too many columns', () => {
    expect(refuse('SoC;Power\n20;50').code).toBe('curve/columns');
    expect(refuse('0;20;50;3.6\n30;21;60;3.7')).toMatchObject({
      code: 'curve/no_points',
      issues: [
        { line: 1, code: 'curve/cells' },
        { line: 2, code: 'curve/cells' },
      ],
    });
    // A decimal comma that is also the delimiter: two values too many.
    expect(refuse('time,soc,power\n0,20,50\n30,21,5,148,2\n60,23,147')).toMatchObject({
      code: 'curve/lines',
      issues: [{ line: 3, code: 'curve/cells', text: '30,21,5,148,2' }],
    });
  });
});

describe('power', () => {
  it('is in the unit of the header or of the cell', () => {
    expect(pointsOf('time (s);soc;power (W)\n0;20;850')).toEqual([[0, 20, 850]]);
    expect(pointsOf('seconds;soc;kW\n0;20;7.36')).toEqual([[0, 20, 7360]]);
    expect(pointsOf('time (s);soc;power\n0;20;11040 W\n60;21;11 kW')).toEqual([
      [0, 20, 11_040],
      [60, 21, 11_000],
    ]);
  });

  it('is in watts when it would be more than a thousand kilowatts, and this is told', () => {
    const result = readCurve('time (s);soc;power\n0;20;2300\n60;20.5;990', BRITISH);
    expect(result).toEqual({
      ok: true,
      value: {
        points: [
          [0, 20, 2300],
          [60, 20.5, 990],
        ],
        warnings: [{ code: 'curve/power_unit_assumed', unit: 'W' }],
      },
    });
    expect(pointsOf('time (s);soc;power\n0;20;1000')).toEqual([[0, 20, 1_000_000]]);
  });
});

describe('time', () => {
  const times = (
    texts: readonly string[],
    options: Partial<CurveTextOptions> = {},
    name = 'time',
  ) =>
    read(
      [`${name};soc;power (kW)`, ...texts.map((text, at) => `${text};${String(20 + at)};50`)].join(
        '\n',
      ),
      options,
    );
  const seconds = (...args: Parameters<typeof times>) => times(...args).points.map(([s]) => s);

  it('is in the unit of the header or of the cell, in seconds without one', () => {
    expect(seconds(['0', '1.5', '10'], {}, 'time (min)')).toEqual([0, 90, 600]);
    expect(seconds(['0', '90', '600'], {}, 'minutes')).toEqual([0, 5400, 36_000]);
    expect(seconds(['0', '0.5', '1'], {}, 'time (h)')).toEqual([0, 1800, 3600]);
    expect(seconds(['0', '1500', '60000'], {}, 'elapsed_ms')).toEqual([0, 2, 60]);
    expect(seconds(['0 min', '90 s', '1h2m'])).toEqual([0, 90, 3720]);
    expect(times(['5', '10'])).toMatchObject({ codes: ['curve/seconds_assumed'] });
  });

  it('is minutes and seconds, or hours, minutes and seconds', () => {
    expect(times(['0:00', '1:30', '61:05'])).toEqual({
      points: [
        [0, 20, 50_000],
        [90, 21, 50_000],
        [3665, 22, 50_000],
      ],
      codes: ['curve/read_as_minutes'],
    });
    expect(seconds(['58:30', '59:30', '1:00:30'])).toEqual([3510, 3570, 3630]);
    expect(seconds(['00:00:00', '00:01:30', '01:01:05.4'])).toEqual([0, 90, 3665]);
    // By the clock they would be five hours apart.
    expect(seconds(['5:00', '10:00', '15:00'])).toEqual([300, 600, 900]);
    expect(seconds(['12:30', '12:45'], {}, 'time (mm:ss)')).toEqual([750, 765]);
    expect(seconds(['0:00', '0:30'], {}, 'time (hh:mm)')).toEqual([0, 1800]);
  });

  it('is a time of day, counted from the session where that fits', () => {
    expect(times(['14:02', '14:03', '14:10'], { startedAt: AT_TWO })).toMatchObject({
      points: [
        [120, 20],
        [180, 21],
        [600, 22],
      ].map((start) => [...start, 50_000]),
      codes: ['curve/read_as_clock', 'curve/from_start'],
    });
    expect(times(['14:02', '14:03', '14:10'])).toMatchObject({
      points: [
        [0, 20],
        [60, 21],
        [480, 22],
      ].map((start) => [...start, 50_000]),
      codes: ['curve/read_as_clock', 'curve/from_first'],
    });
    // Before the start of the session nothing can be counted from it.
    expect(seconds(['13:58:00', '14:00:00'], { startedAt: AT_TWO })).toEqual([0, 120]);
    expect(seconds(['2:02 PM', '2:03:30 PM'], { startedAt: AT_TWO })).toEqual([120, 210]);
  });

  it('goes on after midnight', () => {
    expect(seconds(['23:59:30', '00:00:30', '00:02:00'])).toEqual([0, 60, 150]);
    const plugged = Date.UTC(2026, 4, 1, 22, 50);
    expect(seconds(['00:05:00', '00:06:00'], { startedAt: plugged })).toEqual([900, 960]);
    expect(seconds(['0:05', '0:06'], { startedAt: Date.UTC(2026, 4, 1, 23, 0) })).toEqual([
      300, 360,
    ]);
  });

  it('is a date and time, with an offset or in the zone of the session', () => {
    const inZone = ['2026-05-01 14:00:10', '2026-05-01 14:01:10'];
    expect(seconds(inZone, { startedAt: AT_TWO })).toEqual([10, 70]);
    expect(seconds(['01/05/2026 14:00', '01/05/2026 14:01'], { startedAt: AT_TWO })).toEqual([
      0, 60,
    ]);
    expect(
      seconds(['5/1/2026 14:00', '5/1/2026 14:01'], { startedAt: AT_TWO, locale: 'en-US' }),
    ).toEqual([0, 60]);
    expect(
      seconds(['2026-05-01T13:00:30Z', '2026-05-01T15:01:00+02:00'], { startedAt: AT_TWO }),
    ).toEqual([30, 60]);
    expect(
      seconds([String(AT_TWO / 1000), String(AT_TWO / 1000 + 5)], { startedAt: AT_TWO }),
    ).toEqual([0, 5]);
    expect(times(inZone, { startedAt: AT_TWO - 3 * 86_400_000 })).toMatchObject({
      codes: ['curve/from_first', 'curve/other_day'],
    });
  });

  it('may have its date in a column of its own', () => {
    const text = 'Date;Time;SoC;Power (kW)\n1.5.2026;23:59;20;50\n2.5.2026;00:01;21;60';
    expect(pointsOf(text)).toEqual([
      [0, 20, 50_000],
      [120, 21, 60_000],
    ]);
    expect(pointsOf('2026-05-01 14:00:00 20 50\n2026-05-01 14:00:30 21 60')).toEqual([
      [0, 20, 50_000],
      [30, 21, 60_000],
    ]);
  });

  it('goes forward through the hour that the clock repeats', () => {
    // 25 October 2026, 02:00 in London becomes 01:00.
    const texts = ['2026-10-25 00:50', '2026-10-25 01:50', '2026-10-25 01:10', '2026-10-25 02:00'];
    expect(seconds(texts)).toEqual([0, 3600, 4800, 7800]);
  });
});

describe('order and number of points', () => {
  it('is put in order of time, and this is told', () => {
    expect(read('time (s);soc;kW\n60;23;147\n0;20;50\n30;21.5;148.2')).toEqual({
      points: THREE,
      codes: ['curve/sorted'],
    });
  });

  it('refuses two lines of one time, with both numbers', () => {
    expect(refuse('time (s);soc;kW\n0;20;50\n30;21;60\n30;22;70')).toEqual({
      code: 'curve/lines',
      issues: [{ line: 4, code: 'curve/time_twice', text: '30;22;70', otherLine: 3 }],
      issueCount: 1,
      readable: 2,
    });
  });

  it('keeps the first point of a second', () => {
    expect(read('time (s);soc;kW\n0;20;50\n0.4;20;60\n1;21;70')).toEqual({
      points: [
        [0, 20, 50_000],
        [1, 21, 70_000],
      ],
      codes: ['curve/merged'],
    });
  });

  it('is thinned evenly above 5,000 points, with both ends', () => {
    const lines = Array.from({ length: 9999 }, (_, at) => `${String(at)};50;100`);
    const result = readCurve(['seconds;soc;kW', ...lines].join('\n'), BRITISH);
    if (!result.ok) throw new Error(result.error.code);
    const { points, warnings } = result.value;
    expect(warnings).toEqual([{ code: 'curve/thinned', kept: 5000, count: 9999 }]);
    // 9,998 steps over 4,999 gaps: every second one.
    expect(points.map(([second]) => second)).toEqual(
      Array.from({ length: 5000 }, (_, at) => 2 * at),
    );
  });
});

describe('lines that are no points', () => {
  const BAD = [
    'time (s);soc;kW',
    '0;20;50',
    ';21;60',
    'soon;21;60',
    '-5;21;60',
    '9999999;21;60',
    '10;;60',
    '11;full;60',
    '12;101;60',
    '13;21;',
    '14;21;much',
    '15;21;-60',
    '16;21;2001',
    '17;21;60;70',
    '20;30;70',
  ].join('\n');

  it('are all reported with number and reason, and nothing is read', () => {
    const { code, issues, readable } = refuse(BAD);
    expect(code).toBe('curve/lines');
    expect(issues.map((issue) => [issue.line, issue.code])).toEqual([
      [3, 'curve/time_missing'],
      [4, 'curve/time_unreadable'],
      [5, 'curve/time_negative'],
      [6, 'curve/time_too_late'],
      [7, 'curve/soc_missing'],
      [8, 'curve/soc_unreadable'],
      [9, 'curve/soc_range'],
      [10, 'curve/power_missing'],
      [11, 'curve/power_unreadable'],
      [12, 'curve/power_negative'],
      [13, 'curve/power_too_high'],
      [14, 'curve/cells'],
    ]);
    expect(readable).toBe(2);
  });

  it('are left out when that is asked for, and counted', () => {
    const result = readCurve(BAD, { ...BRITISH, leavesOutBad: true });
    expect(result).toEqual({
      ok: true,
      value: {
        points: [
          [0, 20, 50_000],
          [20, 30, 70_000],
        ],
        warnings: [{ code: 'curve/left_out', count: 12 }],
      },
    });
  });

  it('are not interpolated: a value that is missing is said to be', () => {
    expect(refuse('0;20;50\n30;n/a;148.2\n60;23;147').issues).toEqual([
      { line: 2, code: 'curve/soc_missing', text: '30;n/a;148.2' },
    ]);
  });
});

describe('what is no curve at all', () => {
  it.each([
    ['', 'curve/empty'],
    [' \n\t', 'curve/empty'],
    ['hello', 'curve/no_points'],
    ['# nothing', 'curve/no_points'],
    ['time;soc;power', 'curve/no_points'],
    ['{"a":[1,2,3]}', 'curve/no_points'],
    ['x'.repeat(4_000_001), 'curve/too_long'],
  ])('is refused with a reason: %j', (text, code) => {
    expect(refuse(text).code).toBe(code);
  });

  it('warns of charge levels that count from 0 to 1', () => {
    expect(read('time (s);soc;kW\n0;0.2;50\n60;0.3;60').codes).toEqual(['curve/soc_tiny']);
  });
});
