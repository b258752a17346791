import { type Result, fail, ok } from '#lib/domain/result.ts';

/**
 * The family of copies that a merge belongs to. Two families become one, under the smaller id,
 * only when a person agreed; else `sync/other_vault`. A profile without data of its own (absent)
 * takes the file's.
 */
export function joinVaults(
  here: string | undefined,
  theirs: string,
  isAgreed: boolean,
): Result<string> {
  if (here === undefined || here === theirs) return ok(theirs);
  if (!isAgreed) return fail('sync/other_vault', { details: { here, theirs } });
  return ok(here < theirs ? here : theirs);
}
