import type { Result } from '#lib/domain/result.ts';
import type { OpenVault, OpenVaultOptions, VaultOutside } from './vault.ts';

/** Opens a file: a vault, a bare `data.zip.age` or a bare `data.zip`. */
export function openVault(
  _file: Blob,
  _options: OpenVaultOptions = {},
): Promise<Result<OpenVault>> {
  throw new Error('not built yet');
}

/** What a file says of itself without its passphrase. */
export function inspectVault(_file: Blob): Promise<Result<VaultOutside>> {
  throw new Error('not built yet');
}

/** The inner ZIP of a file. */
export function decryptVault(_file: Blob, _options: OpenVaultOptions = {}): Promise<Result<Blob>> {
  throw new Error('not built yet');
}
