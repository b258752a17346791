import { describe, expect, it } from 'vitest';
import { ok, valueOrThrow } from '#lib/domain/result.ts';
import { openVault } from '#lib/formats/backup/read-vault.ts';
import { readState, stateSource } from '#lib/formats/backup/vault-state.ts';
import { writeVault } from '#lib/formats/backup/write-vault.ts';
import { StateSource } from '#lib/worker/jobs/state-source.ts';
import { filledMachine, type VaultMachine } from './vaults.ts';

const NOON = Date.UTC(2026, 5, 20, 12);
const HOUR = 3_600_000;
const AHEAD = 'eeeeeeeeeeeeeeee';

/** Writes b.zip: a.zip with its car renamed by a device whose clock is 30 hours ahead. */
async function renamedAhead(machine: VaultMachine): Promise<void> {
  const bytes = machine.files.get('a.zip') as Uint8Array<ArrayBuffer>;
  const open = valueOrThrow(await openVault(new Blob([bytes])));
  const { schemaVersion, vaultId, hlc } = open.schema;
  const source = new StateSource(valueOrThrow(await readState(open)), {
    deviceId: AHEAD,
    hlc,
    now: NOON + 30 * HOUR,
  });
  await source.facts.commit({ id: 'rename', name: 'test' }, async (write) => {
    for (const { id } of await source.facts.read.all('cars')) {
      await write.change('cars', id, { name: 'Zoe' });
    }
    return ok();
  });
  const written = await writeVault({
    device: { id: AHEAD },
    vaultId,
    hlc: source.stamp,
    schemaVersion,
    appVersion: '0.0.0',
    createdAt: NOON,
    tables: stateSource(source.state),
    sheet: () => new Blob([]).stream().pipeThrough(new TextDecoderStream()),
  });
  machine.files.set('b.zip', new Uint8Array(await valueOrThrow(written).file.arrayBuffer()));
}

const EARLY = '--now 2026-06-20T12:00:00Z';
const LATE = '--now 2026-06-20T19:00:00Z';

async function merged(): Promise<VaultMachine> {
  const machine = await filledMachine();
  await renamedAhead(machine);
  const report = await machine.done(`merge --vault a.zip --with b.zip ${EARLY}`);
  expect(report).toMatchObject({
    ok: true,
    reports: [
      {
        tables: { cars: { changed: 0, setAside: 1 } },
        unknownTables: [],
        warnings: [{ code: 'sync/clock_ahead', device: AHEAD, hours: 30, rows: 1 }],
      },
    ],
  });
  return machine;
}

const carOf = async (machine: VaultMachine, file: string, when: string) =>
  ((await machine.done(`dataset-dump --vault ${file} ${when}`)) as { cars: { name: string }[] })
    .cars[0]?.name;

describe('a row of a clock that is ahead', () => {
  it('stays in the vault, is counted apart and comes in when its time has come', async () => {
    const machine = await merged();
    const verified = await machine.done('backup-verify --file a.zip');
    expect(verified).toMatchObject({ ok: true, setAside: 1 });
    expect(Object.keys(verified['tables'] as object)).not.toContain('deferred');
    expect(await carOf(machine, 'a.zip', EARLY)).toBe('Leaf');
    expect(await carOf(machine, 'a.zip', LATE)).toBe('Zoe');
    // Reading commands never write.
    expect(await machine.done('backup-verify --file a.zip')).toEqual(verified);
    expect(await machine.done(`recompute-sessions --vault a.zip --summary ${LATE}`)).toMatchObject({
      ok: true,
      total: 2,
    });
  });

  it('is no news when it is merged again, and is the same from both sides', async () => {
    const machine = await merged();
    const before = machine.files.get('a.zip');
    const again = await machine.done(`merge --vault a.zip --with b.zip ${EARLY}`);
    expect(again).toMatchObject({ reports: [{ tables: { cars: { setAside: 1 } } }] });
    expect(machine.files.get('a.zip')).toBe(before);
    const there = await machine.done(`merge --vault a.zip --with b.zip --to x.zip ${LATE}`);
    const back = await machine.done(`merge --vault b.zip --with a.zip --to y.zip ${LATE}`);
    expect(there['stateHash']).toBe(back['stateHash']);
    expect(await machine.done('backup-verify --file x.zip')).not.toHaveProperty('setAside');
    expect(await carOf(machine, 'x.zip', EARLY)).toBe('Zoe');
  });

  it('travels on through backup-restore, and comes in from there', async () => {
    const machine = await merged();
    await machine.done('vault-create --vault c.zip --unencrypted --today 2026-06-01');
    const early = `backup-restore --vault c.zip --from a.zip --mode merge ${EARLY}`;
    expect(await machine.done(`${early} --dry-run`)).toMatchObject({
      tables: { cars: { new: 1, setAside: 1 } },
      unknownTables: [],
    });
    await machine.done(early);
    expect(await machine.done('backup-verify --file c.zip')).toMatchObject({ setAside: 1 });
    expect(await carOf(machine, 'c.zip', EARLY)).toBe('Leaf');
    const late = `backup-restore --vault c.zip --from a.zip --mode merge ${LATE}`;
    expect(await machine.done(late)).toMatchObject({ dryRun: false });
    expect(await machine.done('backup-verify --file c.zip')).not.toHaveProperty('setAside');
    expect(await carOf(machine, 'c.zip', EARLY)).toBe('Zoe');

    await machine.done(`backup-restore --vault d.zip --from a.zip --mode replace ${LATE}`);
    expect(await carOf(machine, 'd.zip', LATE)).toBe('Zoe');
  });
});
