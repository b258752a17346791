import { reportSource, reportWarnings } from '#lib/formats/backup/report-source.ts';
import { mergeReport, type MergeReport } from '#lib/domain/merge/report.ts';
import { joinVaults } from '#lib/domain/merge/vault-id.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { deviceOfVault, withLock, writingDevice } from '#cli/change-vault.ts';
import type { Call, Command, Done } from '#cli/command.ts';
import { newDevice } from '#cli/device.ts';
import { failure } from '#cli/failure-words.ts';
import { passphraseBeside } from '#cli/passphrase.ts';
import type { Refusal } from '#cli/refusal.ts';
import { isChange, takeIn } from '#cli/take-in.ts';
import {
  inputFile,
  readOwnVault,
  readVaultFile,
  tellWarnings,
  type VaultFile,
} from '#cli/vault-file.ts';
import { keyOfVault, plannedStateHash, saveVault, type VaultContent } from '#cli/vault-save.ts';

interface Merged {
  readonly reports: readonly MergeReport[];
  readonly content: VaultContent;
  readonly isChanged: boolean;
  /** A brake stopped it: nothing is to be written. */
  readonly isStopped: boolean;
  readonly isDeviceIdDoubled: boolean;
}

async function readOthers(
  call: Call,
  passphrase: string | undefined,
): Promise<Result<readonly VaultFile[], Refusal>> {
  const vaults: VaultFile[] = [];
  for (const name of call.given.all('with')) {
    const file = await inputFile(call, 'with', name);
    if (!file.ok) return file;
    const vault = await readVaultFile(file.value, name, (asked) =>
      passphraseBeside(call, asked, 'with-passphrase-file', passphrase),
    );
    if (!vault.ok) return vault;
    tellWarnings(call, vault.value);
    vaults.push(vault.value);
  }
  return ok(vaults);
}

/** One after the other, in memory. Stops at the first brake. */
function mergeAll(
  call: Call,
  here: VaultFile,
  others: readonly VaultFile[],
  deviceId: string,
): Result<Merged, Refusal> {
  const { given } = call;
  const { schema } = here.open;
  let { vaultId, hlc } = schema;
  let { state } = here;
  const reports: MergeReport[] = [];
  const merged = {
    isChanged: here.hasNewRows === true,
    isStopped: false,
    isDeviceIdDoubled: false,
  };
  for (const other of others) {
    const joined = joinVaults(vaultId, other.open.schema.vaultId, given.has('join-vaults'));
    if (!joined.ok) return failure(joined.error, { file: other.name });
    const taken = takeIn(call, { state, deviceId, hlc }, other, 'merge');
    const report = mergeReport(taken.plan, {
      source: reportSource(other.open, vaultId),
      dryRun: given.has('dry-run'),
      isMassDeleteAllowed: given.has('allow-mass-delete'),
      warnings: reportWarnings(other.open),
    });
    reports.push(report);
    if (!report.ok) {
      merged.isStopped = true;
      break;
    }
    merged.isChanged ||= isChange(taken.plan) || joined.value !== vaultId;
    merged.isDeviceIdDoubled ||= taken.plan.isDeviceIdDoubled;
    state = taken.state;
    hlc = taken.plan.clock ?? hlc;
    vaultId = joined.value;
  }
  const content: VaultContent = {
    state,
    vaultId,
    hlc,
    schemaVersion: Math.max(...[here, ...others].map(({ open }) => open.schema.schemaVersion)),
    device: deviceOfVault({ state }, deviceId),
    ...keyOfVault(here),
  };
  return ok({ ...merged, reports, content });
}

async function mergeInto(
  call: Call,
  file: string,
  isOther: boolean,
): Promise<Result<Done, Refusal>> {
  const { given, world } = call;
  const name = given.get('vault') ?? '';
  const bytes = await inputFile(call, 'vault', name);
  if (!bytes.ok) return bytes;
  const here = await readOwnVault(call, bytes.value, name);
  if (!here.ok) return here;
  const others = await readOthers(call, here.value.passphrase);
  if (!others.ok) return others;
  const deviceId = await writingDevice(call, file);
  if (!deviceId.ok) return deviceId;
  const merged = mergeAll(call, here.value, others.value, deviceId.value);
  if (!merged.ok) return merged;
  const { reports, content, isStopped, isChanged, isDeviceIdDoubled } = merged.value;
  const isWritten = !isStopped && !given.has('dry-run') && (isChanged || isOther);
  const hash = async (): Promise<Result<string, Refusal>> => {
    if (isStopped) return ok(here.value.open.schema.stateHash);
    if (!isWritten) return plannedStateHash(call, content);
    const device = isDeviceIdDoubled ? await newDevice(file, world) : deviceId;
    if (!device.ok) return device;
    const saved = await saveVault(call, file, {
      ...content,
      device: deviceOfVault(content, device.value),
    });
    return saved.ok ? ok(saved.value.schema.stateHash) : saved;
  };
  const isThere = isWritten && (await world.disk.exists(file));
  const stateHash = await hash();
  if (!stateHash.ok) return stateHash;
  const safetyBackup = { name: `${given.get('to') ?? name}.previous`, verified: true } as const;
  const value = {
    ok: !isStopped,
    reports: reports.map((report, at) => ({
      ...report,
      ...(at === reports.length - 1 && !isStopped && { stateHashAfter: stateHash.value }),
      ...(isThere && { safetyBackup }),
    })),
    stateHash: stateHash.value,
  };
  return ok({ output: { kind: 'document', value }, isPartial: isStopped });
}

/** Makes one vault of several. */
export const merge: Command = {
  name: 'merge',
  summary: 'merge other vaults into one',
  details: [
    'Prints {"ok","reports":[one a file of --with],"stateHash"}. Each field keeps its newest value,',
    'in whatever order vaults are merged. A brake stops it where many rows would be deleted.',
  ],
  options: [
    'vault',
    'with',
    'to',
    'dry-run',
    'allow-mass-delete',
    'join-vaults',
    'passphrase-file',
    'with-passphrase-file',
  ],
  required: ['vault', 'with'],
  repeatable: ['with'],
  wording: { to: { value: 'FILE', about: 'the vault to write (that of --vault)' } },
  examples: [
    'merge --vault mine.zip --with theirs.zip --passphrase-file secret.txt --dry-run',
    'merge --vault mine.zip --with theirs.zip --passphrase-file secret.txt --to both.zip',
  ],
  run: async (call) => {
    const { given, world } = call;
    const name = given.get('vault') ?? '';
    const [vault, file] = await Promise.all([
      world.disk.resolve(name),
      world.disk.resolve(given.get('to') ?? name),
    ]);
    return withLock(call, file, () => mergeInto(call, file, file !== vault));
  },
};
