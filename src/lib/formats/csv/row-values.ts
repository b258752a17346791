import type { Current, Preconditioning, Provenance, ReceiptLine } from '#lib/domain/session.ts';
import type { SessionStatus } from '#lib/domain/session.ts';
import type { SheetRow } from './report.ts';

/** What the cells of one row said, in storage units, before it becomes a draft. */
export class RowValues {
  localDate: string | undefined;
  startedAt: number | undefined;
  endedAt: number | undefined;
  timeZone = '';
  chargingS: number | undefined;
  pluggedS: number | undefined;
  odometerM: number | undefined;
  current: Current | undefined;
  ratedPowerW: number | undefined;
  peakPowerW: number | undefined;
  placeLabel: string | undefined;
  network: string | undefined;
  energyWh: number | undefined;
  batteryEnergyWh: number | undefined;
  meterStartWh: number | undefined;
  socFrom: number | undefined;
  socTo: number | undefined;
  totalMicros: number | undefined;
  pricePerKwhMicros: number | undefined;
  currency = '';
  lines: ReceiptLine[] | undefined;
  ambientC: number | undefined;
  preconditioning: Preconditioning | undefined;
  preconditioningEvents: number | undefined;
  notes: string | undefined;
  sourceCar: string | undefined;
  sourceUser: string | undefined;
  sourceId: string | undefined;
  sheet: SheetRow | undefined;
  status: SessionStatus | undefined;
  /** Fields that were worked out rather than read. */
  computed: Record<string, Provenance> | undefined;
}
