import {
  type Explained,
  efficiencySource,
  isGuess,
  type ShownFigure,
  whatItTakes,
} from './shown-figure.ts';

/** How far the charge takes the car. */
export function gainedFigure(given: Explained): ShownFigure {
  const { i18n, view, insight } = given;
  const { gainedM, efficiency, chargingEfficiency } = insight.metrics;
  const { names, from } = i18n.t.figures;
  const { energyWh } = view.session;
  return {
    label: names.gained,
    value: i18n.f.distance(gainedM),
    estimated: isGuess(given),
    source:
      gainedM === undefined || energyWh === undefined || !efficiency
        ? whatItTakes(given, ['energy', 'efficiency'])
        : from.gained(
            energyWh,
            chargingEfficiency.ratio,
            efficiency.drivingMPerWh,
            efficiencySource(given),
          ),
  };
}

/** What a mile or kilometre of the charge costs. */
export function costPerDistanceFigure(given: Explained): ShownFigure {
  const { i18n, insight } = given;
  const { costPerMileMicros, totalCostMicros, gainedM } = insight.metrics;
  const { names, from } = i18n.t.figures;
  return {
    label: names.costPerDistance,
    value: i18n.f.pricePerDistance(costPerMileMicros),
    estimated: isGuess(given),
    source:
      costPerMileMicros === undefined || totalCostMicros === undefined || gainedM === undefined
        ? whatItTakes(given, ['cost', 'ownCurrency', 'energy', 'efficiency'])
        : `${from.costPerDistance(totalCostMicros, gainedM)} ${efficiencySource(given)}`,
  };
}
