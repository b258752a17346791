import {
  type Explained,
  efficiencySource,
  isEnergyGuess,
  isGuess,
  type ShownFigure,
  whatItTakes,
} from './shown-figure.ts';
import { sourceOf } from './source-words.ts';

/** What arrived in the battery, what was lost and how fast it went. */
export function batteryFigures(given: Explained): ShownFigure[] {
  return [
    ...addedFigures(given),
    lossFigure(given),
    chargingEfficiencyFigure(given),
    ...speedFigures(given),
    rangeFigure(given),
  ];
}

function addedFigures(given: Explained): ShownFigure[] {
  const { i18n, view, insight } = given;
  const { session, car } = view;
  const { energyWh, socFrom, socTo } = session;
  const { deltaSoc, socPerKwh, storedWh } = insight.metrics;
  const { names, from, points, socPerKwh: perKwh } = i18n.t.figures;
  const isReported = session.batteryEnergyWh !== undefined;
  const storedSource = (): string => {
    if (isReported) return sourceOf(i18n.t.session, session, 'batteryEnergyWh');
    const battery = car?.usableBatteryWh;
    return storedWh === undefined || deltaSoc === undefined || battery === undefined
      ? whatItTakes(given, ['soc', 'battery'])
      : from.storedBySoc(deltaSoc, battery);
  };
  return [
    {
      label: names.added,
      value: deltaSoc === undefined ? i18n.f.unknown : points(deltaSoc),
      source:
        socFrom === undefined || socTo === undefined
          ? whatItTakes(given, ['soc'])
          : from.added(socFrom, socTo),
    },
    {
      label: names.socPerKwh,
      value: socPerKwh === undefined ? i18n.f.unknown : perKwh(socPerKwh),
      estimated: isEnergyGuess(view),
      source:
        socPerKwh === undefined || deltaSoc === undefined || energyWh === undefined
          ? whatItTakes(given, ['energy', 'soc'])
          : from.socPerKwh(deltaSoc, energyWh),
    },
    {
      label: names.stored,
      value: i18n.f.energy(storedWh),
      source: storedSource(),
    },
  ];
}

function lossFigure(given: Explained): ShownFigure {
  const { i18n, view, insight } = given;
  const { lossPct, lossBasis, lossImplausible, storedWh } = insight.metrics;
  const { energyWh } = view.session;
  const { names, from } = i18n.t.figures;
  const label = names.loss;
  if (lossPct === undefined || lossBasis === undefined || storedWh === undefined || !energyWh) {
    return {
      label,
      value: i18n.f.unknown,
      source: whatItTakes(given, ['energy', 'soc', 'battery']),
    };
  }
  const { chargingEfficiencyMin: min, chargingEfficiencyMax: max } = view.settings;
  const source = from.loss[lossBasis](energyWh, storedWh);
  return {
    label,
    value: i18n.f.percent(lossPct),
    estimated: isEnergyGuess(view),
    ...(lossImplausible
      ? { doubt: i18n.t.session.implausible, source: `${source} ${from.lossImplausible(min, max)}` }
      : { source }),
  };
}

function chargingEfficiencyFigure({ i18n, view, insight }: Explained): ShownFigure {
  const { ratio, source, samples } = insight.metrics.chargingEfficiency;
  const { names, from } = i18n.t.figures;
  const { current } = view.session;
  const words = from.chargingEfficiency;
  const settingSource = current
    ? words.setting(view.settings.chargingEfficiencyMinSamples, current)
    : words.unknown;
  return {
    label: names.chargingEfficiency,
    value: i18n.f.share(ratio),
    estimated: source === 'setting',
    source: source === 'history' && current ? words.history(samples ?? 0, current) : settingSource,
  };
}

function speedFigures(given: Explained): ShownFigure[] {
  const { i18n, view, insight } = given;
  const { averagePowerW, gainedMPerHour, gainedM, timeS } = insight.metrics;
  const { energyWh, chargingS } = view.session;
  const { names, from } = i18n.t.figures;
  const basis = timeS === chargingS ? 'charging' : 'span';
  return [
    {
      label: names.averagePower,
      value: i18n.f.power(averagePowerW),
      estimated: isEnergyGuess(view),
      source:
        averagePowerW === undefined || timeS === undefined || energyWh === undefined
          ? whatItTakes(given, ['energy', 'time'])
          : from.averagePower[basis](energyWh, timeS),
    },
    {
      label: names.speed,
      value: i18n.f.distancePerHour(gainedMPerHour),
      estimated: isGuess(given),
      source:
        gainedMPerHour === undefined || gainedM === undefined || timeS === undefined
          ? whatItTakes(given, ['energy', 'efficiency', 'time'])
          : `${from.speed(gainedM, timeS)} ${efficiencySource(given)}`,
    },
  ];
}

function rangeFigure(given: Explained): ShownFigure {
  const { i18n, view, insight } = given;
  const { rangeAddedM, deltaSoc, efficiency } = insight.metrics;
  const battery = view.car?.usableBatteryWh;
  const { names, from } = i18n.t.figures;
  return {
    label: names.rangeAdded,
    value: i18n.f.distance(rangeAddedM),
    estimated: isGuess(given),
    source:
      rangeAddedM === undefined || deltaSoc === undefined || battery === undefined || !efficiency
        ? whatItTakes(given, ['soc', 'battery', 'efficiency'])
        : from.rangeAdded(deltaSoc, battery, efficiency.drivingMPerWh, efficiencySource(given)),
  };
}
