import type { ReportSource, ReportWarning } from '#lib/domain/merge/report.ts';
import type { OpenVault } from './vault.ts';

/** An opened file as a report names it, beside the collection that is here (absent: none). */
export function reportSource(
  { manifest, schema, encrypted }: Pick<OpenVault, 'manifest' | 'schema' | 'encrypted'>,
  hereVaultId: string | undefined,
): ReportSource {
  const label = manifest?.device.label;
  return {
    formatVersion: schema.formatVersion,
    schemaVersion: schema.schemaVersion,
    ...(manifest && { appVersion: manifest.appVersion }),
    createdAt: schema.createdAt,
    deviceId: schema.deviceId,
    ...(label !== undefined && { deviceLabel: label }),
    vaultId: schema.vaultId,
    sameVault: schema.vaultId === hereVaultId,
    encrypted,
  };
}

/** What was odd about reading a file, for its report. */
export function reportWarnings({ warnings }: Pick<OpenVault, 'warnings'>): ReportWarning[] {
  return warnings.map(({ code, name }) => ({ code, ...(name !== undefined && { name }) }));
}
