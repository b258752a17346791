import type { Collision, Conflict, MergePlan, MergeTotals, TableCounts } from './plan.ts';

/** Lists of a report end here; the numbers beside them are full. */
const MAX_LISTED = 200;

/** The file a report is about. What its reader did not learn is left out. */
export interface ReportSource {
  readonly formatVersion: number;
  readonly schemaVersion: number;
  readonly appVersion?: string;
  /** ISO 8601 in UTC with milliseconds. */
  readonly createdAt: string;
  readonly deviceId: string;
  readonly deviceLabel?: string;
  readonly vaultId: string;
  readonly sameVault: boolean;
  readonly encrypted: boolean;
}

/** A warning names itself by `code`; the other members are what the words need. */
export interface ReportWarning {
  readonly code: string;
  readonly [detail: string]: string | number;
}

/** What the caller knows beside the plan. */
export interface ReportFacts {
  readonly source: ReportSource;
  readonly dryRun: boolean;
  /** The person agreed that unusually much is deleted. */
  readonly isMassDeleteAllowed?: boolean;
  /** Of reading the file. */
  readonly warnings?: readonly ReportWarning[];
  readonly stateHashAfter?: string;
  /** Of the real run. */
  readonly safetyBackup?: { readonly name: string; readonly verified: boolean | 'before-handover' };
  readonly undoId?: string;
}

export interface ReportBrake {
  readonly code: 'merge/mass_delete';
  readonly table: string;
  readonly rows: number;
  readonly percent: number;
  /** At most 200. */
  readonly ids: readonly string[];
}

/** One shape for merge, replace and sync, before and after. */
export interface MergeReport {
  /** False when a brake stopped it. */
  readonly ok: boolean;
  readonly mode: 'merge' | 'replace';
  readonly dryRun: boolean;
  readonly source: ReportSource;
  readonly tables: Readonly<Record<string, TableCounts>>;
  readonly unknownTables: readonly string[];
  readonly unknownFields: Readonly<Record<string, readonly string[]>>;
  /** At most 200. */
  readonly conflicts: readonly Conflict[];
  readonly conflictCount: number;
  readonly brakes: readonly ReportBrake[];
  readonly warnings: readonly ReportWarning[];
  readonly totalsBefore: MergeTotals;
  readonly totalsAfter: MergeTotals;
  readonly stateHashAfter?: string;
  readonly safetyBackup?: { readonly name: string; readonly verified: boolean | 'before-handover' };
  readonly undoId?: string;
}

/** The report of a plan, as preview or after it was carried out. Plain data in the documented form. */
export function mergeReport(plan: MergePlan, facts: ReportFacts): MergeReport {
  const { stateHashAfter, safetyBackup, undoId } = facts;
  const isStopped = plan.brakes.length > 0 && facts.isMassDeleteAllowed !== true;
  return {
    ok: !isStopped,
    mode: plan.mode,
    dryRun: facts.dryRun,
    source: facts.source,
    tables: Object.fromEntries(plan.tables.map(({ name, counts }) => [name, counts])),
    unknownTables: plan.unknownTables,
    unknownFields: plan.unknownFields,
    conflicts: plan.conflicts.slice(0, MAX_LISTED),
    conflictCount: plan.conflicts.length,
    brakes: plan.brakes.map((brake) => ({ ...brake, ids: brake.ids.slice(0, MAX_LISTED) })),
    warnings: [...(facts.warnings ?? []), ...planWarnings(plan)],
    totalsBefore: plan.totalsBefore,
    totalsAfter: plan.totalsAfter,
    ...(stateHashAfter !== undefined && { stateHashAfter }),
    ...(safetyBackup && { safetyBackup }),
    ...(undoId !== undefined && { undoId }),
  };
}

/** What happened to single rows: clocks ahead by device, then bad rows and collisions one by one. */
function planWarnings(plan: MergePlan): ReportWarning[] {
  const ahead = new Map<string, { hours: number; rows: number }>();
  const bad: ReportWarning[] = [];
  for (const { code, table, row, issue, device, hours = 0 } of plan.setAside) {
    if (code === 'sync/clock_ahead' && device !== undefined) {
      const earlier = ahead.get(device) ?? { hours: 0, rows: 0 };
      ahead.set(device, { hours: Math.max(earlier.hours, hours), rows: earlier.rows + 1 });
    } else if (bad.length < MAX_LISTED) {
      bad.push({
        code,
        table,
        id: row.id,
        ...(issue && { field: issue.field, reason: issue.code }),
      });
    }
  }
  const collision = ({ table, id, field }: Collision): ReportWarning => ({
    code: 'merge/clock_collision',
    table,
    id,
    field,
  });
  return [
    ...(plan.isDeviceIdDoubled ? [{ code: 'sync/device_id_doubled' }] : []),
    ...Array.from(ahead, ([device, what]) => ({ code: 'sync/clock_ahead', device, ...what })),
    ...bad,
    ...plan.collisions.slice(0, MAX_LISTED).map(collision),
  ];
}
