import { costPerDistanceFigure } from './distance-figures.ts';
import {
  type Explained,
  isEnergyGuess,
  isGuess,
  type ShownFigure,
  whatItTakes,
} from './shown-figure.ts';
import { costSource } from './source-words.ts';

/** What the charge cost, per kWh, per distance and per part of the battery. */
export function costFigures(given: Explained): ShownFigure[] {
  const { i18n, view, insight } = given;
  const { metrics } = insight;
  const { names, from } = i18n.t.figures;
  const { f } = i18n;
  const { costPer10SocMicros: per10, deltaSoc, totalCostMicros: total } = metrics;
  return [
    priceFigure(given),
    costPerDistanceFigure(given),
    {
      label: names.costPer10,
      value: f.money(per10),
      source:
        per10 === undefined || total === undefined || deltaSoc === undefined
          ? whatItTakes(given, ['cost', 'ownCurrency', 'soc'])
          : from.costPer10(total, deltaSoc),
    },
    ...(view.homeClass === 'home' ? [] : homeFigure(given)),
  ];
}

function priceFigure(given: Explained): ShownFigure {
  const { i18n, view, insight } = given;
  const { session } = view;
  const { effectivePricePerKwhMicros: price, totalCostMicros: total } = insight.metrics;
  const { names, from } = i18n.t.figures;
  const label = names.price;
  if (price !== undefined && total !== undefined && session.energyWh !== undefined) {
    return {
      label,
      value: i18n.f.pricePerKwh(price),
      estimated: isEnergyGuess(view),
      source: from.price(total, session.energyWh),
    };
  }
  // The one price that was used says more than nothing, also in another currency.
  const frozen = session.cost?.pricePerKwhMicros;
  if (session.cost && frozen !== undefined) {
    return {
      label,
      value: i18n.f.pricePerKwh(frozen, session.cost.currency),
      source: costSource(i18n, { ...session, cost: session.cost }, view),
    };
  }
  return {
    label,
    value: i18n.f.unknown,
    source: whatItTakes(given, ['cost', 'ownCurrency', 'energy']),
  };
}

function homeFigure(given: Explained): ShownFigure[] {
  const { i18n, view, insight } = given;
  const { homeDeltaPerMileMicros: delta, costPerMileMicros: here } = insight.metrics;
  const home = insight.homePerMileMicros;
  if (delta === undefined || here === undefined || home === undefined) return [];
  const { names, from } = i18n.t.figures;
  return [
    {
      label: names.homeDelta,
      value: i18n.f.pricePerDistanceDelta(delta),
      estimated: isGuess(given),
      source: from.homeDelta(here, home, view.settings.homeDeltaDays),
    },
  ];
}

/** The same distance on petrol; empty while petrol is not set up. */
export function petrolFigures(given: Explained): ShownFigure[] {
  const { i18n, view, insight } = given;
  const { petrol, gainedM, efficiency, totalCostMicros } = insight.metrics;
  const { petrolPricePerLitreMicros: litre, petrolEconomy, petrolEconomyUnit } = view.settings;
  if (!petrol || litre === undefined || petrolEconomy === undefined) return [];
  const { names, from } = i18n.t.figures;
  const { f } = i18n;
  const unit = i18n.t.settings.petrolEconomyUnits[petrolEconomyUnit];
  const estimated = isGuess(given);
  const { equivalentMicros: equivalent, savingMicros: saving } = petrol;
  const breakEven = petrol.breakEvenPricePerKwhMicros;
  return [
    {
      label: names.petrolPerDistance,
      value: f.pricePerDistance(petrol.perMileMicros),
      source: from.petrolPerDistance(litre, petrolEconomy, unit),
    },
    {
      label: names.petrolEquivalent,
      value: f.money(equivalent),
      estimated,
      source:
        equivalent === undefined || gainedM === undefined
          ? whatItTakes(given, ['energy', 'efficiency'])
          : from.petrolEquivalent(gainedM, petrol.perMileMicros),
    },
    {
      label: petrol.verdict === 'dearer' ? names.lost : names.saved,
      value: f.money(saving === undefined ? saving : Math.abs(saving)),
      estimated,
      source:
        saving === undefined || equivalent === undefined || totalCostMicros === undefined
          ? whatItTakes(given, ['cost', 'ownCurrency', 'energy', 'efficiency'])
          : from.saving(equivalent, totalCostMicros),
    },
    {
      label: names.breakEven,
      value: f.pricePerKwh(breakEven),
      estimated,
      source:
        breakEven === undefined || !efficiency
          ? whatItTakes(given, ['efficiency'])
          : from.breakEven(petrol.perMileMicros, efficiency.plugMPerWh),
    },
  ];
}
