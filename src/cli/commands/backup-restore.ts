import { reportSource, reportWarnings } from '#lib/formats/backup/report-source.ts';
import path from 'node:path';
import { canonicalJson } from '#lib/domain/canonical-json.ts';
import { tickClock } from '#lib/domain/clock.ts';
import { closeDevice } from '#lib/domain/merge/close-device.ts';
import { mergeReport } from '#lib/domain/merge/report.ts';
import type { State } from '#lib/domain/merge/state.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import type { ClassicFiles } from '#lib/formats/classic-backup/members.ts';
import { openClassicBackup } from '#lib/formats/classic-backup/open-classic-backup.ts';
import { StateSource } from '#lib/worker/jobs/state-source.ts';
import { deviceOfVault, withLock, writingDevice } from '#cli/change-vault.ts';
import { restoreClassic } from '#cli/classic-restore.ts';
import type { Call, Command, Done } from '#cli/command.ts';
import { derivedId } from '#cli/derived-id.ts';
import { newDevice } from '#cli/device.ts';
import { addOwnDevice } from '#cli/own-device.ts';
import { passphraseBeside } from '#cli/passphrase.ts';
import { misused, type Refusal } from '#cli/refusal.ts';
import { confirmReplace, keyAfter, readTarget } from '#cli/restore-target.ts';
import { isChange, type Mode, takeIn } from '#cli/take-in.ts';
import { inputFile, readVaultFile, tellWarnings, type VaultFile } from '#cli/vault-file.ts';
import { plannedStateHash, saveVault, type VaultContent } from '#cli/vault-save.ts';
import { callNow } from '#cli/when.ts';

interface Restoring {
  readonly call: Call;
  /** The file to write. */
  readonly file: string;
  /** Absent when it is still to be made. */
  readonly here: VaultFile | undefined;
  readonly name: string;
  readonly source: Blob;
}

/** The new vault keeps that the device which wrote the file is not this one. */
function withClosedDevice(state: State, closed: string, stamp: string): State {
  const devices = state.get('devices');
  const rows = new Map(devices?.rows);
  rows.set(closed, closeDevice(rows.get(closed), closed, stamp));
  return new Map(state).set('devices', { kind: devices?.kind ?? 'record', rows });
}

function safetyOf({ call, here }: Restoring) {
  const name = `${call.given.get('vault') ?? ''}.previous`;
  return here ? { safetyBackup: { name, verified: true as const } } : {};
}

/** Writes what was restored; the hash of the state as it is, or would be, written. */
async function write(
  { call, file, here }: Restoring,
  content: Omit<VaultContent, 'device'>,
  { isDry, needsNewDevice }: { readonly isDry: boolean; readonly needsNewDevice: boolean },
  other: VaultFile,
): Promise<Result<string | undefined, Refusal>> {
  // What closing the other device would be stamped with is not known before it is done.
  if (isDry) return here ? plannedStateHash(call, content) : ok(undefined);
  const device = needsNewDevice
    ? await newDevice(file, call.world)
    : await writingDevice(call, file);
  if (!device.ok) return device;
  const hlc = here
    ? content.hlc
    : tickClock(content.hlc, callNow(call.given, call.world), device.value);
  const state = here
    ? content.state
    : withClosedDevice(content.state, other.open.schema.deviceId, hlc);
  const saved = await saveVault(call, file, {
    ...content,
    state,
    hlc,
    device: deviceOfVault({ state }, device.value),
  });
  return saved.ok ? ok(saved.value.schema.stateHash) : saved;
}

async function restoreVault(restoring: Restoring, mode: Mode): Promise<Result<Done, Refusal>> {
  const { call, file, here, name, source } = restoring;
  const { given } = call;
  const other = await readVaultFile(source, name, (asked) =>
    passphraseBeside(call, asked, 'from-passphrase-file', here?.passphrase),
  );
  if (!other.ok) return other;
  tellWarnings(call, other.value);
  const deviceId = await writingDevice(call, file);
  if (!deviceId.ok) return deviceId;
  const isDry = given.has('dry-run');
  const { schema } = other.value.open;
  const base = {
    state: here?.state ?? new Map(),
    deviceId: deviceId.value,
    ...(here && { hlc: here.open.schema.hlc }),
  };
  const { plan, state } = takeIn(call, base, other.value, mode);
  const facts = {
    source: reportSource(other.value.open, here?.open.schema.vaultId),
    dryRun: isDry,
    isMassDeleteAllowed: given.has('allow-mass-delete'),
    warnings: reportWarnings(other.value.open),
  };
  const preview = mergeReport(plan, facts);
  if (!preview.ok) return ok({ output: { kind: 'document', value: preview }, isPartial: true });
  if (mode === 'replace') {
    const agreed = await confirmReplace(call, here);
    if (!agreed.ok) return agreed;
  }
  const isNews = mode === 'replace' || !here || here.hasNewRows === true || isChange(plan);
  const isWritten = !isDry && isNews;
  const key = await keyAfter(call, here, other.value);
  if (!key.ok) return key;
  const content = {
    state,
    hlc: plan.clock ?? schema.hlc,
    vaultId: mode === 'merge' && here ? here.open.schema.vaultId : schema.vaultId,
    schemaVersion: Math.max(schema.schemaVersion, here?.open.schema.schemaVersion ?? 0),
    ...key.value,
  };
  const needsNewDevice = mode === 'replace' || !here || plan.isDeviceIdDoubled;
  const hash = await write(restoring, content, { isDry: !isWritten, needsNewDevice }, other.value);
  if (!hash.ok) return hash;
  const value = mergeReport(plan, {
    ...facts,
    ...(hash.value !== undefined && { stateHashAfter: hash.value }),
    ...(isWritten && safetyOf(restoring)),
  });
  return ok({ output: { kind: 'document', value } });
}

async function restoreFromClassic(
  restoring: Restoring,
  members: ClassicFiles,
): Promise<Result<Done, Refusal>> {
  const { call, file, here, name, source: blob } = restoring;
  const device = await writingDevice(call, file);
  if (!device.ok) return device;
  const deviceId = device.value;
  const now = callNow(call.given, call.world);
  const source = new StateSource(here?.state ?? new Map(), {
    deviceId,
    ...(here && { hlc: here.open.schema.hlc }),
    now,
  });
  await source.knowImports();
  const input = { name: path.basename(name), file: blob };
  const report = await restoreClassic(call, source, input, members);
  if (!report.ok) return report;
  const { value } = report;
  const isWritten = value.questions.length === 0 && !value.dryRun && (source.isChanged || !here);
  if (isWritten) {
    const key = await keyAfter(call, here, undefined);
    if (!key.ok) return key;
    await addOwnDevice(source, deviceId);
    const { state, stamp } = source;
    const saved = await saveVault(call, file, {
      state,
      hlc: stamp,
      vaultId:
        here?.open.schema.vaultId ?? (await derivedId(canonicalJson([deviceId, stamp]), now)),
      schemaVersion: here?.open.schema.schemaVersion ?? 0,
      device: deviceOfVault({ state }, deviceId),
      ...key.value,
    });
    if (!saved.ok) return saved;
  }
  const document = { ...value, ...(isWritten && safetyOf(restoring)) };
  return ok({ output: { kind: 'document', value: document }, isPartial: !value.ok });
}

/** Brings a backup back. */
export const backupRestore: Command = {
  name: 'backup-restore',
  summary: 'bring a backup, also one of the classic program, into a vault',
  details: [
    'Prints what it did, as the app shows it before and after. The vault is made if it is missing.',
    'merge keeps the newest value of each field; replace puts the file in the place of the data.',
    'The former vault stays beside it as FILE.previous.',
  ],
  options: [
    'vault',
    'from',
    'mode',
    'dry-run',
    'car',
    'allow-mass-delete',
    'yes',
    'passphrase-file',
    'from-passphrase-file',
    'option',
  ],
  required: ['vault', 'from'],
  repeatable: ['option'],
  wording: {
    from: { value: 'FILE', about: 'the vault or classic backup to read' },
    car: { value: 'CAR', about: 'of a classic backup: whose the sessions are' },
  },
  examples: [
    'backup-restore --vault home.zip --from theirs.zip --passphrase-file secret.txt --dry-run',
    'backup-restore --vault home.zip --from theirs.zip --mode replace --yes --passphrase-file secret.txt',
  ],
  run: async (call) => {
    const { given, world } = call;
    const mode = given.get('mode') ?? 'merge';
    if (mode !== 'merge' && mode !== 'replace') {
      return misused(`--mode is neither merge nor replace: ${mode}`);
    }
    const name = given.get('from') ?? '';
    const source = await inputFile(call, 'from', name);
    if (!source.ok) return source;
    const classic = await openClassicBackup(new Uint8Array(await source.value.arrayBuffer()));
    if (classic.ok && mode === 'replace') {
      return misused('--mode replace needs a vault: a classic backup can only be merged');
    }
    if (!classic.ok && given.has('car')) return misused('--car is for classic backups only');
    const file = await world.disk.resolve(given.get('vault') ?? '');
    return withLock(call, file, async () => {
      const here = await readTarget(call, file);
      if (!here.ok) return here;
      const restoring = { call, file, here: here.value, name, source: source.value };
      return classic.ok
        ? restoreFromClassic(restoring, classic.value)
        : restoreVault(restoring, mode);
    });
  },
};
