import type { Formatters } from '#lib/i18n/formatters.ts';

export const curve = (f: Formatters) => ({
  title: 'Charge curve',
  loading: 'Charge curve',
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
});
