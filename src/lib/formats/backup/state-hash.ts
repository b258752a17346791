import { sha256OfText } from './sha256.ts';
import type { VaultTableEntry } from './vault.ts';

/** One hash for all tables, given in the order of their names; equal rows give equal hashes. */
export function stateHashOf(tables: readonly Pick<VaultTableEntry, 'name' | 'sha256'>[]): string {
  return sha256OfText(tables.map(({ name, sha256 }) => `${name}\n${sha256}\n`).join(''));
}
