/** An entry that is packed already. */
export interface PackedEntry {
  readonly name: string;
  readonly method: 0 | 8;
  readonly packed: Blob;
  readonly inflatedBytes: number;
  readonly crc: number;
}

export type Pieces =
  Iterable<Uint8Array<ArrayBuffer> | string> | AsyncIterable<Uint8Array<ArrayBuffer> | string>;

/** Packs an entry; text is written as UTF-8. */
export function packEntry(
  _name: string,
  _pieces: Pieces,
  _method: 0 | 8 = 8,
): Promise<PackedEntry> {
  throw new Error('not built yet');
}

/** One archive of these entries in the given order; equal entries give equal bytes. */
export function writeZip(_entries: readonly PackedEntry[]): Blob {
  throw new Error('not built yet');
}
