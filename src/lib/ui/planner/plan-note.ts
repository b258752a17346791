import type { StopPlan } from '#lib/state/planner-plan.ts';
import type { Explained } from './plan-words.ts';

/** A plan as plain text, for notes and for others. */
export function planNote({ i18n, plan }: Explained, stop: StopPlan, carName: string): string {
  const t = i18n.t.planner;
  const { request, blend } = stop;
  const { dc, home, total } = blend;
  const lines = [t.text.head(carName, request.startSoc, request.targetSoc)];
  if (dc.timeS > 0) {
    const name = t.dcPart(dc.fromSoc, dc.toSoc);
    lines.push(t.text.part(name, dc.timeS, dc.plugWh, dc.costMicros));
    lines.push(t.text.power(t.dc, request.dcChargerW, request.dcPricePerKwhMicros));
  }
  if (home.timeS > 0) {
    const name = t.homePart(home.fromSoc, home.toSoc);
    lines.push(t.text.part(name, home.timeS, home.plugWh, home.costMicros));
    const powerW = request.homePowerW ?? plan.car.homePower.powerW;
    lines.push(t.text.power(t.home, powerW, plan.homePricePerKwhMicros));
    lines.push(t.nights(home.nights.length));
  }
  lines.push(t.text.part(t.inAll, total.timeS, total.plugWh, total.costMicros));
  lines.push(t.text.estimate);
  return lines.join('\n');
}
