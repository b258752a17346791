import { findHints } from '#lib/domain/coach/hints.ts';
import type { Settings } from '#lib/domain/settings.ts';
import { distanceIn, SECONDS_PER_HOUR } from '#lib/domain/units.ts';
import { at, durationSAt, HOME_CLASS_OF, HOME_CODE, known, timeSAt } from './car-log.ts';
import { type ChipFigures, chipsOf, chipWithoutValue } from './chips.ts';
import { previousOf, rollingOf, similarSessionIds } from './comparison.ts';
import type { CarBook, Diary } from './diary.ts';
import {
  chargingEfficiencyOf,
  cycleMissingOf,
  cycleOf,
  efficiencyOf,
} from './efficiency-metrics.ts';
import { knownMembers } from './known-members.ts';
import { petrolMetrics, petrolPerMileMicros, petrolSavingMicrosAt } from './petrol.ts';
import { Ratio } from './ratio.ts';
import {
  averagePowerWAt,
  confidenceAt,
  costPer10SocMicrosAt,
  costPerMileMicrosAt,
  deltaSocAt,
  effectivePricePerKwhMicrosAt,
  gainedMAt,
  isTaperedAt,
  lossImplausibleAt,
  lossPctAt,
  sizeClassAt,
  socPerKwhAt,
  storedWhAt,
} from './row-figures.ts';
import { firstRowOn } from './row-search.ts';
import type { SessionMetrics, SheetMetrics, ShownChip } from './session-metrics.ts';

/** What a mile charged at home cost in the days before a session, in micros; absent without a base. */
export function homeBaselinePerMileMicros(
  book: CarBook,
  i: number,
  settings: Pick<Settings, 'homeDeltaDays'>,
): number | undefined {
  const { log } = book;
  const perMile = new Ratio();
  const start = firstRowOn(log.day, (log.day[i] ?? 0) - settings.homeDeltaDays);
  for (let j = start; j < i; j += 1) {
    if (log.homeClass[j] !== HOME_CODE) continue;
    perMile.add(at(log.costMicros, j), distanceIn('mi', gainedMAt(book, j)));
  }
  return known(perMile.value);
}

/** How much dearer a mile was than at home; NaN for home sessions and without a base. */
function homeDeltaPerMileMicrosAt(book: CarBook, i: number, settings: Settings): number {
  const costPerMileMicros = costPerMileMicrosAt(book, i);
  // Without a cost there is no need to look at the days before.
  if (book.log.homeClass[i] === HOME_CODE || Number.isNaN(costPerMileMicros)) return NaN;
  return costPerMileMicros - (homeBaselinePerMileMicros(book, i, settings) ?? NaN);
}

function chipFiguresAt(settings: Settings, book: CarBook, i: number): ChipFigures {
  const { log, figures } = book;
  const confidence = confidenceAt(figures, i);
  return {
    drivingMPerWh: at(figures.drivingMPerWh, i),
    costPerMileMicros: costPerMileMicrosAt(book, i),
    petrolPerMileMicros: petrolPerMileMicros(settings) ?? NaN,
    savingMicros: petrolSavingMicrosAt(book, i, settings),
    homeDeltaPerMileMicros: homeDeltaPerMileMicrosAt(book, i, settings),
    lossPct: lossPctAt(log, i),
    lossImplausible: lossImplausibleAt(log, i, settings),
    pricePerKwhMicros: effectivePricePerKwhMicrosAt(log, i),
    averagePowerW: averagePowerWAt(log, i),
    costPer10SocMicros: costPer10SocMicrosAt(log, i),
    socPerKwh: socPerKwhAt(log, i),
    sizeClass: sizeClassAt(log, i),
    isUnsure: confidence === 'low' || confidence === 'estimated',
  };
}

/** The chips of a session with what they show, the most telling first; cheap enough for lists. */
export function shownChips({ settings }: Diary, book: CarBook, i: number): ShownChip[] {
  return chipsOf(chipFiguresAt(settings, book, i), settings);
}

function lossMembers(book: CarBook, i: number, figures: ChipFigures): Partial<SessionMetrics> {
  if (Number.isNaN(figures.lossPct)) return {};
  return {
    lossPct: figures.lossPct,
    lossBasis: Number.isNaN(at(book.log.batteryEnergyWh, i)) ? 'soc' : 'car',
    ...(figures.lossImplausible && { lossImplausible: true }),
  };
}

/** Those figures of a session that its line in a sheet shows: a small part, without the costly ones. */
export function sheetMetrics(book: CarBook, i: number): SheetMetrics {
  return knownMembers<SheetMetrics>({
    efficiency: efficiencyOf(book, i),
    costPerMileMicros: costPerMileMicrosAt(book, i),
  });
}

/** All figures of a session of a car's book. */
export function sessionMetrics(diary: Diary, book: CarBook, i: number): SessionMetrics {
  const { settings } = diary;
  const { log, figures } = book;
  const shown = chipFiguresAt(settings, book, i);
  const gainedM = gainedMAt(book, i);
  const deltaSoc = deltaSocAt(log, i);
  const timeS = timeSAt(log, i);
  const usableBatteryWh = log.car.usableBatteryWh ?? NaN;
  const addedWh = (deltaSoc / 100) * usableBatteryWh;
  return knownMembers<SessionMetrics>({
    baseline: i === 0 ? true : undefined,
    homeClass: HOME_CLASS_OF[log.homeClass[i] ?? 0] ?? 'unknown',
    totalCostMicros: at(log.costMicros, i),
    foreignCost: log.foreign[i] === 1 ? true : undefined,
    effectivePricePerKwhMicros: shown.pricePerKwhMicros,
    chargingEfficiency: chargingEfficiencyOf(book, i),
    cycle: cycleOf(book, i),
    cycleMissing: cycleMissingOf(book, i),
    efficiency: efficiencyOf(book, i),
    gainedM,
    costPerMileMicros: shown.costPerMileMicros,
    deltaSoc,
    socPerKwh: shown.socPerKwh,
    timeS,
    durationS: durationSAt(log, i),
    averagePowerW: shown.averagePowerW,
    gainedMPerHour: gainedM > 0 ? (gainedM * SECONDS_PER_HOUR) / timeS : undefined,
    costPer10SocMicros: shown.costPer10SocMicros,
    sizeClass: shown.sizeClass,
    storedWh: storedWhAt(log, i),
    ...lossMembers(book, i, shown),
    rangeAddedM: addedWh > 0 ? addedWh * at(figures.drivingMPerWh, i) : undefined,
    petrol: petrolMetrics(book, i, settings),
    homeDeltaPerMileMicros: shown.homeDeltaPerMileMicros,
    previous: previousOf(log, i),
    dcTaper: isTaperedAt(log, i, settings) ? true : undefined,
    chips: chipsOf(shown, settings).map(chipWithoutValue),
    hints: findHints(diary, book, i).flatMap(({ code, dismissed }) => (dismissed ? [] : [code])),
    similarSessionIds: similarSessionIds(log, i),
    rolling: rollingOf(diary, book, i),
  });
}
