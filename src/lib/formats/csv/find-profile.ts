import type { Result } from '#lib/domain/result.ts';
import { fail, ok } from '#lib/domain/result.ts';
import { headerName, readHeader, type HeaderRecord } from './headers.ts';
import type { Profile } from './profile.ts';
import { genericProfile } from './profiles/generic.ts';
import { sheetProfile } from './profiles/plugtrack-sheet.ts';
import { PROFILES } from './profiles/registry.ts';
import type { ImportOptions } from './report.ts';
import { ENGLISH_SHEET_WORDS } from './write-sheet.ts';

export interface FoundProfile {
  readonly profile: Profile;
  readonly header: HeaderRecord;
  /** Ids of all profiles whose headers are there, best first. */
  readonly candidates: readonly string[];
}

interface Match {
  readonly profile: Profile;
  readonly header: HeaderRecord;
  readonly headers: number;
}

function matchOf(profile: Profile, candidates: readonly HeaderRecord[]): Match | undefined {
  for (const header of candidates) {
    const sizes = profile.signatures
      .filter((signature) => signature.every((text) => header.names.has(headerName(text))))
      .map((signature) => signature.length);
    if (sizes.length > 0) return { profile, header, headers: Math.max(...sizes) };
  }
  return undefined;
}

function chosenRow(records: readonly (readonly string[])[], row: number): HeaderRecord | undefined {
  const cells = records[row - 1];
  if (!cells || cells.length === 0) return undefined;
  const headers = cells.map(readHeader);
  return { row, headers, names: new Set(headers.map(({ name }) => name)) };
}

/** A mapping holds if all its headers are in the record it names, or in one of the first. */
function matchMapping(
  options: ImportOptions,
  candidates: readonly HeaderRecord[],
  records: readonly (readonly string[])[],
): Match | undefined {
  const { mapping } = options;
  if (mapping?.kind !== 'sessions' || mapping.columns.length === 0) return undefined;
  const profile = genericProfile(mapping);
  const chosen = mapping.headerRow && chosenRow(records, mapping.headerRow);
  return matchOf(profile, chosen ? [chosen] : candidates);
}

/** All known files, our own sheet also with headers in the person's language. */
function profilesFor({ sheetWords }: ImportOptions): readonly Profile[] {
  if (!sheetWords) return PROFILES;
  const sheet = sheetProfile([ENGLISH_SHEET_WORDS, sheetWords]);
  return PROFILES.map((profile) => (profile.id === sheet.id ? sheet : profile));
}

/**
 * The profile of a file: the chosen one, the mapping, or the one with the most signature headers
 * among the first records. Errors: `import/unknown_format`, `import/header_missing`.
 */
export function findProfile(
  candidates: readonly HeaderRecord[],
  records: readonly (readonly string[])[],
  options: ImportOptions,
): Result<FoundProfile> {
  const matches = profilesFor(options)
    .flatMap((profile) => matchOf(profile, candidates) ?? [])
    .sort((a, b) => b.headers - a.headers);
  const mapped = matchMapping(options, candidates, records);
  const ids = [...matches.map(({ profile }) => profile.id), ...(mapped ? ['generic'] : [])];
  const wanted = options.profile ?? (options.mapping ? 'generic' : undefined);
  const match =
    wanted === undefined
      ? matches[0]
      : wanted === 'generic'
        ? mapped
        : matches.find(({ profile }) => profile.id === wanted);
  if (match) return ok({ profile: match.profile, header: match.header, candidates: ids });
  return fail(wanted === undefined ? 'import/unknown_format' : 'import/header_missing');
}
