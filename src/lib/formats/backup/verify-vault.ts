import { isLiveRow, type StateRow } from '#lib/domain/merge/state.ts';
import { asResult, valueOrRefuse } from '#lib/formats/archive/refusal.ts';
import { VaultSteps } from './failures.ts';
import { openVaultInSteps } from './read-vault.ts';
import type { OpenVaultOptions, VaultCheck, VaultTableCount } from './vault.ts';

const NO_ROWS: VaultTableCount = { rows: 0, live: 0, deleted: 0, purged: 0 };

/** Checks everything in a file and counts its rows. */
export async function verifyVault(file: Blob, options: OpenVaultOptions = {}): Promise<VaultCheck> {
  const steps = new VaultSteps();
  const counts = new Map<string, VaultTableCount>();
  const opened = await asResult(async () => {
    const open = await openVaultInSteps(file, options, steps);
    const read = await open.readTables(({ name }, rows) => {
      counts.set(name, withRows(counts.get(name) ?? NO_ROWS, rows));
    });
    valueOrRefuse(read);
    return open;
  });
  const tables = Object.fromEntries(counts);
  if (!opened.ok) {
    return { ok: false, steps: steps.done, tables, error: opened.error, warnings: [] };
  }
  const { schema, warnings } = opened.value;
  return { ok: true, steps: steps.done, tables, stateHash: schema.stateHash, warnings };
}

function withRows(before: VaultTableCount, rows: readonly StateRow[]): VaultTableCount {
  const live = rows.filter(isLiveRow).length;
  const purged = rows.filter(({ _p }) => _p !== undefined).length;
  return {
    rows: before.rows + rows.length,
    live: before.live + live,
    deleted: before.deleted + rows.length - live - purged,
    purged: before.purged + purged,
  };
}
