import type { Formatters } from '#lib/i18n/formatters.ts';

export const home = (f: Formatters) => ({
  title: 'Home',
  logCharge: 'Log a charge',
  startCharging: 'Start charging',
  loadFailed: 'Your charges could not be read. Reload the app to try again.',

  afterLastCharge: (when: string) => `after last charge, ${when}`,
  chargedBefore: (when: string) => `last charge ${when}, end SoC unknown`,
  neverCharged: 'No charge logged yet',
  neverChargedHint: 'Log the first one and this card shows how full the battery is.',
  range: 'Range',
  odometer: 'Odometer',
  place: 'Place',
  showCar: (car: string) => `Show only ${car}`,

  thisMonth: 'This month',
  monthScope: (month: string, before: string) => `${month} so far, against all of ${before}`,
  stale: 'Updating…',
  spend: 'Spent',
  energy: 'Energy',
  price: 'Price per kWh',
  perDistance: f.distanceUnit === 'mi' ? 'Cost per mile' : 'Cost per km',
  driven: 'Driven',
  homeShare: 'Charged at home',
  sessions: 'Charges',
  less: (amount: string) => `${amount} less`,
  more: (amount: string) => `${amount} more`,
  same: 'the same',
  points: (n: number) =>
    f.plural(Math.round(n), {
      one: `${f.number(n, { max: 0 })} point`,
      other: `${f.number(n, { max: 0 })} points`,
    }),
  nothingBefore: (month: string) => `nothing to compare in ${month}`,
  otherCurrency: (n: number) =>
    f.plural(n, {
      one: '1 charge in another currency is not in these sums',
      other: `${f.count(n)} charges in another currency are not in these sums`,
    }),
  monthEmpty: 'Nothing charged this month yet.',

  recent: 'Recent sessions',
  allSessions: 'All sessions',
  toComplete: (n: number) => `To complete (${f.count(n)})`,
  toCompleteHint: 'They lack energy, cost or end SoC',
  noSessions: 'No charges yet',
  noSessionsBody: 'One number is enough for the first one: the kWh, the end SoC or what you paid.',
});
