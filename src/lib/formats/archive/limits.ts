/** What an archive may hold; everything is counted on real bytes, a header only claims. */
export interface ArchiveLimits {
  readonly packedBytes: number;
  /** All entries that are read, together. */
  readonly inflatedBytes: number;
  readonly entries: number;
  /** Inflated to packed, of an entry above `ratioFromBytes`. */
  readonly ratio: number;
  readonly ratioFromBytes: number;
  /** Whether an entry may be an archive itself. */
  readonly mayNest: boolean;
}

const MB = 1_000_000;

/** Archives that others wrote. */
export const FOREIGN_ARCHIVE_LIMITS: ArchiveLimits = {
  packedBytes: 50 * MB,
  inflatedBytes: 200 * MB,
  entries: 2_000,
  ratio: 100,
  ratioFromBytes: MB,
  mayNest: false,
};
