import type { ByteSource } from './byte-source.ts';
import { readEntryName } from './entry-names.ts';
import type { ArchiveLimits } from './limits.ts';
import { refuse } from './refusal.ts';
import {
  CENTRAL_BYTES,
  CENTRAL_SIGNATURE,
  DEFLATED,
  ENCRYPTED_FLAGS,
  END_BYTES,
  END_SIGNATURE,
  LOCAL_SIGNATURE,
  STORED,
  viewOf,
} from './zip-layout.ts';

/** An entry as the central directory has it. */
export interface DirectoryEntry {
  readonly name: string;
  readonly nameBytes: Uint8Array;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly inflatedBytes: number;
  readonly localOffset: number;
}

export interface Directory {
  readonly from: number;
  readonly entries: readonly DirectoryEntry[];
}

interface End {
  readonly from: number;
  readonly bytes: number;
  readonly entries: number;
}

const MAX_COMMENT_BYTES = 0xffff;
/** A value of a ZIP64 archive, whose entries are beyond every limit here. */
const ZIP64_BYTES = 0xffffffff;

/** Reads the central directory at the end of an archive. */
export async function readDirectory(source: ByteSource, limits: ArchiveLimits): Promise<Directory> {
  const end = await findEnd(source);
  if (end.entries > limits.entries) tooMany(end.entries, limits);
  const bytes = await source.read(end.from, end.from + end.bytes);
  const entries: DirectoryEntry[] = [];
  const names = new Set<string>();
  let at = 0;
  while (at < bytes.length) {
    const next = readCentral(bytes, at);
    entries.push(next.entry);
    if (entries.length > limits.entries) tooMany(entries.length, limits);
    if (names.has(next.entry.name)) refuse('archive/inconsistent', { entry: next.entry.name });
    names.add(next.entry.name);
    at = next.end;
  }
  if (entries.length !== end.entries) refuse('archive/inconsistent');
  return { from: end.from, entries };
}

function tooMany(value: number, limits: ArchiveLimits): never {
  refuse('archive/too_many_entries', { limit: limits.entries, value });
}

async function findEnd(source: ByteSource): Promise<End> {
  const from = Math.max(0, source.size - END_BYTES - MAX_COMMENT_BYTES);
  const tail = await source.read(from, source.size);
  const view = viewOf(tail);
  for (let at = tail.length - END_BYTES; at >= 0; at -= 1) {
    if (view.getUint32(at, true) !== END_SIGNATURE) continue;
    if (at + END_BYTES + view.getUint16(at + 20, true) !== tail.length) continue;
    return readEnd(view, at, from + at);
  }
  const head = await source.read(0, 4);
  const isZip = head.length === 4 && viewOf(head).getUint32(0, true) === LOCAL_SIGNATURE;
  return refuse('archive/truncated', { startsAsZip: isZip });
}

function readEnd(view: DataView, at: number, position: number): End {
  const entries = view.getUint16(at + 10, true);
  const bytes = view.getUint32(at + 12, true);
  const from = view.getUint32(at + 16, true);
  const isOneDisk = view.getUint32(at + 4, true) === 0 && view.getUint16(at + 8, true) === entries;
  if (!isOneDisk) refuse('archive/inconsistent');
  // Bytes that should lie before the end record are missing, or there are some too many.
  if (from + bytes > position) refuse('archive/truncated', { startsAsZip: true });
  if (from + bytes < position) refuse('archive/inconsistent');
  return { from, bytes, entries };
}

function readCentral(bytes: Uint8Array, at: number): { entry: DirectoryEntry; end: number } {
  const view = viewOf(bytes);
  if (at + CENTRAL_BYTES > bytes.length) refuse('archive/inconsistent');
  if (view.getUint32(at, true) !== CENTRAL_SIGNATURE) refuse('archive/inconsistent');
  const nameEnd = at + CENTRAL_BYTES + view.getUint16(at + 28, true);
  const end = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  if (end > bytes.length) refuse('archive/inconsistent');
  const nameBytes = bytes.subarray(at + CENTRAL_BYTES, nameEnd);
  const entry: DirectoryEntry = {
    name: readEntryName(nameBytes),
    nameBytes,
    flags: view.getUint16(at + 8, true),
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packedBytes: view.getUint32(at + 20, true),
    inflatedBytes: view.getUint32(at + 24, true),
    localOffset: view.getUint32(at + 42, true),
  };
  if (view.getUint16(at + 34, true) !== 0) refuse('archive/inconsistent', { entry: entry.name });
  checkClaims(entry);
  return { entry, end };
}

function checkClaims({ name, flags, method, packedBytes, inflatedBytes }: DirectoryEntry): void {
  const details = { entry: name };
  if ((flags & ENCRYPTED_FLAGS) !== 0) refuse('archive/encrypted', details);
  if (method !== STORED && method !== DEFLATED) refuse('archive/method', { ...details, method });
  if (packedBytes === ZIP64_BYTES || inflatedBytes === ZIP64_BYTES) {
    refuse('archive/too_large', { ...details, limit: ZIP64_BYTES - 1, value: ZIP64_BYTES });
  }
  if (method === STORED && packedBytes !== inflatedBytes) refuse('archive/inconsistent', details);
  if (name.endsWith('/') && inflatedBytes !== 0) refuse('archive/inconsistent', details);
}
