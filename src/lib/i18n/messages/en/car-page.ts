import type { MileageYear, RoadTax, Totals } from '#lib/domain/analytics/figures.ts';
import type { Formatters } from '#lib/i18n/formatters.ts';

/** The page of one car. */
export const carPage = (f: Formatters) => {
  const charges = (n: number) => f.plural(n, { one: '1 charge', other: `${f.count(n)} charges` });
  const days = (n: number) => f.plural(n, { one: '1 day', other: `${f.count(n)} days` });
  return {
    edit: 'Edit',
    loading: 'Car',
    archived: 'Archived',
    specs: 'Specifications',
    noSpecs: 'Nothing entered yet but the name.',
    battery: 'Usable battery',
    efficiency: 'Efficiency as entered',
    maxAc: 'Max AC power',
    maxDc: 'Max DC power',
    fullCharge: 'Full charge',
    fullChargeEvery: (every: number, unit: string) =>
      every === 1 ? `every ${unit.slice(0, -1)}` : `every ${f.count(every)} ${unit}`,
    since: 'In the log since',

    lifetime: 'So far',
    noCharges: 'No charge of this car is logged yet.',
    lastSoc: 'Last known SoC',
    odometer: 'Odometer',
    distance: 'Driven',
    sessions: 'Charges',
    energy: 'Energy charged',
    spend: 'Spent',
    price: 'Price per kWh',
    perDistance: f.distanceUnit === 'mi' ? 'Cost per mile' : 'Cost per km',
    driving: 'Driving efficiency',
    from: {
      lastSoc: (date: string) => `Where the charge on ${f.date(date)} ended.`,
      odometer: (date: string) => `As read at the charge on ${f.date(date)}.`,
      distance: 'Between the odometer readings that can be trusted.',
      energy: 'The sum of all charges of which the energy is known.',
      spend: ({ costedSessions = 0, sessions, foreignSessions = 0 }: Totals) =>
        `The cost is known for ${f.count(costedSessions)} of ${charges(sessions)}.${
          foreignSessions > 0 ? ` ${charges(foreignSessions)} in another currency not counted.` : ''
        }`,
      price: 'The cost of charges with known energy, divided by that energy.',
      perDistance: {
        odometer: 'By what was driven between odometer readings.',
        gained: 'By the distance that the charges are good for.',
      },
      driving: (cycles: number) =>
        `Measured on ${f.plural(cycles, { one: '1 drive', other: `${f.count(cycles)} drives` })} between charges.`,
    },

    mileage: 'Mileage allowance',
    year: (year: Pick<MileageYear, 'yearStart' | 'yearEnd'>) =>
      `${f.date(year.yearStart)} – ${f.date(year.yearEnd)}`,
    mileageOff:
      'Not tracked. For a lease or an insurance with a yearly limit, say when it began and what it allows.',
    mileageTrack: 'Track a mileage allowance',
    mileageLater: (date: string) => `Tracking begins on ${f.date(date)}.`,
    mileageEdit: 'Change the allowance',
    noAllowance: 'No yearly allowance is entered: only what was driven is shown.',
    used: 'Used',
    usedPlain: 'Driven this year',
    allowance: 'Allowance',
    remaining: 'Remaining',
    overBy: 'Over by',
    expected: 'Expected to date',
    projected: 'Projected for the year',
    lowConfidence: (n: number) =>
      `Only ${days(n)} of this year have readings: the pace is a rough guess.`,
    noReading: 'No odometer reading in this year yet: log one with a charge.',
    bar: (year: MileageYear) =>
      `${f.odometer(year.usedM)} of ${f.odometer(year.allowanceM)} used, ${f.odometer(year.expectedM)} expected to date`,
    mark: 'The line marks what would be used by now at an even pace.',
    fromYear: {
      used: (year: MileageYear) =>
        `The odometer on ${f.date(year.lastReadingDate)}, less ${f.odometer(year.openingM)} at the start of the year.`,
      allowance: 'As entered for the car.',
      remaining: 'The allowance less what was used.',
      expected: (year: MileageYear) =>
        `${f.count(year.elapsedDays)} of ${days(year.totalDays)} of the allowance: up to the last reading.`,
      projected: (year: MileageYear) =>
        `At the pace of the ${days(year.elapsedDays)} up to ${f.date(year.lastReadingDate)}.`,
    },
    pastYears: 'Earlier years',
    yearColumn: 'Year',
    usedColumn: 'Driven',
    againstColumn: 'Against the allowance of today',
    readUntil: (date: string) => `read until ${f.date(date)}`,
    under: (m: number) => `${f.odometer(m)} under`,
    over: (m: number) => `${f.odometer(m)} over`,

    roadTax: 'Road tax estimate',
    roadTaxNote:
      'An estimate by these rates and your odometer readings; what is due is for the authority to say.',
    running: 'So far this year',
    projectedTax: 'By the mile, whole year',
    annual: 'Fixed part of the year',
    total: 'Whole year',
    fromTax: {
      running: (usedM: number) =>
        `For the ${f.odometer(usedM)} driven this year, each day at its rate.`,
      projected: 'So far, and the rest of the year at the same pace.',
      annual: (yearEnd: string) => `The rate that holds on ${f.date(yearEnd)}.`,
      total: ({ projectedMicros, annualMicros }: RoadTax) =>
        `${f.money(projectedMicros)} by the mile and ${f.money(annualMicros)} fixed.`,
    },
    rates: 'Rates used',
    rateFrom: 'From',
    ratePerMile: 'Per mile',
    rateAnnual: 'Per year',
    editRates: 'Change the rates',
    rate: (micros: number) => `${f.price(micros)}/mi`,
  };
};
