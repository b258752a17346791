import { type TypedCost, sumLines } from './cost.ts';
import { homeClass } from './home.ts';
import { energyCostMicros } from './money.ts';
import type { Place } from './place.ts';
import { type RateFailure, type RateResult, placeRate, tariffRate } from './rate.ts';
import type { Cost, CostBasis, ReceiptLine, Session } from './session.ts';
import type { Settings } from './settings.ts';
import type { Tariff } from './tariff.ts';
import { homeTariffs, placeTariffs, tariffAt, tariffOn } from './tariff-choice.ts';
import { BASE_LABEL } from './tariff-bands.ts';
import { priceWindow } from './tariff-window.ts';

export type PricedSession = Pick<
  Session,
  | 'localDate'
  | 'startedAt'
  | 'endedAt'
  | 'chargingS'
  | 'current'
  | 'curve'
  | 'energyWh'
  | 'placeId'
  | 'placeLabel'
>;

export interface PricingInput {
  readonly session: PricedSession;
  readonly typed: TypedCost;
  /** The session's place; looked up in `placesById` when absent. */
  readonly place?: Place;
  readonly tariffs: readonly Tariff[];
  readonly settings: Pick<Settings, 'currency' | 'homeAliases'> &
    Partial<Pick<Settings, 'splitByCurve'>>;
  readonly placesById: ReadonlyMap<string, Place>;
}

/** Why a session has no cost. */
export type UnknownCost = 'no_energy' | 'no_price' | RateFailure;

export type PricingResult =
  { readonly cost: Cost; readonly warnings: readonly string[] } | { readonly unknown: UnknownCost };

/** How far a receipt's lines may be from its total, in micros. */
const LINES_TOLERANCE_MICROS = 10_000;

/**
 * The cost of a session: what was typed, else what its place or the home tariff charges. Pure and
 * without memory: freezing the result is the caller's. Unknown is never a guess and never 0.
 */
export function priceSession(input: PricingInput): PricingResult {
  return typedCost(input) ?? placeOrHomeCost(input);
}

function priced(cost: Cost, warnings: readonly string[] = []): PricingResult {
  return { cost, warnings };
}

/** Typed lines, marked as such; `lines` is left out of a cost that has none. */
function typedLinesOf(typed: TypedCost): readonly ReceiptLine[] {
  return (typed.lines ?? []).map((line) => ({ ...line, typed: true }));
}

function typedTotal(input: PricingInput, totalMicros: number): Cost {
  const { typed, settings } = input;
  const lines = typedLinesOf(typed);
  return {
    basis: typed.fromMeter ? 'meter' : 'typed_total',
    currency: typed.currency ?? settings.currency,
    totalMicros,
    ...(lines.length > 0 ? { lines } : {}),
    ...(typed.inHomeCurrency ? { inHomeCurrency: typed.inHomeCurrency } : {}),
  };
}

function typedCost(input: PricingInput): PricingResult | undefined {
  const { session, typed, settings } = input;
  const lines = typedLinesOf(typed);
  const linesMicros = sumLines(lines);
  if (typed.totalMicros !== undefined) {
    const differ =
      lines.length > 0 && Math.abs(linesMicros - typed.totalMicros) > LINES_TOLERANCE_MICROS;
    return priced(typedTotal(input, typed.totalMicros), differ ? ['cost/lines_differ'] : []);
  }
  if (lines.some((line) => line.kind === 'energy')) return priced(typedTotal(input, linesMicros));
  const price = typed.pricePerKwhMicros;
  if (price === undefined) return undefined;
  const cost: Cost = {
    basis: 'typed_price',
    currency: typed.currency ?? settings.currency,
    pricePerKwhMicros: price,
  };
  if (session.energyWh === undefined) {
    return priced(lines.length > 0 ? { ...cost, lines } : cost);
  }
  const energy = energyLine(session.energyWh, price);
  return priced({
    ...cost,
    totalMicros: energy.amountMicros + linesMicros,
    ...(lines.length > 0 ? { lines: [energy, ...lines] } : {}),
    ...(typed.inHomeCurrency ? { inHomeCurrency: typed.inHomeCurrency } : {}),
  });
}

function energyLine(energyWh: number, unitPriceMicros: number): ReceiptLine {
  return {
    kind: 'energy',
    label: BASE_LABEL,
    unitPriceMicros,
    energyWh,
    amountMicros: energyCostMicros(energyWh, unitPriceMicros),
  };
}

function placeOrHomeCost(input: PricingInput): PricingResult {
  const { session, typed, settings } = input;
  const place = input.place ?? placeOf(input);
  if (place?.isFree) {
    const lines = typedLinesOf(typed);
    return priced({
      basis: 'place_free',
      currency: settings.currency,
      totalMicros: sumLines(lines),
      placeId: place.id,
      ...(lines.length > 0 ? { lines } : {}),
    });
  }
  const rate = session.energyWh === undefined ? undefined : rateOf(input, place);
  if (rate && 'failure' in rate) return { unknown: rate.failure };
  if (rate) return priced(withTypedLines(rate.basis, rate.result, place, input));
  if (typed.lines && typed.lines.length > 0) {
    return priced(typedTotal(input, sumLines(typed.lines)));
  }
  return { unknown: session.energyWh === undefined ? 'no_energy' : 'no_price' };
}

function placeOf({ session, placesById }: PricingInput): Place | undefined {
  return session.placeId === undefined ? undefined : placesById.get(session.placeId);
}

/** The place's tariff, else its own price, else the home tariff; absent if none applies. */
function rateOf(
  input: PricingInput,
  place: Place | undefined,
):
  | { readonly basis: CostBasis; readonly result: RateResult }
  | { readonly failure: RateFailure }
  | undefined {
  const { tariffs, settings, placesById } = input;
  const session = settings.splitByCurve ? input.session : { ...input.session, curve: [] };
  const window = priceWindow(session);
  const choose = (groups: ReturnType<typeof homeTariffs>) =>
    window ? tariffAt(groups, window.from) : tariffOn(groups, session.localDate);
  const outcome = (basis: CostBasis, result: RateResult | RateFailure) =>
    typeof result === 'string' ? { failure: result } : { basis, result };
  if (place) {
    const groups = placeTariffs(tariffs, place.id, session.current);
    const tariff = choose(groups);
    if (tariff) return outcome('place_rate', tariffRate(session, window, groups, tariff));
    if (place.pricePerKwhMicros !== undefined) {
      const rates = { ...place, pricePerKwhMicros: place.pricePerKwhMicros };
      return outcome('place_rate', placeRate(session, window, rates, settings.currency));
    }
  }
  if (homeClass(session, placesById, settings.homeAliases) !== 'home') return undefined;
  const groups = homeTariffs(tariffs, session.placeId, session.current);
  const tariff = choose(groups);
  return tariff && outcome('home_tariff', tariffRate(session, window, groups, tariff));
}

function withTypedLines(
  basis: CostBasis,
  rate: RateResult,
  place: Place | undefined,
  { typed }: PricingInput,
): Cost {
  const lines = [...rate.lines, ...typedLinesOf(typed)];
  const [first, ...others] = rate.lines.filter((line) => line.kind === 'energy');
  const flatPrice = others.length === 0 ? first?.unitPriceMicros : undefined;
  return {
    basis,
    currency: rate.currency,
    totalMicros: sumLines(lines),
    ...(flatPrice === undefined ? {} : { pricePerKwhMicros: flatPrice }),
    ...(rate.tariffId === undefined ? {} : { tariffId: rate.tariffId }),
    ...(place ? { placeId: place.id } : {}),
    ...(lines.length > 1 ? { lines } : {}),
  };
}
