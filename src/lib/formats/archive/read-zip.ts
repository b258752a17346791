import type { Result } from '#lib/domain/result.ts';
import { FOREIGN_ARCHIVE_LIMITS, type ArchiveLimits } from './limits.ts';

/** One file in an archive. Sizes are claims until it was read. */
export interface ZipEntry {
  readonly name: string;
  /** 0 stored, 8 deflate. */
  readonly method: number;
  readonly packedBytes: number;
  readonly inflatedBytes: number;
  readonly crc: number;
}

/** An archive whose structure is checked. Entries are read one by one. */
export interface ZipArchive {
  /** Files without folders, in the order of the central directory; no name comes twice. */
  readonly entries: readonly ZipEntry[];
  /** The bytes of an entry as they come; true only once the result is ok. */
  stream(
    entry: ZipEntry,
    onChunk: (bytes: Uint8Array<ArrayBuffer>) => void | Promise<void>,
  ): Promise<Result<void>>;
  /** All bytes of an entry; more than `maxBytes` is `archive/too_large`. */
  bytes(entry: ZipEntry, maxBytes?: number): Promise<Result<Uint8Array<ArrayBuffer>>>;
}

/** Opens a ZIP and checks its directory against its entries. */
export function openZip(
  _file: Blob | Uint8Array<ArrayBuffer>,
  _limits: ArchiveLimits = FOREIGN_ARCHIVE_LIMITS,
): Promise<Result<ZipArchive>> {
  throw new Error('not built yet');
}
