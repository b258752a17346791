import type { Formatters } from '#lib/i18n/formatters.ts';

export const insights = (f: Formatters) => ({
  title: 'Insights',
  period: 'Period',
  periods: { year: 'This year', '12m': '12 months', all: 'All' },
  updating: 'Updating…',

  tiles: 'Totals',
  energy: 'Energy',
  spend: 'Spend',
  price: 'Price per kWh',
  priceNote: 'Where both are known',
  sessions: 'Sessions',
  homeShare: 'Charged at home',
  homeShareNote: 'Of the energy',
  costKnownOf: (costed: number, all: number) =>
    `Cost known for ${f.count(costed)} of ${f.count(all)}`,
  foreign: (n: number) =>
    f.plural(n, {
      one: '1 session in another currency is not counted',
      other: `${f.count(n)} sessions in other currencies are not counted`,
    }),

  energyChart: 'Energy per month',
  spendChart: 'Spend per month',
  mostIn: (month: string, value: string) => `Most in ${f.month(month)}: ${value}`,
  noEnergy: 'No energy is known in this period',
  noSpend: 'No cost is known in this period',
  ac: 'AC',
  dc: 'DC',
  other: 'Unknown',
  showTable: 'Show as table',
  hideTable: 'Hide table',
  chartScroll: (name: string) => `${name}, chart`,
  month: 'Month',
  total: 'Total',
  cost: 'Cost',

  emptyTitle: 'Nothing to show yet',
  emptyBody: 'Figures appear as soon as there is a charge.',
  log: 'Log a charge',
  import: 'Import a file',
});
