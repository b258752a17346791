import type { ByteSource } from './byte-source.ts';
import { refuse } from './refusal.ts';
import type { Directory, DirectoryEntry } from './zip-directory.ts';
import {
  DESCRIPTOR_FLAG,
  DESCRIPTOR_SIGNATURE,
  ENCRYPTED_FLAGS,
  LOCAL_BYTES,
  LOCAL_SIGNATURE,
  UTF8_FLAG,
  viewOf,
} from './zip-layout.ts';

/** Where the packed bytes of an entry lie. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/** Checks each local header against the directory and that no two entries share bytes. */
export async function findPlaces(
  source: ByteSource,
  directory: Directory,
): Promise<ReadonlyMap<DirectoryEntry, Place>> {
  const places = new Map<DirectoryEntry, Place>();
  const inOrder = directory.entries.toSorted((a, b) => a.localOffset - b.localOffset);
  let free = 0;
  for (const entry of inOrder) {
    if (entry.localOffset < free) refuse('archive/overlap', { entry: entry.name });
    const { place, end } = await findPlace(source, entry);
    if (end > directory.from) refuse('archive/overlap', { entry: entry.name });
    places.set(entry, place);
    free = end;
  }
  return places;
}

async function findPlace(
  source: ByteSource,
  entry: DirectoryEntry,
): Promise<{ place: Place; end: number }> {
  const inconsistent = () => refuse('archive/inconsistent', { entry: entry.name });
  const nameFrom = entry.localOffset + LOCAL_BYTES;
  const nameTo = nameFrom + entry.nameBytes.length;
  const head = await source.read(entry.localOffset, nameTo);
  const view = viewOf(head);
  if (head.length < LOCAL_BYTES || view.getUint32(0, true) !== LOCAL_SIGNATURE) inconsistent();
  const flags = view.getUint16(6, true);
  if ((flags & ENCRYPTED_FLAGS) !== 0) refuse('archive/encrypted', { entry: entry.name });
  if (((flags ^ entry.flags) & (DESCRIPTOR_FLAG | UTF8_FLAG)) !== 0) inconsistent();
  if (view.getUint16(8, true) !== entry.method) inconsistent();
  const isLater = (flags & DESCRIPTOR_FLAG) !== 0;
  if (!isSameAsDirectory(view, 14, entry) && !(isLater && isAllZero(view, 14))) inconsistent();
  if (view.getUint16(26, true) !== entry.nameBytes.length) inconsistent();
  if (!isSameBytes(head.subarray(LOCAL_BYTES), entry.nameBytes)) inconsistent();
  const from = nameTo + view.getUint16(28, true);
  const to = from + entry.packedBytes;
  const descriptor = isLater ? await descriptorBytes(source, to, entry) : 0;
  return { place: { from, to }, end: to + descriptor };
}

/** CRC, packed and inflated size, as they lie in headers and descriptors. */
function isSameAsDirectory(view: DataView, at: number, entry: DirectoryEntry): boolean {
  return (
    view.getUint32(at, true) === entry.crc &&
    view.getUint32(at + 4, true) === entry.packedBytes &&
    view.getUint32(at + 8, true) === entry.inflatedBytes
  );
}

function isAllZero(view: DataView, at: number): boolean {
  return [0, 4, 8].every((step) => view.getUint32(at + step, true) === 0);
}

function isSameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

async function descriptorBytes(
  source: ByteSource,
  at: number,
  entry: DirectoryEntry,
): Promise<number> {
  const view = viewOf(await source.read(at, at + 16));
  const isSigned = view.byteLength === 16 && view.getUint32(0, true) === DESCRIPTOR_SIGNATURE;
  if (isSigned && isSameAsDirectory(view, 4, entry)) return 16;
  if (view.byteLength >= 12 && isSameAsDirectory(view, 0, entry)) return 12;
  return refuse('archive/inconsistent', { entry: entry.name });
}
