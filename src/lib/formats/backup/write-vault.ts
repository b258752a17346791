import type { Result } from '#lib/domain/result.ts';
import type { VaultSource, WriteVaultOptions, WrittenVault } from './vault.ts';

/** Writes all facts into one file. */
export function writeVault(
  _source: VaultSource,
  _options: WriteVaultOptions = {},
): Promise<Result<WrittenVault>> {
  throw new Error('not built yet');
}
