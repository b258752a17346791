import { Inflate } from 'fflate';
import type { Result } from '#lib/domain/result.ts';
import { byteSource, pieces, type ByteSource } from './byte-source.ts';
import { crc32 } from './crc32.ts';
import { FOREIGN_ARCHIVE_LIMITS, type ArchiveLimits } from './limits.ts';
import { startsLikeArchive } from './nested.ts';
import { asResult, refuse } from './refusal.ts';
import { readDirectory, type DirectoryEntry } from './zip-directory.ts';
import { DEFLATED } from './zip-layout.ts';
import { findPlaces, type Place } from './zip-places.ts';

/** One file in an archive. Sizes are claims until it was read. */
export type ZipEntry = Pick<
  DirectoryEntry,
  'name' | 'method' | 'packedBytes' | 'inflatedBytes' | 'crc'
>;

export type OnChunk = (bytes: Uint8Array<ArrayBuffer>) => void | Promise<void>;

/** An archive whose structure is checked. Entries are read one by one. */
export interface ZipArchive {
  /** Files without folders, in the order of the central directory; no name comes twice. */
  readonly entries: readonly ZipEntry[];
  /** The bytes of an entry as they come; true only once the result is ok. */
  stream(entry: ZipEntry, onChunk: OnChunk): Promise<Result<void>>;
  /** All bytes of an entry; more than `maxBytes` is `archive/too_large`. */
  bytes(entry: ZipEntry, maxBytes?: number): Promise<Result<Uint8Array<ArrayBuffer>>>;
  /** The part of the file where the packed bytes of an entry lie. */
  place(entry: ZipEntry): Place;
}

/** Opens a ZIP and checks its directory against its entries. */
export function openZip(
  file: Blob | Uint8Array<ArrayBuffer>,
  limits: ArchiveLimits = FOREIGN_ARCHIVE_LIMITS,
): Promise<Result<ZipArchive>> {
  return asResult(async () => {
    const source = byteSource(file);
    if (source.size > limits.packedBytes) tooLarge(limits.packedBytes, source.size);
    const directory = await readDirectory(source, limits);
    const places = await findPlaces(source, directory);
    return new OpenZip(source, limits, places, directory.entries);
  });
}

function tooLarge(limit: number, value: number, entry?: string): never {
  refuse('archive/too_large', entry === undefined ? { limit, value } : { limit, value, entry });
}

/** How many packed bytes are inflated before limits are looked at; at most a thousandfold. */
const STEP_BYTES = 16_384;
const NO_BYTES = new Uint8Array(0);

class OpenZip implements ZipArchive {
  readonly entries: readonly ZipEntry[];
  private readonly source: ByteSource;
  private readonly limits: ArchiveLimits;
  private readonly places: ReadonlyMap<ZipEntry, Place>;
  /** Bytes that entries really had; an entry read twice counts once. */
  private readonly inflated = new Map<ZipEntry, number>();

  constructor(
    source: ByteSource,
    limits: ArchiveLimits,
    places: ReadonlyMap<ZipEntry, Place>,
    entries: readonly ZipEntry[],
  ) {
    this.source = source;
    this.limits = limits;
    this.places = places;
    this.entries = entries.filter(({ name }) => !name.endsWith('/'));
  }

  place(entry: ZipEntry): Place {
    const place = this.places.get(entry);
    if (!place) throw new Error(`${entry.name} is of another archive`);
    return place;
  }

  stream(entry: ZipEntry, onChunk: OnChunk): Promise<Result<void>> {
    return asResult(async () => {
      const counter = this.counter(entry);
      for await (const chunk of this.inflatedPieces(entry)) {
        counter.add(chunk);
        await onChunk(chunk);
      }
      counter.end();
    });
  }

  bytes(entry: ZipEntry, maxBytes = this.limits.inflatedBytes) {
    return asResult(async () => {
      const counter = this.counter(entry);
      const chunks: Uint8Array<ArrayBuffer>[] = [];
      let count = 0;
      for await (const chunk of this.inflatedPieces(entry)) {
        counter.add(chunk);
        count += chunk.length;
        if (count > maxBytes) tooLarge(maxBytes, count, entry.name);
        chunks.push(chunk);
      }
      counter.end();
      const all = new Uint8Array(count);
      let at = 0;
      for (const chunk of chunks) {
        all.set(chunk, at);
        at += chunk.length;
      }
      return all;
    });
  }

  private async *inflatedPieces(entry: ZipEntry): AsyncGenerator<Uint8Array<ArrayBuffer>> {
    const { from, to } = this.place(entry);
    if (entry.method !== DEFLATED) {
      yield* pieces(this.source, from, to);
      return;
    }
    let ready: Uint8Array<ArrayBuffer>[] = [];
    const inflate = new Inflate((chunk) => ready.push(chunk));
    const push = (bytes: Uint8Array, isLast: boolean): Uint8Array<ArrayBuffer>[] => {
      ready = [];
      try {
        inflate.push(bytes, isLast);
      } catch {
        refuse('archive/inconsistent', { entry: entry.name });
      }
      return ready;
    };
    for await (const piece of pieces(this.source, from, to)) {
      for (let at = 0; at < piece.length; at += STEP_BYTES) {
        yield* push(piece.subarray(at, at + STEP_BYTES), false);
      }
    }
    yield* push(NO_BYTES, true);
  }

  /** Counts what really comes out of an entry and stops it at each limit. */
  private counter(entry: ZipEntry) {
    const { limits, inflated } = this;
    const { name } = entry;
    const perRatio = Math.max(limits.ratioFromBytes, limits.ratio * entry.packedBytes);
    inflated.delete(entry);
    const others = [...inflated.values()].reduce((sum, bytes) => sum + bytes, 0);
    const head: number[] = [];
    let count = 0;
    let crc = 0;
    return {
      add(chunk: Uint8Array): void {
        count += chunk.length;
        crc = crc32(chunk, crc);
        for (let at = 0; head.length < 8 && at < chunk.length; at += 1) head.push(chunk[at] ?? 0);
        inflated.set(entry, count);
        const total = others + count;
        if (total > limits.inflatedBytes) tooLarge(limits.inflatedBytes, total, name);
        if (count > perRatio) refuse('archive/ratio', { entry: name, limit: limits.ratio });
        if (count > entry.inflatedBytes) refuse('archive/inconsistent', { entry: name });
        if (!limits.mayNest && startsLikeArchive(head)) refuse('archive/nested', { entry: name });
      },
      end(): void {
        const isRight = count === entry.inflatedBytes && crc === entry.crc;
        if (!isRight) refuse('archive/inconsistent', { entry: name });
      },
    };
  }
}
