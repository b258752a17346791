// What a row is, one bit each. Filters test several with one comparison.

/** Completed and not in the trash; all other rows only keep their slot. */
export const LISTED = 1;
export const AC = 2;
export const DC = 4;
/** Lacks energy, a cost total or the end SoC. */
export const INCOMPLETE = 8;
/** The bits below depend on places and settings too. */
export const HOME = 16;
export const PUBLIC = 32;
/** Has a total, but only in another currency than the settings'. */
export const FOREIGN = 64;
/** Has a total of 0. */
export const FREE = 128;

/** The car was warmed or cooled before the drive. */
export const PRECONDITIONED = 256;
/** Has the points of its charge curve; they stay with the facts. */
export const CURVE = 512;

/** Bits that depend on the row alone. */
export const OWN_BITS = LISTED | AC | DC | INCOMPLETE | PRECONDITIONED | CURVE;
