import type { AppError } from '#lib/domain/result.ts';
import { failed, type Refusal } from './refusal.ts';

/** What expected failures mean, in words; the code beside them is what programs look at. */
const WORDS: Readonly<Record<string, string>> = {
  'json/syntax': 'The file is not JSON.',
  'json/depth': 'The JSON is nested too deeply.',
  'json/number': 'The JSON holds a number that cannot be kept exactly.',
  'json/forbidden_key': 'The JSON holds a name that is not allowed.',
  'json/duplicate_key': 'The JSON holds a name twice in one object.',
  'json/too_long': 'The JSON, or a text or object in it, is too long.',
  'dataset/shape': 'The file is JSON, but not a PlugTrack data set.',
  'dataset/duplicate_id': 'Two entries of one table have the same id.',
  'backup/not_a_backup': 'The file is no PlugTrack backup.',
  'backup/newer_version': 'The file needs a newer version of PlugTrack.',
  'backup/truncated': 'The file is cut off; get it again from where it came from.',
  'backup/damaged': 'The file is damaged: bytes of it have changed.',
  'backup/passphrase_needed': 'The file is encrypted; a passphrase is needed.',
  'backup/wrong_passphrase': 'The passphrase does not open the file.',
  'backup/passphrase_invalid': 'This cannot be the passphrase of a vault.',
  'backup/kdf_limit': 'The file asks for too much work to be opened.',
  'backup/unsupported_recipient': 'The file is not encrypted with one passphrase.',
  'backup/too_large': 'The file, or what is in it, is too large.',
  'backup/verify_failed': 'What was written could not be read back; nothing was replaced.',
  'backup/write_failed': 'The file could not be written.',
  'backup/classic_version': 'The classic backup is of a version that is not known.',
  'backup/classic_member_missing': 'The classic backup lacks one of its files.',
  'sync/other_vault': 'These vaults have never been one; --join-vaults merges them all the same.',
  'plan/car': 'There is no such car.',
  'plan/soc_order': 'The target must be above the start, the stop between, in whole percents.',
  'plan/power': 'A power is missing or not above zero.',
  'plan/battery_unknown': 'The usable battery of the car is not known.',
  'plan/price_unknown': 'A price per kWh is missing: DC or home.',
  'plan/request': 'This is no request for a plan.',
  'import/unknown_format': 'No known kind of file has these columns.',
  'import/empty_file': 'The file is empty.',
  'import/no_rows': 'The file has no rows.',
  'import/not_text': 'The file is no text.',
  'import/header_missing': 'The file lacks a column that it needs.',
  'import/too_large': 'The file is too large.',
  'import/too_many_rows': 'The file has too many rows.',
  'import/too_many_columns': 'The file has too many columns.',
  'import/decimal_conflict': 'The file writes decimals in two ways that contradict each other.',
  'import/date_order_conflict': 'The file writes dates in two orders that contradict each other.',
  'import/choose_car': 'Say with --car whose charges these are.',
};

/** The words for an expected failure. */
export function failureWords({ code }: Pick<AppError, 'code'>): string {
  return WORDS[code] ?? 'The command failed.';
}

/** An expected failure as the answer of a command; `more` says where it happened. */
export function failure(
  { code, details, fields }: AppError,
  more: Readonly<Record<string, unknown>> = {},
): { readonly ok: false; readonly error: Refusal } {
  return failed(code, failureWords({ code }), { ...more, ...details, ...(fields && { fields }) });
}
