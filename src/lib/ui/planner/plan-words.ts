import type { HomePhase, Phase } from '#lib/domain/planner/blend.ts';
import type { Scenario } from '#lib/domain/planner/scenarios.ts';
import type { I18n } from '#lib/i18n/i18n.svelte.ts';
import type { PlannerField } from '#lib/state/planner-address.ts';
import type { Prefill } from '#lib/state/planner-defaults.ts';
import type { Plan, StopPlan } from '#lib/state/planner-plan.ts';
import { wallDate } from '#lib/state/planner-times.ts';
import type { ShownFigure } from '#lib/ui/session/shown-figure.ts';

/** A plan with what is needed to say where its figures come from. */
export interface Explained {
  readonly i18n: I18n;
  readonly plan: Plan;
  /** Where the value of a box is from, in a sentence without its full stop. */
  readonly sourceOf: (field: PlannerField) => string;
}

/** Where a value that nobody typed comes from. */
export function prefillWords(i18n: I18n, { source }: Prefill): string {
  const words = i18n.t.planner.prefill;
  switch (source.kind) {
    case 'last_soc':
      return words.last_soc(source.localDate);
    case 'last_dc':
      return words.last_dc(source.localDate, source.placeName);
    case 'ceiling':
      return words.ceiling[source.from];
    case 'home_charges':
      return words.home_charges(source.samples);
    case 'tariff':
      return words.tariff(source.name, source.label);
    case 'session':
    case 'usual':
    case 'taper':
    case 'home_setting':
      return words[source.kind];
  }
}

/** A wall time, with its day when that is not today. */
export function wallWords(i18n: I18n, wallMs: number, nowWall: number): string {
  return i18n.t.planner.when(wallMs, wallDate(wallMs), wallDate(nowWall));
}

const sentences = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join(' ');

interface Part {
  readonly current: 'AC' | 'DC';
  readonly phase: Phase;
  readonly price: number | undefined;
  readonly priceField: PlannerField;
  readonly powerField: PlannerField;
  readonly fee: number | undefined;
  /** What to say while there is no price. */
  readonly need: string;
}

/** Whether the time of a part rests on less than what was measured. */
function isGuess({ plan }: Explained, { current, phase }: Part): boolean {
  if (current === 'DC') return phase.tier !== 'curve';
  return plan.request?.homePowerW === undefined && plan.car.homePower.source === 'setting';
}

function timeSource(given: Explained, { current, phase, powerField }: Part): string {
  const { i18n, plan, sourceOf } = given;
  const words = i18n.t.planner.from;
  const eta = current === 'DC' ? plan.car.etaDc : plan.car.etaAc;
  return sentences(
    phase.tier && words.tier[phase.tier],
    words.time(phase.batteryWh, eta),
    `${i18n.t.planner.fields[powerField]}: ${sourceOf(powerField)}.`,
  );
}

function costSource({ i18n, sourceOf }: Explained, part: Part): string {
  const { phase, price, fee, priceField, need } = part;
  if (price === undefined) return need;
  const words = i18n.t.planner.from;
  const sum =
    fee === undefined || fee === 0
      ? words.cost(phase.plugWh, price)
      : words.costAndFee(phase.plugWh, price, fee);
  return `${sum} ${i18n.t.planner.fields[priceField]}: ${sourceOf(priceField)}.`;
}

function partFigures(given: Explained, part: Part): ShownFigure[] {
  const { i18n, plan } = given;
  const { f } = i18n;
  const t = i18n.t.planner;
  const { phase, current } = part;
  const { usableBatteryWh, etaDc, etaAc } = plan.car;
  const eta = current === 'DC' ? etaDc : etaAc;
  return [
    {
      label: t.time,
      value: f.duration(phase.timeS),
      estimated: isGuess(given, part),
      source: timeSource(given, part),
    },
    {
      label: t.plugEnergy,
      value: f.energy(phase.plugWh),
      source: t.from.plug(phase.batteryWh, eta),
    },
    {
      label: t.batteryEnergy,
      value: f.energy(phase.batteryWh),
      source: t.from.battery(phase.fromSoc, phase.toSoc, usableBatteryWh),
    },
    {
      label: t.lost,
      value: f.energy(phase.plugWh - phase.batteryWh),
      source: t.from.lost(phase.plugWh, phase.batteryWh),
    },
    { label: t.cost, value: f.money(phase.costMicros), source: costSource(given, part) },
  ];
}

/** The DC part of a plan. */
export function dcFigures(given: Explained, { request, blend }: StopPlan): ShownFigure[] {
  return partFigures(given, {
    current: 'DC',
    phase: blend.dc,
    price: request.dcPricePerKwhMicros,
    priceField: 'dcPricePerKwhMicros',
    powerField: 'dcChargerW',
    fee: request.dcSessionFeeMicros,
    need: given.i18n.t.planner.needs.dcPrice,
  });
}

function nightsSource({ i18n, plan }: Explained, { nights }: HomePhase): string {
  const { startMinutes, endMinutes } = plan.car.homeWindow;
  const words = i18n.t.planner.from;
  const clock = (minutes: number) => i18n.f.time(minutes * 60_000, 'UTC');
  return startMinutes === endMinutes
    ? words.wholeDay(nights.length)
    : words.nights(nights.length, clock(startMinutes), clock(endMinutes));
}

/** The part at home, with its nights. */
export function homeFigures(given: Explained, { blend }: StopPlan): ShownFigure[] {
  const { i18n, plan } = given;
  const [time, ...rest] = partFigures(given, {
    current: 'AC',
    phase: blend.home,
    price: plan.homePricePerKwhMicros,
    priceField: 'homePricePerKwhMicros',
    powerField: 'homePowerW',
    fee: undefined,
    need: i18n.t.planner.needs.homePrice,
  });
  const nights: ShownFigure = {
    label: i18n.t.planner.nightsName,
    value: i18n.f.count(blend.home.nights.length),
    source: nightsSource(given, blend.home),
  };
  return time ? [time, nights, ...rest] : rest;
}

/** Both parts together. */
export function totalFigures(given: Explained, { blend }: StopPlan): ShownFigure[] {
  const { i18n, plan } = given;
  const { f } = i18n;
  const t = i18n.t.planner;
  const { dc, home, total } = blend;
  const sum = (value: (part: Phase) => string) => t.from.sum(value(dc), value(home));
  const { drivingMPerWh } = plan.car;
  const { costMicros, costPerMileMicros } = total;
  const perMile =
    costMicros === undefined
      ? t.needs.prices
      : drivingMPerWh === undefined
        ? t.needs.efficiency
        : t.from.perMile(costMicros, total.batteryWh, drivingMPerWh);
  return [
    { label: t.time, value: f.duration(total.timeS), source: sum((p) => f.duration(p.timeS)) },
    { label: t.plugEnergy, value: f.energy(total.plugWh), source: sum((p) => f.energy(p.plugWh)) },
    {
      label: t.batteryEnergy,
      value: f.energy(total.batteryWh),
      source: sum((p) => f.energy(p.batteryWh)),
    },
    {
      label: t.lost,
      value: f.energy(total.plugWh - total.batteryWh),
      source: sum((p) => f.energy(p.plugWh - p.batteryWh)),
    },
    {
      label: t.cost,
      value: f.money(costMicros),
      source: costMicros === undefined ? t.needs.prices : sum((p) => f.money(p.costMicros)),
    },
    { label: t.costPerDistance, value: f.pricePerDistance(costPerMileMicros), source: perMile },
  ];
}

const NOMINAL_W: Readonly<Partial<Record<Scenario['row'], number>>> = {
  ac7: 7_000,
  ac11: 11_000,
  dc50: 50_000,
  dc150: 150_000,
};

/** The name of a scenario: its kind with the power of the charger. */
export function scenarioName(
  { i18n, plan }: Explained,
  { row, current, powerW }: Scenario,
): string {
  const words = i18n.t.planner.rows;
  const kind = row === 'custom' ? words.custom(current) : words[row];
  const { homePowerW = plan.car.homePower.powerW, customW } = plan.request ?? {};
  const chargerW = row === 'home' ? homePowerW : row === 'custom' ? customW : NOMINAL_W[row];
  return `${kind} ${i18n.f.power(chargerW ?? powerW)}`;
}

function scenarioCost(given: Explained, scenario: Scenario): string {
  const { i18n, plan, sourceOf } = given;
  const t = i18n.t.planner;
  const { request } = plan;
  const isDc = scenario.current === 'DC';
  const field: PlannerField = isDc
    ? 'dcPricePerKwhMicros'
    : scenario.row === 'home'
      ? 'homePricePerKwhMicros'
      : 'acPricePerKwhMicros';
  const price = field === 'homePricePerKwhMicros' ? plan.homePricePerKwhMicros : request?.[field];
  if (price === undefined) {
    return isDc ? t.needs.dcPrice : scenario.row === 'home' ? t.needs.homePrice : t.needs.acPrice;
  }
  const fee = isDc ? (request?.dcSessionFeeMicros ?? 0) : 0;
  const sum =
    fee === 0
      ? t.from.cost(scenario.plugWh, price)
      : t.from.costAndFee(scenario.plugWh, price, fee);
  return `${sum} ${t.fields[field]}: ${sourceOf(field)}.`;
}

/** Where the figures of a scenario come from, a sentence each. */
export function scenarioSources(given: Explained, scenario: Scenario): string[] {
  const { i18n, plan, sourceOf } = given;
  const t = i18n.t.planner;
  const { row, current, powerW, batteryWh, tier, limited } = scenario;
  const eta = current === 'DC' ? plan.car.etaDc : plan.car.etaAc;
  return [
    tier ? t.from.tier[tier] : t.from.acPower(powerW),
    ...(limited ? [t.from.limited(powerW)] : []),
    ...(row === 'home' ? [`${t.fields.homePowerW}: ${sourceOf('homePowerW')}.`] : []),
    t.from.time(batteryWh, eta),
    scenarioCost(given, scenario),
  ];
}
