import { Decrypter, Encrypter } from 'age-encryption';
import { BlobParts } from '#lib/formats/archive/blob-parts.ts';
import { refuse, Refusal, valueOrRefuse } from '#lib/formats/archive/refusal.ts';
import { MAX_AGE_HEADER_BYTES, readAgeHeader, type AgeHeader } from './age-header.ts';
import { newPassphrase, readPassphrase } from './passphrase.ts';
import type { WriteVaultOptions } from './vault.ts';

/** The work factor of new files: 2^17, about a second on a phone. */
const WRITE_LOG_N = 17;
/** When a device has not the 128 MB that takes. */
const REDUCED_LOG_N = 16;
const PIECE_BYTES = 262_144;

export interface StreamHooks {
  /** Bytes done so far. */
  readonly onBytes?: (done: number) => void;
  readonly signal?: AbortSignal | undefined;
}

type Encryption = NonNullable<WriteVaultOptions['encryption']>;

/** The work factor a file is written with. */
export function writeLogN({ logN, reduced }: Encryption): number {
  return logN ?? (reduced === true ? REDUCED_LOG_N : WRITE_LOG_N);
}

/** Ends the work if it was cancelled. */
export function stopIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) refuse('backup/cancelled');
}

/** An age file of these bytes, for one passphrase that is good enough to write with. */
export async function encrypt(plain: Blob, options: Encryption, hooks: StreamHooks): Promise<Blob> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(valueOrRefuse(newPassphrase(options.passphrase, options.reduced)));
  encrypter.setScryptWorkFactor(writeLogN(options));
  const out = await deriving(() => encrypter.encrypt(streamOf(plain)));
  return collect(out, hooks);
}

/** Reads and checks the header; nothing is derived. */
export async function checkAgeHeader(file: Blob, maxLogN: number): Promise<AgeHeader> {
  const start = await file.slice(0, MAX_AGE_HEADER_BYTES).arrayBuffer();
  return readAgeHeader(new Uint8Array(start), maxLogN);
}

/**
 * Opens the file key of an age file whose header was checked. Absent: the passphrase is right,
 * but the header was changed. Error: `backup/wrong_passphrase`.
 */
export async function unlock(
  file: Blob,
  passphrase: string,
): Promise<ReadableStream<Uint8Array> | undefined> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(valueOrRefuse(readPassphrase(passphrase)));
  const asked = { afterPassphrase: false };
  // Asked only after the passphrase has failed to open the file key.
  decrypter.addIdentity({
    unwrapFileKey: () => {
      asked.afterPassphrase = true;
      return null;
    },
  });
  try {
    return await deriving(() => decrypter.decrypt(streamOf(file)));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if (asked.afterPassphrase) refuse('backup/wrong_passphrase');
    return undefined;
  }
}

/** The bytes of an unlocked file. Error: `backup/damaged`, also when its end is missing. */
export async function decryptRest(
  unlocked: ReadableStream<Uint8Array> | undefined,
  hooks: StreamHooks,
): Promise<Blob> {
  if (!unlocked) return refuse('backup/damaged', { reason: 'header' });
  try {
    return await collect(unlocked, hooks);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    return refuse('backup/damaged', { reason: 'chunk' });
  }
}

/** A derivation needs its memory in one piece; where it is not to be had, a RangeError is thrown. */
async function deriving<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RangeError) refuse('backup/kdf_memory');
    throw error;
  }
}

/** A blob as a stream that is read no faster than it is used. */
function streamOf(blob: Blob): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const piece = blob.slice(at, at + PIECE_BYTES);
      at += PIECE_BYTES;
      if (piece.size === 0) controller.close();
      else controller.enqueue(new Uint8Array(await piece.arrayBuffer()));
    },
  });
}

async function collect(stream: ReadableStream<Uint8Array>, hooks: StreamHooks): Promise<Blob> {
  const parts = new BlobParts();
  const reader = stream.getReader();
  for (;;) {
    if (hooks.signal?.aborted) {
      await reader.cancel();
      stopIfCancelled(hooks.signal);
    }
    const { done, value } = await reader.read();
    if (done) return parts.blob();
    parts.add(value as Uint8Array<ArrayBuffer>);
    hooks.onBytes?.(parts.bytes);
  }
}
