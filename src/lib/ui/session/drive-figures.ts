import type { CycleMetrics } from '#lib/domain/metrics/session-metrics.ts';
import { efficiencySource, type Explained, type ShownFigure } from './shown-figure.ts';

/** The drive that ended with this charge: what its efficiency was measured on. */
export function driveFigures(given: Explained, cycle: CycleMetrics): ShownFigure[] {
  const { i18n, view, insight } = given;
  const { f } = i18n;
  const { names, from, uncertainty } = i18n.t.figures;
  const words = i18n.t.session.drive;
  const { odometerM } = view.session;
  const batteryWh = view.car?.usableBatteryWh;
  const energySource = (): string => {
    if (cycle.method === 'refill') return from.driveEnergy.refill();
    return batteryWh === undefined ? from.need.battery : from.driveEnergy.soc(batteryWh);
  };
  return [
    {
      label: words.distance,
      value: f.distance(cycle.distanceM),
      ...(odometerM === undefined || insight.cycleFromDate === undefined
        ? {}
        : {
            source: from.driveDistance(
              odometerM,
              odometerM - cycle.distanceM,
              insight.cycleFromDate,
            ),
          }),
    },
    { label: words.energy[cycle.method], value: f.energy(cycle.energyWh), source: energySource() },
    ...(insight.metrics.efficiency?.source === 'measured'
      ? []
      : [
          {
            label: cycle.method === 'soc' ? names.efficiency : names.plugEfficiency,
            value: f.efficiency(cycle.method === 'soc' ? cycle.drivingMPerWh : cycle.plugMPerWh),
            source: from.measured(cycle.distanceM, cycle.energyWh),
            ...(cycle.flags.includes('implausible') ? { doubt: i18n.t.session.implausible } : {}),
          },
        ]),
    ...(cycle.uncertainty === undefined
      ? []
      : [
          {
            label: names.uncertainty,
            value: uncertainty(cycle.uncertainty),
            source: from.uncertainty(view.settings.odometerStepM),
          },
        ]),
  ];
}

/** The efficiency the charge is reckoned with, driving and from the plug; empty without one. */
export function efficiencyFigures(given: Explained): ShownFigure[] {
  const { i18n, insight } = given;
  const { efficiency, chargingEfficiency, cycle } = insight.metrics;
  if (!efficiency) return [];
  const { names, from } = i18n.t.figures;
  const estimated = efficiency.confidence === 'low' || efficiency.confidence === 'estimated';
  const { drivingMPerWh, plugMPerWh } = efficiency;
  const measured =
    efficiency.source === 'measured' && cycle
      ? { method: cycle.method, source: from.measured(cycle.distanceM, cycle.energyWh) }
      : undefined;
  return [
    {
      label: names.efficiency,
      value: i18n.f.efficiency(drivingMPerWh),
      estimated,
      source:
        measured?.method === 'refill'
          ? from.fromDriving(plugMPerWh, chargingEfficiency.ratio)
          : (measured?.source ?? efficiencySource(given)),
    },
    {
      label: names.plugEfficiency,
      value: i18n.f.efficiency(plugMPerWh),
      estimated,
      source:
        measured?.method === 'refill'
          ? measured.source
          : from.fromPlug(drivingMPerWh, chargingEfficiency.ratio),
    },
  ];
}
