import type { MileageYear, RoadTax } from '#lib/domain/analytics/figures.ts';
import type { Car } from '#lib/domain/car.ts';
import type { I18n } from '#lib/i18n/i18n.svelte.ts';
import type { ShownFigure } from '#lib/ui/session/shown-figure.ts';
import type { CarAnswer } from '#lib/worker/api.ts';

/** What was entered about a car. */
export function specFigures({ f, t }: I18n, car: Car): readonly ShownFigure[] {
  const words = t.cars.view;
  const { usableBatteryWh, profileEfficiencyMPerWh, maxAcW, maxDcW, fullCharge } = car;
  const entered: readonly (readonly [string, string | undefined])[] = [
    [words.battery, usableBatteryWh === undefined ? undefined : f.energy(usableBatteryWh)],
    [
      words.efficiency,
      profileEfficiencyMPerWh === undefined ? undefined : f.efficiency(profileEfficiencyMPerWh),
    ],
    [words.maxAc, maxAcW === undefined ? undefined : f.power(maxAcW)],
    [words.maxDc, maxDcW === undefined ? undefined : f.power(maxDcW)],
    [
      words.fullCharge,
      fullCharge && words.fullChargeEvery(fullCharge.every, t.cars.units[fullCharge.unit]),
    ],
    [words.since, f.date(car.createdDate)],
  ];
  return entered.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }]));
}

/** What a car has done so far. */
export function lifetimeFigures(
  { f, t }: I18n,
  { totals, newest, reading }: CarAnswer,
): readonly ShownFigure[] {
  const words = t.cars.view;
  const { from } = words;
  const basis = totals.costPerMileBasis;
  const sourceIf = <T>(value: T | undefined, source: (value: T) => string) =>
    value === undefined ? {} : { source: source(value) };
  return [
    {
      label: words.lastSoc,
      value: f.soc(newest?.socTo),
      ...sourceIf(newest?.socTo === undefined ? undefined : newest.localDate, from.lastSoc),
    },
    {
      label: words.odometer,
      value: f.odometer(reading?.odometerM),
      ...sourceIf(reading?.localDate, from.odometer),
    },
    {
      label: words.distance,
      value: f.odometer(totals.distanceM),
      ...sourceIf(totals.distanceM, () => from.distance),
    },
    { label: words.sessions, value: f.count(totals.sessions) },
    {
      label: words.energy,
      value: f.energyTotal(totals.energyWh),
      ...sourceIf(totals.energyWh, () => from.energy),
    },
    {
      label: words.spend,
      value: f.money(totals.costMicros),
      ...sourceIf(totals.costMicros, () => from.spend(totals)),
    },
    {
      label: words.price,
      value: f.pricePerKwh(totals.pricePerKwhMicros),
      ...sourceIf(totals.pricePerKwhMicros, () => from.price),
    },
    {
      label: words.perDistance,
      value: f.pricePerDistance(totals.costPerMileMicros),
      estimated: basis === 'gained',
      ...sourceIf(basis, (of) => from.perDistance[of]),
    },
    {
      label: words.driving,
      value: f.efficiency(totals.drivingMPerWh),
      ...sourceIf(totals.drivingMPerWh, () => from.driving(totals.cycles ?? 0)),
    },
  ];
}

/** How the mileage year of today goes. */
export function mileageFigures({ f, t }: I18n, year: MileageYear): readonly ShownFigure[] {
  const words = t.cars.view;
  const from = words.fromYear;
  const { usedM, allowanceM, remainingM, expectedM, projectedM, lowConfidence } = year;
  const projected: ShownFigure = {
    label: words.projected,
    value: f.odometer(projectedM),
    estimated: true,
    ...(projectedM !== undefined && { source: from.projected(year) }),
    ...(lowConfidence && { source: words.lowConfidence(year.elapsedDays) }),
  };
  const used = { value: f.odometer(usedM), source: from.used(year) };
  if (allowanceM === undefined || remainingM === undefined) {
    return [{ label: words.usedPlain, ...used }, projected];
  }
  return [
    { label: words.used, ...used },
    { label: words.allowance, value: f.odometer(allowanceM), source: from.allowance },
    {
      label: remainingM < 0 ? words.overBy : words.remaining,
      value: f.odometer(Math.abs(remainingM)),
      source: from.remaining,
    },
    { label: words.expected, value: f.odometer(expectedM), source: from.expected(year) },
    projected,
  ];
}

/** The road tax of a mileage year. All of it is an estimate. */
export function roadTaxFigures(
  { f, t }: I18n,
  tax: RoadTax,
  year: MileageYear,
): readonly ShownFigure[] {
  const words = t.cars.view;
  const from = words.fromTax;
  const { runningMicros, projectedMicros, annualMicros, totalMicros } = tax;
  const figure = (label: string, micros: number | undefined, source: string): ShownFigure => ({
    label,
    value: f.money(micros),
    estimated: true,
    ...(micros !== undefined && { source }),
  });
  return [
    figure(words.running, runningMicros, from.running(year.usedM)),
    figure(words.projectedTax, projectedMicros, from.projected),
    figure(words.annual, annualMicros, from.annual(year.yearEnd)),
    figure(words.total, totalMicros, from.total(tax)),
  ];
}
