import type { Cost, Provenance } from '#lib/domain/session.ts';
import type { Draft, DraftContent, RowReport } from './report.ts';
import { importKeyOf } from '#lib/formats/ids.ts';
import type { Plan } from './plan.ts';
import { RowContext } from './row-context.ts';
import { readEnergies } from './row-energy.ts';
import { checkCosts, readCosts } from './row-money.ts';
import { readDurations, readRest } from './row-rest.ts';
import { readTimes } from './row-times.ts';
import { RowValues } from './row-values.ts';

const IMPLAUSIBLE_WH = 200_000;
const IMPLAUSIBLE_W = 400_000;
const ELAPSED_SLACK_S = 60;

const NUMBERS = [
  'energyWh',
  'batteryEnergyWh',
  'socFrom',
  'socTo',
  'odometerM',
  'chargingS',
  'pluggedS',
  'ratedPowerW',
  'peakPowerW',
  'ambientC',
  'preconditioningEvents',
] as const;
const OTHERS = [
  'startedAt',
  'endedAt',
  'current',
  'placeLabel',
  'network',
  'preconditioning',
  'notes',
  'status',
] as const;

/** What became of a row. */
export type RowOutcome =
  | { readonly kind: 'draft'; readonly draft: Draft; readonly row: RowContext }
  | { readonly kind: 'rejected' | 'skipped'; readonly report: RowReport };

function rejected(row: RowContext): RowOutcome | undefined {
  return row.refusal && { kind: 'rejected', report: row.refusal };
}

function skipped(row: RowContext, code: string): RowOutcome {
  return { kind: 'skipped', report: { row: row.row, code } };
}

function costOf(values: RowValues): Cost | undefined {
  const { totalMicros, pricePerKwhMicros, currency, lines, sheet } = values;
  if (totalMicros === undefined && pricePerKwhMicros === undefined && !lines) return undefined;
  return {
    basis:
      sheet?.basis ??
      (totalMicros === undefined && pricePerKwhMicros !== undefined
        ? 'typed_price'
        : 'typed_total'),
    currency,
    ...(totalMicros !== undefined && { totalMicros }),
    ...(pricePerKwhMicros !== undefined && { pricePerKwhMicros }),
    ...(lines && { lines }),
  };
}

function checkPlausible(row: RowContext, values: RowValues): void {
  const { columns } = row.plan;
  const { startedAt, endedAt, energyWh, socFrom, socTo } = values;
  if (socFrom !== undefined && socTo !== undefined && socTo < socFrom) {
    values.socFrom = undefined;
    values.socTo = undefined;
    row.warn('row/soc_order', columns.socTo);
  }
  const elapsedS =
    startedAt !== undefined && endedAt !== undefined ? (endedAt - startedAt) / 1000 : undefined;
  const longest = Math.min(
    values.pluggedS ?? Infinity,
    elapsedS === undefined ? Infinity : elapsedS + ELAPSED_SLACK_S,
  );
  if (values.chargingS !== undefined && values.chargingS > longest) {
    values.chargingS = undefined;
    row.warn('row/field_dropped', columns.chargingTime);
  }
  if (energyWh === undefined) return;
  if (energyWh > IMPLAUSIBLE_WH) row.warn('row/implausible_energy', columns.energy);
  const seconds = values.chargingS ?? elapsedS;
  if (seconds && energyWh * 3600 > IMPLAUSIBLE_W * seconds)
    row.warn('row/implausible_power', columns.energy);
}

function isCharge(values: RowValues): boolean {
  return (
    values.energyWh !== undefined ||
    values.socTo !== undefined ||
    values.totalMicros !== undefined ||
    (values.batteryEnergyWh !== undefined && values.odometerM !== undefined)
  );
}

/** Rows with the same fields share one object: there are few kinds of rows in a file. */
function provenanceOf(
  plan: Plan,
  filled: number,
  computed: RowValues['computed'],
): Readonly<Record<string, Provenance>> {
  const known = computed ? undefined : plan.provenances.get(filled);
  if (known) return known;
  const provenance: Record<string, Provenance> = {};
  NUMBERS.forEach((field, at) => {
    if ((filled & (1 << at)) !== 0)
      provenance[field] = computed?.[field] ?? plan.profile.provenance;
  });
  if (!computed) plan.provenances.set(filled, provenance);
  return provenance;
}

function contentOf(plan: Plan, values: RowValues): DraftContent {
  const content: Record<string, unknown> = {
    localDate: values.localDate,
    timeZone: values.timeZone,
    source: plan.profile.id,
  };
  let filled = 0;
  for (let at = 0; at < NUMBERS.length; at += 1) {
    const field = NUMBERS[at] ?? 'energyWh';
    const value = values[field];
    if (value === undefined) continue;
    content[field] = value;
    filled |= 1 << at;
  }
  for (const field of OTHERS) {
    const value = values[field];
    if (value !== undefined) content[field] = value;
  }
  const cost = costOf(values);
  if (cost) content['cost'] = cost;
  if (filled !== 0) content['provenance'] = provenanceOf(plan, filled, values.computed);
  // The fields are those of the draft: every one is copied under its own name.
  return content as unknown as DraftContent;
}

function draftOf(row: RowContext, values: RowValues): Draft {
  const { plan } = row;
  const { sourceCar, sourceUser, sheet } = values;
  return {
    row: row.row,
    importKey: importKeyOf(plan.profile.id, plan.profile.keyParts(values, row)),
    ...(sourceCar !== undefined && { sourceCar }),
    ...(sourceUser !== undefined && { sourceUser }),
    ...(sheet && { sheet }),
    content: contentOf(plan, values),
  };
}

/** Turns one record into a draft, or says why not. Never throws on any cell. */
export function readRow(plan: Plan, rowNumber: number, cells: readonly string[]): RowOutcome {
  if (plan.profile.readRow) return plan.profile.readRow(plan, rowNumber, cells);
  const row = new RowContext(plan, rowNumber, cells);
  const skip = plan.profile.accept?.(row);
  if (skip !== undefined) return skipped(row, skip);
  const values = new RowValues();
  readDurations(row, values);
  readTimes(row, values);
  if (!row.isRefused()) readEnergies(row, values);
  if (!row.isRefused()) readCosts(row, values);
  if (!row.isRefused()) readRest(row, values);
  if (!row.isRefused()) plan.profile.adjust?.(values, row);
  const early = rejected(row);
  if (early) return early;
  checkCosts(row, values);
  if (values.energyWh === 0 && !values.totalMicros) {
    if (!plan.options.includeZero) return skipped(row, 'row/zero_energy');
    values.status = 'cancelled';
  }
  checkPlausible(row, values);
  if (!isCharge(values)) row.reject('row/empty_charge');
  return rejected(row) ?? { kind: 'draft', draft: draftOf(row, values), row };
}
