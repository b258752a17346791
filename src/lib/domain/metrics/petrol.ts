import type { Settings } from '#lib/domain/settings.ts';
import { distanceIn, efficiencyIn, metresOf, type PetrolEconomyUnit } from '#lib/domain/units.ts';
import { plugMPerWhAt } from './car-figures.ts';
import { at } from './car-log.ts';
import type { CarBook } from './diary.ts';
import { knownMembers } from './known-members.ts';
import { gainedMAt } from './row-figures.ts';
import type { PetrolMetrics } from './session-metrics.ts';

type PetrolSettings = Pick<
  Settings,
  'petrolPricePerLitreMicros' | 'petrolEconomy' | 'petrolEconomyUnit'
>;

const LITRES_PER_UK_GALLON = 4.54609;
const LITRES_PER_US_GALLON = 3.785411784;
const METRES_PER_100_KM = 100_000;

function litresPerMile(economy: number, unit: PetrolEconomyUnit): number {
  switch (unit) {
    case 'mpg_uk':
      return LITRES_PER_UK_GALLON / economy;
    case 'mpg_us':
      return LITRES_PER_US_GALLON / economy;
    case 'l_per_100km':
      return (economy * metresOf(1, 'mi')) / METRES_PER_100_KM;
  }
}

/** What a mile on petrol costs, in micros; absent unless price and economy are set. */
export function petrolPerMileMicros(settings: PetrolSettings): number | undefined {
  const { petrolPricePerLitreMicros: price = 0, petrolEconomy: economy = 0 } = settings;
  if (!(price > 0 && economy > 0)) return undefined;
  return price * litresPerMile(economy, settings.petrolEconomyUnit);
}

/** What the gained distance would have cost on petrol, in micros; NaN when absent. */
function petrolEquivalentMicrosAt(book: CarBook, i: number, settings: PetrolSettings): number {
  return distanceIn('mi', gainedMAt(book, i)) * (petrolPerMileMicros(settings) ?? NaN);
}

/** What was saved against petrol, in micros; negative when it was dearer, NaN when absent. */
export function petrolSavingMicrosAt(book: CarBook, i: number, settings: PetrolSettings): number {
  return petrolEquivalentMicrosAt(book, i, settings) - at(book.log.costMicros, i);
}

function verdictOf(savingMicros: number): PetrolMetrics['verdict'] {
  if (savingMicros > 0) return 'cheaper';
  if (savingMicros < 0) return 'dearer';
  return savingMicros === 0 ? 'same' : undefined;
}

/** A session held against petrol; absent unless price and economy are set. */
export function petrolMetrics(
  book: CarBook,
  i: number,
  settings: PetrolSettings,
): PetrolMetrics | undefined {
  const perMileMicros = petrolPerMileMicros(settings);
  if (perMileMicros === undefined) return undefined;
  const savingMicros = petrolSavingMicrosAt(book, i, settings);
  return knownMembers<PetrolMetrics>({
    perMileMicros,
    breakEvenPricePerKwhMicros:
      perMileMicros * efficiencyIn('mi/kWh', plugMPerWhAt(book.figures, i)),
    equivalentMicros: petrolEquivalentMicrosAt(book, i, settings),
    savingMicros,
    verdict: verdictOf(savingMicros),
  });
}
