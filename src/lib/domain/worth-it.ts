import { knownMembers } from './metrics/known-members.ts';
import { efficiencyIn } from './units.ts';

/** What a stall asks. A fee is paid once, so it takes an energy to say what it adds to a kWh. */
export interface StallPrice {
  readonly pricePerKwhMicros: number;
  readonly sessionFeeMicros?: number;
  readonly energyWh?: number;
}

/** What a price can be held against; each absent while it is not known. All in one currency. */
export interface Yardsticks {
  /** The cheapest price at home, at whatever time of day. */
  readonly homePricePerKwhMicros?: number;
  /** The price at home at this moment. */
  readonly homeNowPricePerKwhMicros?: number;
  /** What was paid per kWh on average away from home. */
  readonly averagePricePerKwhMicros?: number;
  /** The cheapest place that was paid at. */
  readonly cheapestPricePerKwhMicros?: number;
  readonly petrolPerMileMicros?: number;
  /** How far a delivered Wh goes, in metres. */
  readonly plugMPerWh?: number;
}

export const YARDSTICKS = ['home', 'home_now', 'petrol', 'average', 'cheapest'] as const;
export type Yardstick = (typeof YARDSTICKS)[number];

export interface WorthComparison {
  readonly against: Yardstick;
  readonly pricePerKwhMicros: number;
  /** The stall's price less this one; negative is cheaper. */
  readonly deltaMicros: number;
  readonly verdict: 'cheaper' | 'same' | 'dearer';
}

/** The answer in one word, the most telling first; `fee_unclear` and `no_yardstick` are none. */
export const WORTH_VERDICTS = [
  'fee_unclear',
  'free',
  'as_cheap_as_home',
  'dearer_than_petrol',
  'below_average',
  'about_average',
  'above_average',
  'below_petrol',
  'dearer_than_home',
  'no_yardstick',
] as const;
export type WorthVerdict = (typeof WORTH_VERDICTS)[number];

export interface WorthIt {
  /** With the fee shared out; absent for a fee without an energy. */
  readonly pricePerKwhMicros?: number;
  /** Absent without an efficiency. */
  readonly costPerMileMicros?: number;
  /** The price at which driving costs the same as on petrol; absent without petrol or efficiency. */
  readonly breakEvenPricePerKwhMicros?: number;
  /** In the order of `YARDSTICKS`; only what is known. */
  readonly comparisons: readonly WorthComparison[];
  readonly verdict: WorthVerdict;
}

/** Below half a tenth of a hundredth nobody sees a difference. */
const SAME_MICROS = 500;
/** Within so much of the own average a price is about average. */
const ABOUT = 0.05;

function priceOf({ pricePerKwhMicros, sessionFeeMicros = 0, energyWh = 0 }: StallPrice) {
  if (sessionFeeMicros === 0) return pricePerKwhMicros;
  return energyWh > 0 ? pricePerKwhMicros + (sessionFeeMicros * 1000) / energyWh : undefined;
}

/** What a kWh may cost for driving to cost what it does on petrol, in micros. */
export function breakEvenPrice({
  petrolPerMileMicros,
  plugMPerWh,
}: Pick<Yardsticks, 'petrolPerMileMicros' | 'plugMPerWh'>): number | undefined {
  if (petrolPerMileMicros === undefined || plugMPerWh === undefined) return undefined;
  return petrolPerMileMicros * efficiencyIn('mi/kWh', plugMPerWh);
}

function comparison(against: Yardstick, here: number, there: number): WorthComparison {
  const deltaMicros = here - there;
  const verdict =
    Math.abs(deltaMicros) < SAME_MICROS ? 'same' : deltaMicros < 0 ? 'cheaper' : 'dearer';
  return { against, pricePerKwhMicros: there, deltaMicros, verdict };
}

function comparisonsOf(price: number, yardsticks: Yardsticks): WorthComparison[] {
  const prices: Readonly<Record<Yardstick, number | undefined>> = {
    home: yardsticks.homePricePerKwhMicros,
    home_now: yardsticks.homeNowPricePerKwhMicros,
    petrol: breakEvenPrice(yardsticks),
    average: yardsticks.averagePricePerKwhMicros,
    cheapest: yardsticks.cheapestPricePerKwhMicros,
  };
  return YARDSTICKS.flatMap((against) => {
    const there = prices[against];
    return there === undefined ? [] : [comparison(against, price, there)];
  });
}

function againstAverage({ pricePerKwhMicros: average, deltaMicros }: WorthComparison) {
  if (deltaMicros < -ABOUT * average) return 'below_average';
  return deltaMicros > ABOUT * average ? 'above_average' : 'about_average';
}

function verdictOf(price: number, comparisons: readonly WorthComparison[]): WorthVerdict {
  const by = (wanted: Yardstick) => comparisons.find(({ against }) => against === wanted);
  const [home, petrol, average] = [by('home'), by('petrol'), by('average')];
  if (price <= 0) return 'free';
  if (home && home.verdict !== 'dearer') return 'as_cheap_as_home';
  if (petrol?.verdict === 'dearer') return 'dearer_than_petrol';
  if (average) return againstAverage(average);
  if (petrol) return 'below_petrol';
  return home ? 'dearer_than_home' : 'no_yardstick';
}

/** Whether a price at a stall is worth it, held against all that is known. */
export function worthIt(stall: StallPrice, yardsticks: Yardsticks): WorthIt {
  const price = priceOf(stall);
  const comparisons = price === undefined ? [] : comparisonsOf(price, yardsticks);
  const { plugMPerWh } = yardsticks;
  const miPerKwh = plugMPerWh === undefined ? NaN : efficiencyIn('mi/kWh', plugMPerWh);
  return knownMembers<WorthIt>({
    pricePerKwhMicros: price,
    costPerMileMicros: (price ?? NaN) / miPerKwh,
    breakEvenPricePerKwhMicros: breakEvenPrice(yardsticks),
    comparisons,
    verdict: price === undefined ? 'fee_unclear' : verdictOf(price, comparisons),
  });
}
