import { Deflate, Inflate } from 'fflate';
import { BlobParts } from './blob-parts.ts';
import { byteSource, pieces } from './byte-source.ts';
import { crc32 } from './crc32.ts';
import { FOREIGN_ARCHIVE_LIMITS } from './limits.ts';
import {
  CENTRAL_BYTES,
  CENTRAL_SIGNATURE,
  DEFLATED,
  END_BYTES,
  END_SIGNATURE,
  LOCAL_BYTES,
  LOCAL_SIGNATURE,
  STORED,
  UTF8_FLAG,
  viewOf,
} from './zip-layout.ts';

/** An entry that is packed already. */
export interface PackedEntry {
  readonly name: string;
  readonly method: 0 | 8;
  readonly packed: Blob;
  readonly inflatedBytes: number;
  readonly crc: number;
}

type Piece = Uint8Array<ArrayBuffer> | string;
export type Pieces = Iterable<Piece> | AsyncIterable<Piece>;

/** Pieces are cut anew, so that the packed bytes do not depend on how they came. */
const STEP_BYTES = 65_536;
/** Version 2.0 of the format: folders and deflate. */
const VERSION = 20;
/** 1980-01-01 in the dates of MS-DOS. */
const FIRST_DAY = 0x21;
const MAX_ENTRIES = 0xffff;
const MAX_BYTES = 0xffff_ffff;

/**
 * Packs an entry; text is written as UTF-8. What deflate would shrink so far that a careful
 * reader takes it for a bomb is stored instead.
 */
export async function packEntry(
  name: string,
  content: Pieces,
  method: 0 | 8 = DEFLATED,
): Promise<PackedEntry> {
  const parts = new BlobParts();
  const deflate = new Deflate({ level: 6 }, (chunk) => parts.add(chunk));
  const { ratio, ratioFromBytes } = FOREIGN_ARCHIVE_LIMITS;
  let crc = 0;
  let inflatedBytes = 0;
  for await (const step of inSteps(content)) {
    crc = crc32(step, crc);
    inflatedBytes += step.length;
    if (method === DEFLATED) deflate.push(step);
    else parts.add(step);
  }
  if (method === DEFLATED) deflate.push(new Uint8Array(0), true);
  const packed = parts.blob();
  const isBombLike = inflatedBytes > ratioFromBytes && inflatedBytes > ratio * packed.size;
  if (method === DEFLATED && isBombLike) {
    return { name, method: STORED, packed: await inflated(packed), inflatedBytes, crc };
  }
  return { name, method, packed, inflatedBytes, crc };
}

/** An entry that is a blob as it is, without a copy. `onPiece` sees its bytes on the way. */
export async function storeBlob(
  name: string,
  blob: Blob,
  onPiece: (piece: Uint8Array) => void = () => undefined,
): Promise<PackedEntry> {
  let crc = 0;
  for await (const piece of pieces(byteSource(blob), 0, blob.size)) {
    crc = crc32(piece, crc);
    onPiece(piece);
  }
  return { name, method: STORED, packed: blob, inflatedBytes: blob.size, crc };
}

async function* inSteps(content: Pieces): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  let step = new Uint8Array(STEP_BYTES);
  let used = 0;
  for await (const piece of content) {
    let rest = typeof piece === 'string' ? encoder.encode(piece) : piece;
    while (rest.length > 0) {
      const taken = rest.subarray(0, STEP_BYTES - used);
      step.set(taken, used);
      used += taken.length;
      rest = rest.subarray(taken.length);
      if (used < STEP_BYTES) continue;
      yield step;
      step = new Uint8Array(STEP_BYTES);
      used = 0;
    }
  }
  if (used > 0) yield step.slice(0, used);
}

async function inflated(packed: Blob): Promise<Blob> {
  const parts = new BlobParts();
  const inflate = new Inflate((chunk) => parts.add(chunk));
  for await (const piece of pieces(byteSource(packed), 0, packed.size)) inflate.push(piece);
  inflate.push(new Uint8Array(0), true);
  return parts.blob();
}

/** One archive of these entries in the given order; equal entries give equal bytes. */
export function writeZip(entries: readonly PackedEntry[]): Blob {
  if (entries.length > MAX_ENTRIES) throw new RangeError('too many entries');
  const parts: BlobPart[] = [];
  const directory: BlobPart[] = [];
  let at = 0;
  let directoryBytes = 0;
  for (const entry of entries) {
    const name = new TextEncoder().encode(entry.name);
    const local = localHeader(entry, name.length);
    parts.push(local, name, entry.packed);
    directory.push(centralHeader(local, at), name);
    at += LOCAL_BYTES + name.length + entry.packed.size;
    directoryBytes += CENTRAL_BYTES + name.length;
  }
  if (at + directoryBytes > MAX_BYTES) throw new RangeError('too large without ZIP64');
  return new Blob([...parts, ...directory, endRecord(entries.length, directoryBytes, at)]);
}

function localHeader(entry: PackedEntry, nameLength: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(LOCAL_BYTES);
  const view = viewOf(bytes);
  view.setUint32(0, LOCAL_SIGNATURE, true);
  view.setUint16(4, VERSION, true);
  view.setUint16(6, UTF8_FLAG, true);
  view.setUint16(8, entry.method, true);
  view.setUint16(12, FIRST_DAY, true);
  view.setUint32(14, entry.crc, true);
  view.setUint32(18, entry.packed.size, true);
  view.setUint32(22, entry.inflatedBytes, true);
  view.setUint16(26, nameLength, true);
  return bytes;
}

/** The central header repeats the local one from the needed version to the length of the name. */
function centralHeader(local: Uint8Array, offset: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(CENTRAL_BYTES);
  const view = viewOf(bytes);
  view.setUint32(0, CENTRAL_SIGNATURE, true);
  view.setUint16(4, VERSION, true);
  bytes.set(local.subarray(4, LOCAL_BYTES), 6);
  view.setUint32(42, offset, true);
  return bytes;
}

function endRecord(
  entries: number,
  directoryBytes: number,
  directoryFrom: number,
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(END_BYTES);
  const view = viewOf(bytes);
  view.setUint32(0, END_SIGNATURE, true);
  view.setUint16(8, entries, true);
  view.setUint16(10, entries, true);
  view.setUint32(12, directoryBytes, true);
  view.setUint32(16, directoryFrom, true);
  return bytes;
}
