import type { OpenVaultOptions, VaultCheck } from './vault.ts';

/** Checks everything in a file and counts its rows. */
export function verifyVault(_file: Blob, _options: OpenVaultOptions = {}): Promise<VaultCheck> {
  throw new Error('not built yet');
}
