import { describe, expect, it } from 'vitest';
import { sessionsCsv } from './exact-rows.ts';
import { filledMachine, lockedMachine, PASSPHRASE, stateHashOf, vaultMachine } from './vaults.ts';

const LOCKED = '--passphrase-file secret.txt';

describe('vault-create', () => {
  it('makes a file that its passphrase alone opens, and names this device beside it', async () => {
    const machine = vaultMachine();
    const made = await machine.done(
      `vault-create --vault v.zip --work-factor 16 --device Desk ${LOCKED} --now 2026-06-01T10:00:00Z`,
    );
    expect(made).toEqual({
      ok: true,
      vault: 'v.zip',
      encrypted: true,
      logN: 16,
      vaultId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]/) as unknown,
      deviceId: '0000000000000001',
      verified: true,
    });
    expect([...machine.files.keys()].sort()).toEqual([
      'classic.csv',
      'later.csv',
      'secret.txt',
      'v.zip',
      'v.zip.device',
    ]);
    const outside = await machine.done('backup-inspect --file v.zip');
    expect(outside).toMatchObject({
      encrypted: true,
      manifest: {
        createdAt: '2026-06-01T10:00:00.000Z',
        device: { id: '0000000000000001', label: 'Desk' },
        kdf: { scheme: 'age-scrypt', logN: 16, reduced: true },
      },
    });
    expect(outside).not.toHaveProperty('schema');
    const inside = await machine.done(`backup-inspect --file v.zip ${LOCKED}`);
    expect(inside).toMatchObject({ counts: { devices: 1 }, schema: { vaultId: made['vaultId'] } });
  });

  it('prints the same again for the same moment and device', async () => {
    const machine = vaultMachine();
    const line = 'vault-create --vault v.zip --unencrypted --today 2026-06-01 --car Leaf --force';
    expect(await machine.done(line)).toEqual(await machine.done(line));
  });

  it('replaces nothing unless it is forced to, and keeps what was there', async () => {
    const machine = await filledMachine();
    const before = machine.files.get('a.zip');
    expect(await machine.undone('vault-create --vault a.zip --unencrypted')).toMatchObject({
      error: 'cli/exists',
      file: 'a.zip',
    });
    expect(machine.files.get('a.zip')).toBe(before);
    await machine.done('vault-create --vault a.zip --unencrypted --force');
    expect(machine.files.get('a.zip.previous')).toBe(before);
  });

  it.each([
    ['too short', 'short', '', 'too_short'],
    ['too short for the lower work factor', 'sixteen letters.', '--work-factor 16', 'too_short'],
    ['of control characters', 'a tab\tis no character', '', 'character'],
  ])('refuses a passphrase that is %s', async (_, text, options, reason) => {
    const machine = vaultMachine({ 'p.txt': text });
    const line = `vault-create --vault v.zip --passphrase-file p.txt ${options}`.trim();
    expect(await machine.undone(line)).toMatchObject({
      error: 'backup/passphrase_invalid',
      reason,
    });
    expect(machine.files.has('v.zip')).toBe(false);
  });

  it.each([
    'vault-create --vault v.zip --unencrypted --passphrase-file secret.txt',
    'vault-create --vault v.zip --unencrypted --work-factor 17',
    'vault-create --vault v.zip --work-factor 15',
    'vault-create --vault v.zip --work-factor 21',
    'vault-create --vault v.zip --battery-kwh 40',
    'vault-create --vault v.zip --unencrypted --car Leaf --battery-kwh lots',
    'vault-create --vault v.zip --currency pounds',
    'vault-create --vault v.zip --passphrase-file gone.txt',
    'metrics-dump --vault gone.zip',
    'metrics-dump --vault a.zip --dataset b.json',
    'backup-verify --file gone.zip',
  ])('%s: is called wrongly', async (line) => {
    const { status, stdout } = await vaultMachine().run(line.split(' '));
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  });
});

describe('the passphrase', () => {
  it('comes from the file, else from the environment, else from the terminal', async () => {
    const machine = await lockedMachine();
    const status = async (line: string, environment?: string, typed?: string) =>
      (
        await machine.run(line.split(' '), {
          environment: () => environment,
          terminal: {
            secret: () => Promise.resolve(typed),
            confirm: () => Promise.resolve(undefined),
          },
        })
      ).status;
    expect(await status(`metrics-dump --vault v.zip ${LOCKED}`, 'wrong', 'wrong')).toBe(0);
    expect(await status('metrics-dump --vault v.zip', PASSPHRASE, 'wrong')).toBe(0);
    expect(await status('metrics-dump --vault v.zip', undefined, PASSPHRASE)).toBe(0);
    expect(await status('metrics-dump --vault v.zip', 'wrong', PASSPHRASE)).toBe(1);
  });

  it('is missed, or wrong: a failure of its own', async () => {
    const machine = await lockedMachine();
    expect(await machine.undone('metrics-dump --vault v.zip')).toMatchObject({
      error: 'cli/passphrase_needed',
    });
    machine.files.set('wrong.txt', new TextEncoder().encode(`${PASSPHRASE} `));
    expect(
      await machine.undone('metrics-dump --vault v.zip --passphrase-file wrong.txt'),
    ).toMatchObject({ error: 'backup/wrong_passphrase' });
  });

  it('is asked for twice when it is new', async () => {
    const machine = vaultMachine();
    const typed = [PASSPHRASE, 'another one, mistyped'];
    const { status, stdout } = await machine.run(['vault-create', '--vault', 'v.zip'], {
      terminal: {
        secret: () => Promise.resolve(typed.shift()),
        confirm: () => Promise.resolve(undefined),
      },
    });
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ error: 'backup/passphrase_invalid' });
  });
});

describe('a file that is not whole', () => {
  it.each([
    ['cut off', (bytes: Uint8Array) => bytes.slice(0, bytes.length - 400), 'backup/truncated'],
    [
      'changed in its payload',
      (bytes: Uint8Array) => bytes.with(bytes.length >> 1, (bytes[bytes.length >> 1] ?? 0) ^ 1),
      'backup/damaged',
    ],
    ['something else', () => new TextEncoder().encode('hello'), 'backup/not_a_backup'],
  ])('is %s: nothing is read or written', async (_, spoil, error) => {
    const machine = await filledMachine();
    const spoilt = spoil(machine.files.get('a.zip') ?? new Uint8Array());
    machine.files.set('a.zip', spoilt);
    const before = new Map(machine.files);
    for (const line of ['metrics-dump --vault a.zip', 'backup-inspect --file a.zip']) {
      expect(await machine.undone(line)).toMatchObject({ error });
    }
    expect(await machine.undone('sessions-import --vault a.zip --from later.csv')).toMatchObject({
      error,
    });
    const check = await machine.undone('backup-verify --file a.zip');
    expect(check).toMatchObject({ ok: false, error });
    expect(check['steps']).toContainEqual(expect.objectContaining({ ok: false, code: error }));
    expect(machine.files).toEqual(before);
  });
});

describe('data of a vault', () => {
  it('goes in as a file, comes out exactly, and goes in again as the same', async () => {
    const machine = await filledMachine();
    const out = await machine.done('sessions-export --vault a.zip --to out.csv');
    expect(out).toMatchObject({ ok: true, format: 'exact', rows: 2, leftOut: [], filters: {} });
    await machine.done('vault-create --vault b.zip --unencrypted --car Leaf --today 2026-06-01');
    const report = await machine.done('sessions-import --vault b.zip --from out.csv');
    expect(report).toMatchObject({ ok: true, profile: 'plugtrack-csv', counts: { new: 2 } });
    await machine.done('sessions-export --vault b.zip --to again.csv');
    expect(machine.files.get('again.csv')).toEqual(machine.files.get('out.csv'));
    expect(sessionsCsv(machine.files.get('out.csv'))).toEqual([
      {
        local_date: '2026-05-01',
        energy_wh: '20000',
        total_micros: '4000000',
        notes: 'first, of two',
      },
      { local_date: '2026-05-09', energy_wh: '30000', total_micros: '18000000', notes: '' },
    ]);
  });

  it('gives the same figures by itself and as a plain data set', async () => {
    const machine = await filledMachine();
    await machine.done('dataset-dump --vault a.zip --to copy.json --today 2026-07-01');
    for (const command of ['metrics-dump', 'analytics-dump', 'reminders-run']) {
      const own = await machine.run([command, '--vault', 'a.zip', '--today', '2026-07-01']);
      const plain = await machine.run([command, '--dataset', 'copy.json']);
      expect(own).toEqual(plain);
      expect(own.status).toBe(0);
    }
  });

  it('is not touched by commands that read', async () => {
    const machine = await filledMachine();
    const before = new Map(machine.files);
    for (const line of [
      'metrics-dump --vault a.zip',
      'reprice --vault a.zip --dry-run',
      'recompute-sessions --vault a.zip',
      'sessions-import --vault a.zip --from later.csv --dry-run',
      'merge --vault a.zip --with a.zip --dry-run',
      'backup-restore --vault a.zip --from a.zip --mode replace --dry-run',
      'backup-restore --vault new.zip --from a.zip --dry-run',
      'backup-verify --file a.zip',
    ]) {
      await machine.done(line);
    }
    expect(machine.files).toEqual(before);
  });

  it('is opened for good by backup-decrypt, never over another file', async () => {
    const machine = await lockedMachine();
    const report = await machine.done(`backup-decrypt --file v.zip --to d.zip ${LOCKED}`);
    expect(report).toMatchObject({
      ok: true,
      file: 'd.zip',
      bytes: machine.files.get('d.zip')?.length,
      entries: ['schema.json', 'tables/cars.ndjson', 'tables/devices.ndjson', 'sessions.csv'],
    });
    // Bare, without a passphrase, it is still one of ours.
    expect(await stateHashOf(machine, 'd.zip')).toBe(await stateHashOf(machine, 'v.zip'));
    expect(await machine.undone(`backup-decrypt --file v.zip --to d.zip ${LOCKED}`)).toMatchObject({
      error: 'cli/exists',
    });
    await machine.done(`backup-decrypt --file v.zip --to d.zip --force ${LOCKED}`);
  });

  it('keeps its kind and its work factor when it is written again', async () => {
    const machine = await lockedMachine();
    await machine.done(`sessions-import --vault v.zip --from classic.csv ${LOCKED}`);
    const { manifest } = await machine.done('backup-inspect --file v.zip');
    expect(manifest).toMatchObject({ kdf: { logN: 16, reduced: true } });
    expect(machine.files.has('v.zip.lock')).toBe(false);
    expect(machine.files.has('v.zip.part')).toBe(false);
  });
});
