import type { ArchiveLimits } from '#lib/formats/archive/limits.ts';
import { FOREIGN_ARCHIVE_LIMITS } from '#lib/formats/archive/limits.ts';
import { MAX_LOG_N } from './age-header.ts';
import type { VaultLimits } from './vault.ts';

const MB = 1_000_000;

/** What a backup file may hold, read or written. */
const VAULT_LIMITS: VaultLimits = {
  packedBytes: 200 * MB,
  inflatedBytes: 500 * MB,
  tableRows: 2_000_000,
  rows: 5_000_000,
  logN: MAX_LOG_N,
};

/** The limits of this reading or writing. */
export function limitsOf(changed: Partial<VaultLimits> | undefined): VaultLimits {
  return { ...VAULT_LIMITS, ...changed };
}

/** The limits of the outer archive, which may hold one more, or of the inner one. */
export function archiveLimits(limits: VaultLimits, isOuter: boolean): ArchiveLimits {
  const { packedBytes, inflatedBytes } = limits;
  return { ...FOREIGN_ARCHIVE_LIMITS, packedBytes, inflatedBytes, mayNest: isOuter };
}

const LINE_BYTES = MB;
const TEXT_CHARS = 64_000;
/** A picture of 1 MB in base64, and what else its row says. */
const PICTURE_TEXT_CHARS = 1_340_000;
const PICTURE_LINE_BYTES = 1_400_000;

/** How long a line of a table and one text in it may be; rows of pictures hold their bytes. */
export function lineLimits(table: string): { lineBytes: number; textChars: number } {
  return table === 'attachments'
    ? { lineBytes: PICTURE_LINE_BYTES, textChars: PICTURE_TEXT_CHARS }
    : { lineBytes: LINE_BYTES, textChars: TEXT_CHARS };
}
