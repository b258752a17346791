import { daysBetween, weekdayOf } from '#lib/domain/civil-date.ts';
import type { PowerTier } from '#lib/domain/planner/planner-car.ts';
import type { Choice } from '#lib/domain/planner/blend.ts';
import type { Current } from '#lib/domain/session.ts';
import type { Formatters } from '#lib/i18n/formatters.ts';

/** Plans of a charge: what is asked, what comes out and where it comes from. */
export const planner = (f: Formatters) => {
  const nights = (n: number) => f.plural(n, { one: '1 night', other: `${f.count(n)} nights` });
  /** Wall times of plans are written as if they were of UTC. */
  const clock = (wallMs: number) => f.time(wallMs, 'UTC');
  /** Within a week the weekday says which day it is. */
  const when = (wallMs: number, date: string, today: string) => {
    const days = daysBetween(today, date);
    if (days === 0) return clock(wallMs);
    return days > 0 && days < 7
      ? `${f.weekday(weekdayOf(date), 'short')} ${clock(wallMs)}`
      : `${f.weekdayDate(date)}, ${clock(wallMs)}`;
  };
  const lossOf = (plugWh: number, batteryWh: number) => plugWh - batteryWh;

  return {
    title: 'Planner',
    planCharge: 'Plan a charge',
    planBlend: 'Plan a blend',
    loading: 'Reading the car…',
    noCarTitle: 'Add your car first',
    noCarBody: 'A plan needs a car and the size of its battery.',
    addCar: 'Add your car',
    noBatteryTitle: 'The battery size is missing',
    noBatteryBody: (car: string) =>
      `Without the usable battery of ${car} nothing can be planned. Enter it once, in kWh.`,
    openCar: 'Open the car',
    failed: (why: string) => `The plan could not be worked out. ${why}`,

    fields: {
      startSoc: 'Start SoC (%)',
      targetSoc: 'Target SoC (%)',
      stopSoc: 'DC stop SoC (%)',
      dcChargerW: 'DC power (kW)',
      dcPricePerKwhMicros: 'DC price per kWh',
      dcSessionFeeMicros: 'DC session fee',
      homePowerW: 'Home power (kW)',
      homePricePerKwhMicros: 'Home price per kWh',
      acPricePerKwhMicros: 'Other AC price per kWh',
      customW: 'Custom power (kW)',
      maxDcS: 'Longest on DC (minutes)',
      maxTotalS: 'Longest in all (hours)',
      maxNights: 'Most nights at home',
    },
    customCurrent: 'Custom charger',
    charge: 'Charge',
    dc: 'DC on the way',
    home: 'At home',
    more: 'More: limits, fee, other chargers',
    optional: 'Optional',
    departDate: 'Departure date',
    departTime: 'Departure time',
    departHint: 'Empty: no departure in mind',
    departDayHint: 'Empty: the next time the clock shows it',

    typed: 'As you typed it',
    needsSoc: 'Type the SoC the car has now and the one you want, and the plan is here.',
    estimate:
      'A plan is an estimate: cold, other cars at the charger and a warm battery change it.',

    prefill: {
      last_soc: (date: string) => `After your charge of ${f.date(date)}`,
      session: 'From the charge you came from',
      usual: 'The usual target',
      taper: 'Where DC charging slows down, from your settings',
      last_dc: (date: string, place?: string) =>
        place === undefined ? `As on DC on ${f.date(date)}` : `As at ${place} on ${f.date(date)}`,
      ceiling: {
        car: 'The most the car takes, as entered for it',
        history: 'The most the car took on DC so far',
        setting: 'Assumed, from your settings',
      },
      home_charges: (n: number) =>
        n === 1 ? 'Your last home charge' : `Median of your last ${f.count(n)} home charges`,
      home_setting: 'Your home charger, from the settings',
      tariff: (name: string, label?: string) =>
        label === undefined ? `Cheapest of ${name}` : `Cheapest of ${name}: ${label}`,
      otherCurrency: (name: string, currency: string) =>
        `${name} is in ${currency}: type the price in ${f.currency}`,
      noDcPrice: 'No paid DC charge yet: type the price',
      noHomePrice: 'No home tariff: type the price',
    },

    scenarios: 'Scenarios',
    columns: { charger: 'Charger', time: 'Time', energy: 'Energy', cost: 'Cost' },
    rows: {
      home: 'Home',
      ac7: 'AC',
      ac11: 'AC',
      dc50: 'DC',
      dc150: 'DC',
      dcmax: 'DC, the car’s most',
      custom: (current: Current) => `Custom ${current}`,
    },
    doneAt: (text: string) => `Done ${text}`,
    doneTooLate: 'Too late',
    inBattery: (wh: number) => `${f.energy(wh)} stored`,
    tiers: { curve: 'Curve', average: 'Average', modelled: 'Modelled' } satisfies Readonly<
      Record<PowerTier, string>
    >,
    limited: 'Limited by the car',
    when,
    nights,

    from: {
      tier: {
        curve: 'Power by the charge curves of your sessions.',
        average: 'Power by the average of your DC charges, as far as there is no curve.',
        modelled: 'Power by the general shape of DC charging, as far as your charges do not tell.',
      } satisfies Readonly<Record<PowerTier, string>>,
      acPower: (w: number) => `${f.power(w)} all the way.`,
      limited: (w: number) => `The car takes ${f.power(w)} at most here.`,
      time: (batteryWh: number, eta: number) =>
        `${f.energy(batteryWh)} into the battery, with ${f.share(eta)} of what the plug delivers arriving.`,
      battery: (from: number, to: number, batteryWh: number) =>
        `From ${f.soc(from)} to ${f.soc(to)} of the ${f.energy(batteryWh)} battery.`,
      plug: (batteryWh: number, eta: number) =>
        `${f.energy(batteryWh)} divided by ${f.share(eta)}, the share that arrives.`,
      lost: (plugWh: number, batteryWh: number) =>
        `${f.energy(plugWh)} from the plug, less ${f.energy(batteryWh)} that arrive. It is paid for all the same.`,
      cost: (plugWh: number, price: number) => `${f.energy(plugWh)} at ${f.pricePerKwh(price)}.`,
      costAndFee: (plugWh: number, price: number, fee: number) =>
        `${f.energy(plugWh)} at ${f.pricePerKwh(price)}, and ${f.money(fee)} for the session.`,
      nights: (n: number, from: string, to: string) =>
        `${nights(n)} in your window from ${from} to ${to}.`,
      wholeDay: (n: number) => `${nights(n)}; your window is the whole day.`,
      sum: (a: string, b: string) => `${a} on DC and ${b} at home.`,
      perMile: (costMicros: number, batteryWh: number, mPerWh: number) =>
        `${f.money(costMicros)} for ${f.distance(batteryWh * mPerWh)}: ${f.energy(batteryWh)} at ${f.efficiency(mPerWh)}, the efficiency of the car as of today.`,
    },
    needs: {
      dcPrice: 'Not known. It takes the DC price per kWh.',
      homePrice: 'Not known. It takes the home price per kWh.',
      acPrice: 'Not known. It takes the price of other AC chargers, under More.',
      prices: 'Not known. It takes the DC and the home price per kWh.',
      efficiency: 'Not known. It takes an efficiency of the car.',
    },

    blended: 'Blended plan',
    dcPart: (from: number, to: number) => `On DC: ${f.soc(from)} to ${f.soc(to)}`,
    homePart: (from: number, to: number) => `At home: ${f.soc(from)} to ${f.soc(to)}`,
    inAll: 'In all',
    time: 'Time',
    nightsName: 'Nights',
    plugEnergy: 'From the plug',
    batteryEnergy: 'Into the battery',
    lost: 'Lost on the way',
    cost: 'Cost',
    costPerDistance: f.distanceUnit === 'mi' ? 'Cost per mile' : 'Cost per km',
    nightList: 'Night by night',
    night: (n: number) => `Night ${f.count(n)}`,
    nightWords: (endSoc: number, finishAt: string) =>
      `${f.soc(Math.round(endSoc * 10) / 10)}, until ${finishAt}`,
    moreNights: (n: number) => `and ${nights(n)} more`,

    compared: 'Three ways',
    choices: {
      blend: 'This blend',
      dc_only: 'DC only',
      home_only: 'Home only',
    } satisfies Readonly<Record<Choice, string>>,
    cheapest: 'Cheapest',
    cheapestIs: {
      blend: 'This blend is the cheapest of the three.',
      dc_only: 'DC only is the cheapest of the three.',
      home_only: 'Home only is the cheapest of the three.',
    } satisfies Readonly<Record<Choice, string>>,
    against: {
      dc_only: (costDelta: number | undefined, dcDeltaS: number) =>
        difference(f, 'DC only', costDelta, dcDeltaS, [
          'less at the charger',
          'more at the charger',
        ]),
      home_only: (costDelta: number | undefined, deltaS: number) =>
        difference(f, 'home only', costDelta, deltaS, ['quicker in all', 'longer in all']),
    },
    isOnly: {
      dc_only: 'With this stop all of it is charged on DC.',
      home_only: 'With this stop all of it is charged at home.',
    },
    lossesOf: (plugWh: number, batteryWh: number) =>
      `${f.energy(lossOf(plugWh, batteryWh))} of the ${f.energy(plugWh)} paid for are lost on the way to the battery.`,

    best: 'Best stop',
    bestWords: {
      stop_at: (soc: number, homeCost: number | undefined, dcTimeS: number) =>
        `Stop at ${f.soc(soc)} after ${f.duration(dcTimeS)}: the rest at home costs ${f.money(homeCost)}.`,
      no_dc_needed: (cost: number | undefined, n: number) =>
        `No DC needed: all of it at home is the cheapest, ${f.money(cost)} in ${nights(n)}.`,
      dc_only: (cost: number | undefined) =>
        `Charge all of it on DC: nothing within your limits is cheaper. ${f.money(cost)}.`,
    },
    inAllCosts: (cost: number | undefined, perDistance: number | undefined) =>
      perDistance === undefined
        ? `${f.money(cost)} in all.`
        : `${f.money(cost)} in all, ${f.pricePerDistance(perDistance)}.`,
    withinLimits: (limits: readonly string[]) => `Within your limits: ${f.list(limits)}.`,
    limitWords: {
      maxDcS: (s: number) => `at most ${f.duration(s)} on DC`,
      maxTotalS: (s: number) => `at most ${f.duration(s)} in all`,
      maxNights: (n: number) => `at most ${nights(n)}`,
    },
    infeasible: (dcOnlyS: number, homeOnlyS: number, n: number) =>
      `No stop keeps your limits. All on DC takes ${f.duration(dcOnlyS)}; all at home takes ${f.duration(homeOnlyS)} and ${nights(n)}. Allow more time or nights.`,
    bestNeedsPrices:
      'The best stop is the cheapest one: it takes the DC and the home price per kWh.',

    curve: 'Cost against time',
    curveFinding: (low: number, lowSoc: number, high: number, highSoc: number) =>
      low === high
        ? `${f.money(low)} wherever you stop`
        : `From ${f.money(low)} with a stop at ${f.soc(lowSoc)} to ${f.money(high)} at ${f.soc(highSoc)}`,
    curveNote: 'Drag the point or use the arrow keys to move the stop.',
    curveUnknown: 'The curve takes the DC and the home price per kWh.',
    slider: 'Stop on the curve',
    sliderText: (soc: number, dcTimeS: number, cost: number | undefined) =>
      `${f.soc(soc)}: ${f.duration(dcTimeS)} on DC, ${f.money(cost)} in all`,
    minutesOnDc: 'min on DC',
    here: 'Your stop',
    bestHere: 'Best stop',
    curveColumns: {
      stop: 'Stop',
      dcTime: 'On DC',
      homeTime: 'At home',
      nights: 'Nights',
      total: 'In all',
      cost: 'Cost',
    },

    departure: 'Departure',
    departureAt: (text: string) => `Leaving ${text}`,
    plugInBy: (text: string) => `Plug in by ${text}`,
    plugInByWhy: (timeS: number, from: number, to: number) =>
      `Home charging from ${f.soc(from)} to ${f.soc(to)} takes ${f.duration(timeS)} without a break.`,
    notReachable: (soc: number) =>
      `Not ready by then: about ${f.soc(Math.floor(soc))} if you plug in now`,
    nightReady: (done: string) => `In your nightly window it is ready ${done}, in time.`,
    nightTooLate: (done: string) =>
      `In your nightly window alone it would be ready ${done}, after you leave.`,
    noHomePart: 'Nothing is left to charge at home.',
    departed: 'This departure has passed.',

    copyToNotes: 'Copy to notes',
    copy: 'Copy plan',
    copied: 'Plan copied',
    noted: 'Plan added to the notes',
    unnoted: 'Taken out of the notes again',
    copyFailed: 'The plan could not be copied.',
    start: 'Start this charge',

    text: {
      head: (car: string, from: number, to: number) =>
        `Plan for ${car}: ${f.soc(from)} to ${f.soc(to)}`,
      part: (name: string, timeS: number, plugWh: number, cost: number | undefined) =>
        `${name}: ${f.duration(timeS)}, ${f.energy(plugWh)}, ${f.money(cost)}`,
      power: (name: string, w: number, price: number | undefined) =>
        `${name}: ${f.power(w)}, ${f.pricePerKwh(price)}`,
      estimate: 'Estimated, not measured.',
    },
  };
};

/** How a plan differs from another one, in words: money first, then time. */
function difference(
  f: Formatters,
  other: string,
  costDelta: number | undefined,
  deltaS: number,
  [less, more]: readonly [string, string],
): string {
  const money =
    costDelta === undefined
      ? `Cost against ${other} not known`
      : Math.abs(costDelta) < 5000
        ? `Costs the same as ${other}`
        : `${f.money(Math.abs(costDelta))} ${costDelta < 0 ? 'cheaper' : 'dearer'} than ${other}`;
  if (Math.abs(deltaS) < 30) return `${money}.`;
  return `${money}, ${f.duration(Math.abs(deltaS))} ${deltaS < 0 ? less : more}.`;
}
