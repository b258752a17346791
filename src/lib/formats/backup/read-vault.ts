import type { Result } from '#lib/domain/result.ts';
import { asResult } from '#lib/formats/archive/refusal.ts';
import { VaultSteps } from './failures.ts';
import { openInside, openPayload, readInside } from './inside.ts';
import { limitsOf } from './limits.ts';
import { openOutside } from './outer.ts';
import type { OpenVault, OpenVaultOptions, VaultOutside } from './vault.ts';

/**
 * Opens a file: a vault, a bare `data.zip.age` or a bare `data.zip`. Every failure names its
 * `step`; `backup/passphrase_needed` comes only once everything outside was found to be sound.
 */
export function openVault(file: Blob, options: OpenVaultOptions = {}): Promise<Result<OpenVault>> {
  return asResult(() => openVaultInSteps(file, options, new VaultSteps()));
}

/** As `openVault`, refusing instead of returning and remembering its steps. */
export async function openVaultInSteps(
  file: Blob,
  options: OpenVaultOptions,
  steps: VaultSteps,
): Promise<OpenVault> {
  const outside = await openOutside(file, options, steps);
  const inner = await openPayload(outside, options, steps);
  const inside = await openInside(inner, limitsOf(options.limits), steps);
  const { manifest, encrypted } = outside;
  return {
    ...(manifest && { manifest }),
    encrypted,
    schema: inside.schema,
    warnings: [...outside.warnings, ...inside.warnings],
    readTables: (onRows) => asResult(() => readInside(inside, onRows, options, steps)),
  };
}

/** What a file says of itself without its passphrase. */
export function inspectVault(
  file: Blob,
  options: OpenVaultOptions = {},
): Promise<Result<VaultOutside>> {
  return asResult(async () => {
    const { manifest, encrypted, warnings } = await openOutside(file, options, new VaultSteps());
    return { ...(manifest && { manifest }), encrypted, warnings };
  });
}

/** The inner ZIP of a file. */
export function decryptVault(file: Blob, options: OpenVaultOptions = {}): Promise<Result<Blob>> {
  return asResult(async () => {
    const steps = new VaultSteps();
    return openPayload(await openOutside(file, options, steps), options, steps);
  });
}
