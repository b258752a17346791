import type { WorthVerdict, Yardstick } from '#lib/domain/worth-it.ts';
import type { Formatters } from '#lib/i18n/formatters.ts';

/** "Is it worth it?": a price at a stall against home, petrol and what was paid elsewhere. */
export const worth = (f: Formatters) => {
  const charges = (n: number) => f.plural(n, { one: '1 charge', other: `${f.count(n)} charges` });
  return {
    tab: 'Is it worth it?',
    price: 'Price per kWh',
    priceHint: 'What the stall shows',
    fee: 'Session fee',
    energy: 'Expected energy (kWh)',
    energyHint: 'Shares out the fee, and says what it will cost',
    current: 'Type',
    more: 'Fee, expected energy, AC',
    begin: 'Type the price at the charger and see at once whether it is worth it.',
    verdictTitle: 'Verdict',
    comparedTitle: 'Against',

    verdicts: {
      fee_unclear: 'Say how much energy you expect',
      free: 'Free: worth it',
      as_cheap_as_home: 'As cheap as home, or cheaper: worth it',
      dearer_than_petrol: 'Dearer than driving on petrol',
      below_average: 'Cheaper than you usually pay away from home',
      about_average: 'About what you usually pay away from home',
      above_average: 'Dearer than you usually pay away from home',
      below_petrol: 'Dearer than home, still cheaper than petrol',
      dearer_than_home: 'Dearer than home',
      no_yardstick: 'There is nothing to compare it with yet',
    } satisfies Readonly<Record<WorthVerdict, string>>,
    /** Said below a verdict that is about something else. */
    averageToo: {
      cheaper: 'It is cheaper than you usually pay away from home.',
      same: 'It is what you usually pay away from home.',
      dearer: 'It is dearer than you usually pay away from home.',
    },
    feeUnclear: 'A fee is paid once: with the expected energy it can be shared out.',

    names: {
      home: 'Home, cheapest',
      home_now: 'Home, now',
      petrol: 'Petrol break-even',
      average: 'Your public average',
      cheapest: 'Cheapest place you know',
    } satisfies Readonly<Record<Yardstick, string>>,
    stall: 'Here',
    withFee: 'Price with the fee',
    withFeeFrom: (price: number, fee: number, energyWh: number) =>
      `${f.pricePerKwh(price)}, and ${f.money(fee)} spread over ${f.energy(energyWh)}.`,
    costPerDistance: f.distanceUnit === 'mi' ? 'Cost per mile' : 'Cost per km',
    costPerDistanceFrom: (price: number, plugMPerWh: number) =>
      `${f.pricePerKwh(price)} at ${f.efficiency(plugMPerWh)} from the plug.`,
    total: 'This charge',
    totalFrom: (price: number, energyWh: number) =>
      `${f.energy(energyWh)} at ${f.pricePerKwh(price)}.`,
    cheaperBy: (micros: number) => `${f.price(micros)} cheaper`,
    dearerBy: (micros: number) => `${f.price(micros)} dearer`,
    same: 'The same',

    from: {
      home: (name: string, label?: string) =>
        label === undefined
          ? `The lowest price of ${name}.`
          : `The lowest price of ${name}: ${label}.`,
      home_now: (name: string) => `What ${name} charges at this moment.`,
      petrol: (perMile: number, plugMPerWh: number) =>
        `At this price the same distance costs as much as petrol: ${f.pricePerDistance(perMile)} at ${f.efficiency(plugMPerWh)} from the plug.`,
      plug: (drivingMPerWh: number, eta: number, current: string) =>
        `${f.efficiency(drivingMPerWh)} while driving, and ${f.share(eta)} of what a ${current} plug delivers reaches the battery.`,
      average: (n: number, days: number) =>
        `${charges(n)} you paid for away from home in the last ${f.count(days)} days.`,
      cheapest: (name: string, n: number, date: string) =>
        `${name}: ${charges(n)} in the last 12 months, the last on ${f.date(date)}.`,
    },
    missing: {
      home: 'No home tariff yet.',
      otherCurrency: (name: string, currency: string) =>
        `${name} is in ${currency}, which is not compared with ${f.currency}.`,
      petrol: 'Set your petrol price and economy to see when petrol would be cheaper.',
      efficiency: 'The efficiency of the car is not known, so there is no comparison with petrol.',
      average: (days: number) => `No paid charge away from home in the last ${f.count(days)} days.`,
    },
    setPetrol: 'Set petrol figures',
    setTariff: 'Add a tariff',
    plan: 'Plan a blend',
  };
};
