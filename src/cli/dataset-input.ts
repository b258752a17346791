import { readSettings } from '#lib/domain/setting-rules.ts';
import type { FieldIssue } from '#lib/domain/result.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { type Dataset, type DatasetIssue, parseDataset } from '#lib/formats/dataset.ts';
import type { Call } from './command.ts';
import { failure } from './failure-words.ts';
import type { Notes } from './notes.ts';
import { failed, misused, type Refusal } from './refusal.ts';
import { datasetOfState } from './vault-dataset.ts';
import { readVaultInput, type VaultFile } from './vault-file.ts';
import { callDate } from './when.ts';

/** How many rows are named one by one unless asked for all. */
const NAMED_ROWS = 20;

export interface DatasetInput {
  /** Its `today` is the date the command counts from. */
  readonly dataset: Dataset;
  /** Some rows could not be used. */
  readonly isPartial: boolean;
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function issueText({ field, code, value }: FieldIssue): string {
  const shown = value === undefined ? '' : ` ${JSON.stringify(value)}`;
  return `${code} (${field}${shown})`;
}

function rowText({ code, table, id, fields = [] }: DatasetIssue): string {
  const reasons = fields.length > 0 ? fields.map(issueText).join(', ') : code;
  return `left out of ${table}: ${JSON.stringify(id)}: ${reasons}`;
}

function tellRows(issues: readonly DatasetIssue[], notes: Notes): void {
  const named = notes.isVerbose ? issues : issues.slice(0, NAMED_ROWS);
  for (const issue of named) notes.error(rowText(issue));
  const rest = issues.length - named.length;
  if (rest > 0) notes.error(`${rest} more rows left out (--verbose names them)`);
}

function tellSettings(settings: Dataset['settings'], notes: Notes): void {
  const rows = Object.entries(settings).map(([id, value]) => ({ id, value }));
  for (const issue of readSettings(rows).issues) {
    const isUnknown = issue.code === 'setting/unknown_key';
    const outcome = isUnknown ? 'ignored' : 'its default is used';
    notes.warn(`setting: ${issueText(issue)}; ${outcome}`);
  }
}

/** Tells what of the data cannot be used. */
function settled(
  { given, notes }: Call,
  dataset: Dataset,
  issues: readonly DatasetIssue[],
): DatasetInput {
  tellRows(issues, notes);
  tellSettings(dataset.settings, notes);
  const today = given.get('today') ?? dataset.today;
  const counts = `${dataset.sessions.length} sessions, ${dataset.cars.length} cars`;
  notes.detail(`read ${counts}; counting as of ${today}`);
  return { dataset: { ...dataset, today }, isPartial: issues.length > 0 };
}

async function readDatasetFile(call: Call): Promise<Result<DatasetInput, Refusal>> {
  const { given, world } = call;
  const file = given.get('dataset') ?? '';
  const bytes = await world.read(file);
  if (bytes === undefined) return misused(`--dataset cannot be read: ${file}`);
  const text = textOf(bytes);
  if (text === undefined) return failed('json/syntax', 'The file is not UTF-8 text.');
  const parsed = parseDataset(text, { today: callDate(given, world) });
  if (!parsed.ok) return failure(parsed.error);
  const { issues, ...dataset } = parsed.value;
  return ok(settled(call, dataset, issues));
}

/** A vault that was read as data. */
export function inputOfVault(call: Call, { state }: Pick<VaultFile, 'state'>): DatasetInput {
  const { dataset, issues } = datasetOfState(state, callDate(call.given, call.world));
  return settled(call, dataset, issues);
}

/**
 * Reads the data that --vault or --dataset names and tells what of it cannot be used. `today` is
 * --today, else the data set's own, else the local date. Fails with `backup/…`, `dataset/…` and
 * `json/…`.
 */
export async function readDataInput(call: Call): Promise<Result<DatasetInput, Refusal>> {
  if (!call.given.has('vault')) return readDatasetFile(call);
  const vault = await readVaultInput(call);
  return vault.ok ? ok(inputOfVault(call, vault.value)) : vault;
}
