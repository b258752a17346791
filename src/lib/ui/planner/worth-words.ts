import type { PlannerCar } from '#lib/domain/planner/planner-car.ts';
import { petrolPerMileMicros } from '#lib/domain/metrics/petrol.ts';
import type { Current } from '#lib/domain/session.ts';
import type { StallPrice, WorthIt, Yardstick, Yardsticks } from '#lib/domain/worth-it.ts';
import type { I18n } from '#lib/i18n/i18n.svelte.ts';
import type { WorthFacts } from '#lib/state/worth-facts.svelte.ts';
import { AVERAGE_DAYS } from '#lib/state/worth-history.ts';
import type { ShownFigure } from '#lib/ui/session/shown-figure.ts';

/** What a price is held against, with where it is known from. */
export interface Known {
  readonly facts: WorthFacts;
  /** Absent until it is known, and without a car. */
  readonly car: PlannerCar | undefined;
  /** What the stall delivers. */
  readonly current: Current;
}

const etaOf = ({ car, current }: Known): number | undefined =>
  current === 'DC' ? car?.etaDc : car?.etaAc;

function plugMPerWh(known: Known): number | undefined {
  const [eta, driving] = [etaOf(known), known.car?.drivingMPerWh];
  return eta === undefined || driving === undefined ? undefined : driving * eta;
}

/** The prices of one currency that a stall can be compared with. */
export function yardsticksOf(known: Known): Yardsticks {
  const { home, homeNow, history, settings } = known.facts;
  const isOwn = home?.tariff.currency === settings.currency;
  const petrol = petrolPerMileMicros(settings);
  const efficiency = plugMPerWh(known);
  const { average, cheapest } = history;
  return {
    ...(home && isOwn ? { homePricePerKwhMicros: home.pricePerKwhMicros } : {}),
    ...(homeNow && isOwn ? { homeNowPricePerKwhMicros: homeNow.pricePerKwhMicros } : {}),
    ...(average ? { averagePricePerKwhMicros: average.pricePerKwhMicros } : {}),
    ...(cheapest ? { cheapestPricePerKwhMicros: cheapest.pricePerKwhMicros } : {}),
    ...(petrol === undefined ? {} : { petrolPerMileMicros: petrol }),
    ...(efficiency === undefined ? {} : { plugMPerWh: efficiency }),
  };
}

function plugWords(i18n: I18n, known: Known): string {
  const [eta, driving] = [etaOf(known), known.car?.drivingMPerWh];
  if (eta === undefined || driving === undefined) return '';
  return i18n.t.worth.from.plug(driving, eta, known.current);
}

/** Where a price to compare with comes from. */
function yardstickSource(i18n: I18n, known: Known, against: Yardstick): string {
  const words = i18n.t.worth.from;
  const { home, history, settings } = known.facts;
  switch (against) {
    case 'home':
      return home ? words.home(home.tariff.name, home.label) : '';
    case 'home_now':
      return home ? words.home_now(home.tariff.name) : '';
    case 'average':
      return history.average ? words.average(history.average.sessions, AVERAGE_DAYS) : '';
    case 'cheapest': {
      const { cheapest } = history;
      if (!cheapest) return '';
      return words.cheapest(cheapest.placeName, cheapest.sessions, cheapest.lastDate);
    }
    case 'petrol': {
      const [perMile, plug] = [petrolPerMileMicros(settings), plugMPerWh(known)];
      if (perMile === undefined || plug === undefined) return '';
      return `${words.petrol(perMile, plug)} ${plugWords(i18n, known)}`;
    }
  }
}

/** A price of the picture: as a line that says its source, and how far the stall is from it. */
export interface ShownYardstick extends ShownFigure {
  readonly against: Yardstick;
  readonly micros: number;
  readonly verdict: 'cheaper' | 'same' | 'dearer';
  /** "12.0p cheaper". */
  readonly difference: string;
}

/** The comparisons as lines. */
export function shownYardsticks(i18n: I18n, known: Known, worth: WorthIt): ShownYardstick[] {
  const words = i18n.t.worth;
  return worth.comparisons.map(({ against, pricePerKwhMicros, deltaMicros, verdict }) => ({
    against,
    micros: pricePerKwhMicros,
    verdict,
    label: words.names[against],
    value: i18n.f.pricePerKwh(pricePerKwhMicros),
    source: yardstickSource(i18n, known, against),
    difference: {
      same: words.same,
      cheaper: words.cheaperBy(-deltaMicros),
      dearer: words.dearerBy(deltaMicros),
    }[verdict],
  }));
}

/** What the charge here would cost, each with its source. */
export function stallFigures(
  i18n: I18n,
  known: Known,
  stall: StallPrice,
  worth: WorthIt,
): ShownFigure[] {
  const words = i18n.t.worth;
  const { f } = i18n;
  const { pricePerKwhMicros: price, costPerMileMicros: perMile } = worth;
  const { sessionFeeMicros: fee = 0, energyWh } = stall;
  const plug = plugMPerWh(known);
  const withFee: ShownFigure = {
    label: words.withFee,
    value: f.pricePerKwh(price),
    source:
      energyWh === undefined
        ? words.feeUnclear
        : words.withFeeFrom(stall.pricePerKwhMicros, fee, energyWh),
  };
  return [
    ...(fee > 0 ? [withFee] : []),
    {
      label: words.costPerDistance,
      value: f.pricePerDistance(perMile),
      estimated: true,
      source:
        price === undefined
          ? words.feeUnclear
          : plug === undefined
            ? words.missing.efficiency
            : `${words.costPerDistanceFrom(price, plug)} ${plugWords(i18n, known)}`,
    },
    ...(energyWh !== undefined && price !== undefined
      ? [
          {
            label: words.total,
            value: f.money((energyWh * price) / 1000),
            source: words.totalFrom(price, energyWh),
          },
        ]
      : []),
  ];
}

/** What cannot be compared yet, and why. */
export function missingWords(i18n: I18n, known: Known, yardsticks: Yardsticks) {
  const words = i18n.t.worth.missing;
  const { home, settings } = known.facts;
  const isForeign = home !== undefined && home.tariff.currency !== settings.currency;
  const needsEfficiency =
    yardsticks.petrolPerMileMicros !== undefined && yardsticks.plugMPerWh === undefined;
  return {
    home: isForeign
      ? words.otherCurrency(home.tariff.name, home.tariff.currency)
      : home
        ? undefined
        : words.home,
    petrol:
      yardsticks.petrolPerMileMicros === undefined
        ? words.petrol
        : needsEfficiency && known.car
          ? words.efficiency
          : undefined,
    average:
      yardsticks.averagePricePerKwhMicros === undefined ? words.average(AVERAGE_DAYS) : undefined,
  };
}
