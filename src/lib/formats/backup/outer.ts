import { BlobParts } from '#lib/formats/archive/blob-parts.ts';
import { openZip, type ZipArchive, type ZipEntry } from '#lib/formats/archive/read-zip.ts';
import { refuse, valueOrRefuse } from '#lib/formats/archive/refusal.ts';
import { STORED } from '#lib/formats/archive/zip-layout.ts';
import { AGE_INTRO } from './age-header.ts';
import { stopIfCancelled } from './encryption.ts';
import type { VaultSteps } from './failures.ts';
import {
  ENCRYPTED_ENTRY,
  MANIFEST_ENTRY,
  PLAIN_ENTRY,
  README_ENTRY,
  SCHEMA_ENTRY,
} from './layout.ts';
import { archiveLimits, limitsOf } from './limits.ts';
import { readManifest } from './read-manifest.ts';
import { Sha256 } from './sha256.ts';
import type { OpenVaultOptions, VaultManifest, VaultWarning } from './vault.ts';

const MANIFEST_BYTES = 64_000;
const KNOWN = new Set([README_ENTRY, MANIFEST_ENTRY, PLAIN_ENTRY, ENCRYPTED_ENTRY]);

/** The payload of a file, with what the file says around it. */
export interface Outside {
  /** Absent for a bare payload. */
  readonly manifest?: VaultManifest;
  readonly payload: Blob;
  readonly encrypted: boolean;
  readonly warnings: readonly VaultWarning[];
}

/** Reads and checks everything outside of the payload: archive, description, length and hash. */
export async function openOutside(
  file: Blob,
  options: OpenVaultOptions,
  steps: VaultSteps,
): Promise<Outside> {
  const limits = limitsOf(options.limits);
  if (await isBareAge(file)) {
    await steps.run('archive', () => {
      const { packedBytes: limit } = limits;
      if (file.size > limit) refuse('backup/too_large', { limit, value: file.size });
    });
    return { payload: file, encrypted: true, warnings: [] };
  }
  const opened = await steps.run('archive', () => openArchive(file, options), true);
  if (opened === 'inner') return { payload: file, encrypted: false, warnings: [] };
  const manifest = await steps.run('manifest', () =>
    opened ? readManifest(opened.manifest) : refuse('backup/not_a_backup'),
  );
  if (!opened) throw new Error('a file without a description was let through');
  await steps.run('payload', () => checkPayload(opened, manifest));
  const { payload, warnings } = opened;
  return { manifest, payload, encrypted: manifest.payload.name === ENCRYPTED_ENTRY, warnings };
}

async function isBareAge(file: Blob): Promise<boolean> {
  return (await file.slice(0, AGE_INTRO.length).text()) === AGE_INTRO;
}

interface OpenedArchive {
  readonly manifest: Uint8Array;
  readonly payload: Blob;
  readonly payloadName: string;
  readonly sha256: string;
  readonly warnings: readonly VaultWarning[];
}

/** Absent: a sound archive, but of something else. */
async function openArchive(
  file: Blob,
  options: OpenVaultOptions,
): Promise<OpenedArchive | 'inner' | undefined> {
  const limits = archiveLimits(limitsOf(options.limits), true);
  const archive = valueOrRefuse(await openZip(file, limits));
  const named = (name: string) => archive.entries.find((entry) => entry.name === name);
  const manifest = named(MANIFEST_ENTRY);
  if (!manifest) return named(SCHEMA_ENTRY) ? 'inner' : undefined;
  const readme = named(README_ENTRY);
  if (readme) valueOrRefuse(await archive.stream(readme, () => undefined));
  const manifestBytes = valueOrRefuse(await archive.bytes(manifest, MANIFEST_BYTES));
  const payloads = [named(ENCRYPTED_ENTRY), named(PLAIN_ENTRY)].filter((entry) => !!entry);
  const [payload] = payloads;
  if (!payload || payloads.length > 1)
    return refuse('archive/inconsistent', { entry: PLAIN_ENTRY });
  return {
    manifest: manifestBytes,
    payloadName: payload.name,
    ...(await takePayload(file, archive, payload, options)),
    warnings: archive.entries
      .filter(({ name }) => !KNOWN.has(name))
      .map(({ name }) => ({ code: 'backup/extra_entry', name })),
  };
}

/** A stored payload stays where it lies in the file. */
async function takePayload(
  file: Blob,
  archive: ZipArchive,
  entry: ZipEntry,
  { onProgress, signal }: OpenVaultOptions,
): Promise<{ payload: Blob; sha256: string }> {
  const sha256 = new Sha256();
  const parts = new BlobParts();
  let done = 0;
  const read = await archive.stream(entry, (piece) => {
    stopIfCancelled(signal);
    sha256.update(piece);
    if (entry.method !== STORED) parts.add(piece);
    done += piece.length;
    onProgress?.({ phase: 'check', done, total: entry.inflatedBytes });
  });
  valueOrRefuse(read);
  const { from, to } = archive.place(entry);
  const payload = entry.method === STORED ? file.slice(from, to) : parts.blob();
  return { payload, sha256: sha256.hex() };
}

function checkPayload(opened: OpenedArchive, { payload }: VaultManifest): void {
  const details = { entry: opened.payloadName };
  if (opened.payloadName !== payload.name) refuse('backup/damaged', details);
  if (opened.payload.size < payload.bytes) refuse('backup/truncated', details);
  if (opened.sha256 !== payload.sha256) refuse('backup/damaged', { ...details, reason: 'sha256' });
}
