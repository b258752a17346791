import type { Formatters } from '#lib/i18n/formatters.ts';

export const curve = (f: Formatters) => ({
  title: 'Charge curve',
  missingTitle: 'This charge is not here',
  missingBody: 'It may have been deleted: deleted charges stay in the trash for 30 days.',
  openFailed: 'The charge could not be read. Reload the app to try again.',
  toSessions: 'All sessions',

  name: 'Charge curve',
  peak: (power: string, soc: string) => `Peak ${power} at ${soc}`,
  slowFrom: (power: string, soc: string) => `below ${power} from ${soc}`,
  stillAt: (power: string, soc: string) => `still ${power} at ${soc}`,
  steady: (power: string, from: string, to: string) =>
    `About ${power} all the way from ${from} to ${to}`,
  noPower: 'No power in this curve',
  then: (peak: string, rest: string) => `${peak}, ${rest}`,
  view: 'Picture shows',
  views: { soc: 'By charge level', time: 'By time' },
  power: 'Power',
  soc: 'Charge level',
  minutes: 'Time (min)',
  socColumn: 'SoC (%)',
  powerColumn: 'Power (kW)',
  showTable: 'Show as table',
  hideTable: 'Hide table',
  tablePart: (shown: number, all: number) =>
    `${f.count(shown)} of ${f.count(all)} points, evenly chosen`,

  subtitle: (where: string, date: string) => `${where} · ${date}`,
  parts: { hand: 'Points by hand', paste: 'Paste or choose a file' },
  partsLabel: 'Where the curve comes from',
  save: 'Save curve',
  saved: 'Curve saved',
  remove: 'Remove curve',
  removed: 'Curve removed',
  undone: 'Undone',
  undoFailed: 'It could not be undone.',

  handHint: `From the charger’s or the car’s display. Minutes since the start: ${f.number(1.5)} and 1:30 are a minute and a half.`,
  longCurve: (count: number) =>
    `The saved curve has ${f.count(count)} points, too many to edit one by one. Points entered here replace it.`,
  rows: 'Points',
  row: (n: number) => `Point ${f.count(n)}`,
  cells: {
    minutes: 'Minutes',
    soc: 'SoC (%)',
    power: 'Power (kW)',
  },
  cellOf: (cell: string, n: number) => `${cell}, point ${f.count(n)}`,
  addRow: 'Add point',
  deleteRow: (n: number) => `Delete point ${f.count(n)}`,

  pasteLabel: 'Pasted text',
  pasteHint:
    'One line per point with time, SoC and power, as a logger or a spreadsheet writes them.',
  fileHint: 'CSV or text from a logger',
  fileUnreadable: 'This file holds no text, or it is too large.',
  leaveOut: 'Leave out lines that cannot be read',
  badLines: (count: number, readable: number) =>
    `${f.plural(count, {
      one: '1 line cannot be read',
      other: `${f.count(count)} lines cannot be read`,
    })}, ${f.count(readable)} can`,
  line: (n: number, reason: string) => `Line ${f.count(n)}: ${reason}`,
  moreLines: (count: number) => `and ${f.count(count)} more`,

  preview: 'What will be saved',
  stored: 'Saved now',
  empty: 'The curve appears here as soon as there is a point.',
  points: (count: number, duration: string) =>
    `${f.plural(count, { one: '1 point', other: `${f.count(count)} points` })} over ${duration}`,
  notices: 'Please check',

  problems: {
    'curve/empty': 'Paste the points first, or choose a file.',
    'curve/no_rows': 'Enter at least one point. To take the curve away, remove it.',
    'curve/too_long': 'This text is too long to be the log of one charge.',
    'curve/columns':
      'The header does not say clearly which columns are time, charge level (SoC) and power. Name them Time, SoC and Power.',
    'curve/no_points': 'No line of this text is a point: each needs a time, a SoC and a power.',
    'curve/lines': 'Some lines cannot be read. Correct them, or leave them out.',
    'curve/cells': 'It has more values than there are columns.',
    'curve/time_missing': 'The time is missing.',
    'curve/time_unreadable': 'The time cannot be read.',
    'curve/time_negative': 'The time lies before the start.',
    'curve/time_too_late': 'The time is more than 14 days after the start.',
    'curve/time_twice': 'Another point has the same time.',
    'curve/soc_missing': 'The charge level is missing.',
    'curve/soc_unreadable': 'The charge level is not a number.',
    'curve/soc_range': 'The charge level goes from 0 to 100%.',
    'curve/power_missing': 'The power is missing.',
    'curve/power_unreadable': 'The power is not a number.',
    'curve/power_negative': 'The power is below zero.',
    'curve/power_too_high': 'The power is above 2,000 kW.',
  } as Readonly<Record<string, string>>,
  sameTime: (line: number) => `It has the same time as line ${f.count(line)}.`,

  orderAssumed: 'No header names the columns: they are taken as time, SoC, power.',
  secondsAssumed: 'The times name no unit: they are taken as seconds.',
  readAsClock: 'Times such as 12:30 are taken as times of day.',
  readAsMinutes: 'Times such as 12:30 are taken as minutes and seconds.',
  fromStart: 'Times are counted from the start of this charge.',
  fromFirst: 'Times are counted from the first point.',
  otherDay: 'The times are not those of this charge. Is it the right file?',
  sorted: 'The lines were not in order of time and have been sorted.',
  socTiny: 'No charge level is above 1%. Does the file count from 0 to 1?',
  markAssumed: (mark: '.' | ',') =>
    mark === ',' ? 'The comma is taken as decimal mark.' : 'The point is taken as decimal mark.',
  unitAssumed: (unit: string) => `The power names no unit: it is taken as ${unit}.`,
  merged: (count: number) =>
    f.plural(count, {
      one: '1 line falls into the same second as the one before and is not kept.',
      other: `${f.count(count)} lines fall into the same second as the one before and are not kept.`,
    }),
  leftOut: (count: number) =>
    f.plural(count, { one: '1 line is left out.', other: `${f.count(count)} lines are left out.` }),
  thinned: (kept: number, count: number) =>
    `A curve holds 5,000 points: ${f.count(kept)} of ${f.count(count)} are kept, evenly chosen.`,

  socFalls: (from: string, to: string, time: string) =>
    `The charge level falls from ${from} to ${to} after ${time}.`,
  abovePeak: (power: string, limit: string) =>
    `The power reaches ${power}, above the ${limit} peak power of this charge.`,
  aboveRated: (power: string, limit: string) =>
    `The power reaches ${power}, above the ${limit} the charger is rated for.`,
  beyondEnd: (last: string, duration: string) =>
    `The last point is after ${last}, but the charge lasted ${duration}.`,
  energyDiffers: (curveEnergy: string, energy: string) =>
    `The curve adds up to ${curveEnergy}, the charge says ${energy}.`,
});
