import { describe, expect, it } from 'vitest';
import {
  emptyVault,
  filledMachine,
  stateHashOf,
  vaultMachine,
  type VaultMachine,
} from './vaults.ts';

/** Two vaults that were one: each then took in a file of its own. */
async function diverged(): Promise<VaultMachine> {
  const machine = await filledMachine();
  await machine.done('backup-restore --vault b.zip --from a.zip --today 2026-06-03');
  await machine.done('sessions-import --vault a.zip --from later.csv --today 2026-06-04');
  machine.files.set(
    'classic.csv',
    new TextEncoder().encode(
      new TextDecoder().decode(machine.files.get('classic.csv')).replace('of two', 'of many'),
    ),
  );
  const changed = 'sessions-import --vault b.zip --from classic.csv --today 2026-06-05';
  expect(await machine.done(changed)).toMatchObject({ counts: { changed: 1, same: 1 } });
  return machine;
}

describe('merging vaults that went apart', () => {
  it('gives the same from both sides, and nothing more the second time', async () => {
    const machine = await diverged();
    const there = await machine.done('merge --vault a.zip --with b.zip --to ab.zip');
    const back = await machine.done('merge --vault b.zip --with a.zip --to ba.zip');
    expect(there['stateHash']).toBe(back['stateHash']);
    expect(await stateHashOf(machine, 'ab.zip')).toBe(there['stateHash']);
    expect(await stateHashOf(machine, 'ba.zip')).toBe(there['stateHash']);
    const { reports } = there as { reports: { tables: Record<string, unknown> }[] };
    expect(reports).toHaveLength(1);
    expect(reports[0]?.tables['sessions']).toMatchObject({ file: 2, here: 3, new: 0, changed: 1 });
    const before = new Map(machine.files);
    const again = await machine.done('merge --vault ab.zip --with b.zip --with a.zip');
    expect(again['stateHash']).toBe(there['stateHash']);
    // The file of the device is made by the first call that may write.
    expect(machine.files).toEqual(before);
    const { sessions } = await machine.done('dataset-dump --vault ab.zip');
    expect(sessions).toHaveLength(3);
    expect(JSON.stringify(sessions)).toContain('first, of many');
  });

  it('says in a dry run what it does then', async () => {
    const machine = await diverged();
    const dry = await machine.done('merge --vault a.zip --with b.zip --dry-run');
    const real = await machine.done('merge --vault a.zip --with b.zip');
    expect(dry['stateHash']).toBe(real['stateHash']);
    expect(await stateHashOf(machine, 'a.zip')).toBe(real['stateHash']);
    expect(real).toMatchObject({
      reports: [{ dryRun: false, safetyBackup: { name: 'a.zip.previous', verified: true } }],
    });
  });

  it('asks before vaults become one that never were', async () => {
    const machine = await filledMachine();
    await machine.done('vault-create --vault c.zip --unencrypted --car Zoe --today 2026-05-01');
    const before = new Map(machine.files);
    expect(await machine.undone('merge --vault a.zip --with c.zip')).toMatchObject({
      error: 'sync/other_vault',
    });
    expect(machine.files.get('a.zip')).toBe(before.get('a.zip'));
    const there = await machine.done('merge --vault a.zip --with c.zip --join-vaults --to x.zip');
    const back = await machine.done('merge --vault c.zip --with a.zip --join-vaults --to y.zip');
    expect(there['stateHash']).toBe(back['stateHash']);
    const idOf = async (file: string) =>
      ((await machine.done(`backup-inspect --file ${file}`)) as { schema: { vaultId: string } })
        .schema.vaultId;
    const ids = [await idOf('a.zip'), await idOf('c.zip')].sort();
    expect([await idOf('x.zip'), await idOf('y.zip')]).toEqual([ids[0], ids[0]]);
  });
});

describe('backup-restore', () => {
  it('makes the vault if it is missing, as a device of its own', async () => {
    const machine = await filledMachine();
    const report = await machine.done('backup-restore --vault b.zip --from a.zip');
    expect(report).toMatchObject({
      ok: true,
      mode: 'merge',
      dryRun: false,
      tables: { sessions: { file: 2, here: 0, new: 2 } },
      totalsBefore: { sessions: 0, energyWh: 0 },
      totalsAfter: { sessions: 2, energyWh: 50_000 },
    });
    expect(report['stateHashAfter']).toBe(await stateHashOf(machine, 'b.zip'));
    const device = (name: string) => new TextDecoder().decode(machine.files.get(name));
    expect(device('b.zip.device')).not.toBe(device('a.zip.device'));
    const own = await machine.done('dataset-dump --vault a.zip --today 2026-07-01');
    expect(await machine.done('dataset-dump --vault b.zip --today 2026-07-01')).toEqual(own);
  });

  it('replaces data only when that is confirmed', async () => {
    const machine = await filledMachine();
    await machine.done('vault-create --vault c.zip --unencrypted --car Zoe');
    await machine.done('sessions-import --vault c.zip --from later.csv');
    const before = machine.files.get('c.zip');
    const line = 'backup-restore --vault c.zip --from a.zip --mode replace';
    expect(await machine.undone(line)).toMatchObject({ error: 'cli/not_confirmed' });
    const refused = await machine.run(line.split(' '), {
      terminal: {
        secret: () => Promise.resolve(undefined),
        confirm: () => Promise.resolve(false),
      },
    });
    expect(refused.status).toBe(1);
    expect(machine.files.get('c.zip')).toBe(before);
    expect(await machine.done(`${line} --yes`)).toMatchObject({
      mode: 'replace',
      safetyBackup: { name: 'c.zip.previous', verified: true },
      totalsBefore: { sessions: 1, energyWh: 25_000 },
      totalsAfter: { sessions: 2, energyWh: 50_000 },
    });
    expect(machine.files.get('c.zip.previous')).toBe(before);
    const own = await machine.done('dataset-dump --vault a.zip --today 2026-07-01');
    expect(await machine.done('dataset-dump --vault c.zip --today 2026-07-01')).toEqual(own);
  });

  it('changes nothing with an older copy of the vault itself', async () => {
    const machine = await filledMachine();
    const older = machine.files.get('a.zip') ?? new Uint8Array();
    machine.files.set('older.zip', older);
    await machine.done('sessions-import --vault a.zip --from later.csv');
    const before = new Map(machine.files);
    await machine.done('backup-restore --vault a.zip --from older.zip');
    expect(machine.files).toEqual(before);
  });

  it.each([
    'backup-restore --vault a.zip --from a.zip --mode both',
    'backup-restore --vault a.zip --from gone.zip',
    'backup-restore --vault a.zip --from a.zip --car Leaf',
    'merge --vault a.zip',
    'merge --vault a.zip --with gone.zip',
  ])('%s: is called wrongly', async (line) => {
    const { status, stdout } = await (await filledMachine()).run(line.split(' '));
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });
});

describe('a merge that would delete much', () => {
  /** Thirty charges of one car, and a copy in which somebody deleted them. */
  const rows = Array.from({ length: 30 }, (_, at) => {
    const day = String(at + 1).padStart(2, '0');
    return `2026-04-${day},${String(10_000 + 20 * at)},AC,Home,10,,1,,,`;
  });

  it('stops before writing unless it is allowed', async () => {
    const machine = vaultMachine({
      'many.csv': [
        'date,odometer,charge_type,location_label,charge_delivered_kwh,duration_mins,total_cost_gbp,soc_from,soc_to,notes',
        ...rows,
        '',
      ].join('\r\n'),
    });
    await machine.done('vault-create --vault a.zip --unencrypted --car Leaf');
    await machine.done('sessions-import --vault a.zip --from many.csv --today 2026-05-01');
    await machine.done('backup-restore --vault b.zip --from a.zip');
    await emptyVault(machine, 'b.zip');
    const before = new Map(machine.files);
    const stopped = await machine.undone('merge --vault a.zip --with b.zip');
    expect(stopped).toMatchObject({
      ok: false,
      reports: [
        { ok: false, brakes: [{ code: 'merge/mass_delete', table: 'sessions', rows: 30 }] },
      ],
    });
    expect(machine.files.get('a.zip')).toBe(before.get('a.zip'));
    expect(await machine.undone('backup-restore --vault a.zip --from b.zip')).toMatchObject({
      ok: false,
      brakes: [{ table: 'sessions' }],
    });
    await machine.done('merge --vault a.zip --with b.zip --allow-mass-delete');
    expect(await machine.done('dataset-dump --vault a.zip')).toMatchObject({ sessions: [] });
  });
});
