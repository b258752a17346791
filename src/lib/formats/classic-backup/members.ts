import type { Result } from '#lib/domain/result.ts';
import { fail, ok } from '#lib/domain/result.ts';
import { decodeText } from '#lib/formats/csv/text-encoding.ts';
import { isJsonObject, parseStrictJson, type JsonValue } from '#lib/formats/json/strict-json.ts';

export const MEMBERS = [
  'manifest.json',
  'schema_version.txt',
  'sessions.csv',
  'cars.csv',
  'settings.json',
] as const;
export type Member = (typeof MEMBERS)[number];

export type ClassicFiles = ReadonlyMap<string, Uint8Array | string>;

const VERSION = '4.0';
/** So many members give the file away, even if others were lost. */
const TELLING_MEMBERS = 3;
const SHOWN_CHARS = 40;

/** Whether the names in an archive are those of a classic backup, perhaps a damaged one. */
export function isClassicBackup(names: Iterable<string>): boolean {
  const present = new Set(names);
  return MEMBERS.filter((member) => present.has(member)).length >= TELLING_MEMBERS;
}

/** The bytes of a member; no bytes if it is missing. */
export function memberBytes(files: ClassicFiles, member: Member): Uint8Array {
  const content = files.get(member) ?? '';
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}

/**
 * Whether all members are there and of the version that can be read. Errors:
 * `backup/classic_member_missing`, `backup/classic_version`.
 */
export function checkMembers(files: ClassicFiles): Result<void> {
  const member = MEMBERS.find((name) => !files.has(name));
  if (member !== undefined) return fail('backup/classic_member_missing', { details: { member } });
  const version = decodeText(memberBytes(files, 'schema_version.txt'))?.text.trim() ?? '';
  if (version === VERSION) return ok();
  return fail('backup/classic_version', { details: { version: version.slice(0, SHOWN_CHARS) } });
}

/** A failure that says in which member it arose. */
export function inMember<T>(result: Result<T>, member: Member): Result<T> {
  if (result.ok) return result;
  const { code, details } = result.error;
  return fail(code, { details: { ...details, entry: member } });
}

/** A member that is a JSON object. Errors: the `json/…` codes. */
export function jsonMember(
  files: ClassicFiles,
  member: Member,
): Result<Readonly<Record<string, JsonValue>>> {
  const decoded = decodeText(memberBytes(files, member));
  if (!decoded || decoded.question) return inMember(fail('json/syntax'), member);
  const json = parseStrictJson(decoded.text);
  if (!json.ok) return inMember(json, member);
  return isJsonObject(json.value) ? ok(json.value) : inMember(fail('json/syntax'), member);
}
