import { beforeAll, expect, test } from 'vitest';
import type { State } from '#lib/domain/merge/state.ts';
import { seededRandom } from '#lib/domain/sample/random.ts';
import { openVault } from '#lib/formats/backup/read-vault.ts';
import { verifyVault } from '#lib/formats/backup/verify-vault.ts';
import type { WrittenVault } from '#lib/formats/backup/vault.ts';
import {
  bytesOf,
  outcome,
  PASSPHRASE,
  plain,
  QUICK,
  restored,
  sampleState,
  smallState,
  stamp,
  stateOf,
  written,
} from './vaults.ts';

/** More than one chunk of age, also when packed. */
function largerState(): State {
  const random = seededRandom(1);
  const ids = Array.from({ length: 3_000 }, () => random.id()).sort();
  const plans = stateOf({ plans: ids.map((id) => ({ id, _c: { b: stamp(1) } })) });
  return new Map([...sampleState(), ...plans]);
}

let encrypted: WrittenVault;
let open: WrittenVault;
beforeAll(async () => {
  encrypted = await written(largerState(), { encryption: { ...QUICK, logN: 4 } });
  open = await written(sampleState());
});

async function afterFlip(file: Blob, at: number, bit: number, passphrase?: string) {
  const bytes = await bytesOf(file);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
  const flipped = new Blob([bytes]);
  return { flipped, code: await outcome(flipped, passphrase) };
}

/** Where a byte of a ZIP means nothing to a reader: versions, dates, attributes. */
function isMeaningless(bytes: Uint8Array, at: number): boolean {
  const text = new TextDecoder('latin1').decode(bytes);
  const within = (signature: string, ranges: readonly (readonly [number, number])[]) => {
    for (let from = text.indexOf(signature); from >= 0; from = text.indexOf(signature, from + 1)) {
      if (ranges.some(([a, z]) => at >= from + a && at < from + z)) return true;
    }
    return false;
  };
  return (
    within('PK\x03\x04', [
      [4, 8],
      [10, 14],
    ]) ||
    within('PK\x01\x02', [
      [4, 10],
      [12, 16],
      [36, 42],
    ])
  );
}

test('1,000 flipped bytes: refused as damaged or incomplete, or the rows are equal', async () => {
  const { file } = await written(smallState(), { encryption: { ...QUICK, logN: 4 } });
  const random = seededRandom(20_260_701);
  const bytes = await bytesOf(file);
  const expected = plain(smallState());
  const codes = new Map<string, number>();
  for (let count = 0; count < 1_000; count += 1) {
    // Half of them in what is outside of the payload.
    const inTail = count % 2 === 0;
    const where = inTail ? bytes.length - 1 - (count % 260) : random.whole(0, bytes.length - 1);
    const { flipped, code } = await afterFlip(file, where, count % 8, PASSPHRASE);
    codes.set(code, (codes.get(code) ?? 0) + 1);
    if (code !== 'ok') continue;
    expect(isMeaningless(bytes, where), `byte ${where}`).toBe(true);
    expect(plain(await restored(flipped, PASSPHRASE))).toEqual(expected);
  }
  expect([...codes.keys()].sort()).toEqual(['backup/damaged', 'backup/truncated', 'ok']);
  expect(codes.get('backup/damaged')).toBeGreaterThan(500);
});

test('every byte of the ends of a plain file, flipped, is found', async () => {
  const bytes = await bytesOf(open.file);
  for (let at = 0; at < bytes.length; at += at < 40 || at > bytes.length - 250 ? 1 : 977) {
    const { code } = await afterFlip(open.file, at, at % 8);
    if (isMeaningless(bytes, at)) continue;
    expect(['backup/damaged', 'backup/truncated'], `byte ${at}`).toContain(code);
  }
});

test('cut after every 4 KiB: incomplete', async () => {
  for (const [{ file }, passphrase] of [
    [encrypted, PASSPHRASE],
    [open, undefined],
  ] as const) {
    expect(file.size).toBeGreaterThan(40_000);
    for (let size = 4_096; size < file.size; size += 4_096) {
      expect(await outcome(file.slice(0, size), passphrase), `${size} bytes`).toBe(
        'backup/truncated',
      );
    }
    expect(await outcome(file.slice(0, 10), passphrase)).toBe('backup/truncated');
    expect(await outcome(file.slice(0, file.size - 1), passphrase)).toBe('backup/truncated');
  }
});

test('bytes missing from the middle: incomplete', async () => {
  const { file } = encrypted;
  const gap = new Blob([file.slice(0, 20_000), file.slice(24_000)]);
  expect(await outcome(gap, PASSPHRASE)).toBe('backup/truncated');
});

test('damage says in which step it was found', async () => {
  const bytes = await bytesOf(encrypted.file);
  const from = new TextDecoder('latin1').decode(bytes).indexOf('age-encryption.org/v1\n-> scrypt');
  const { bytes: size } = encrypted.manifest.payload;
  const payload = bytes.slice(from, from + size);
  const stepOf = async (change: (bytes: Uint8Array) => void, end = payload.length) => {
    const changed = payload.slice(0, end);
    change(changed);
    const check = await verifyVault(new Blob([changed]), { passphrase: PASSPHRASE });
    return [check.error?.code, check.steps.at(-1)?.name];
  };
  const flip = (at: number) => (all: Uint8Array) => {
    all[at] = (all[at] ?? 0) ^ 1;
  };
  // Another letter of base64, so that the header stays one.
  const reletter = (at: number) => (all: Uint8Array) => {
    all[at] = all[at] === 0x41 ? 0x42 : 0x41;
  };
  const text = new TextDecoder('latin1').decode(payload);
  const macAt = text.indexOf('--- ');
  // In the wrapped file key, so that no passphrase opens it.
  expect(await stepOf(reletter(macAt - 20))).toEqual(['backup/wrong_passphrase', 'passphrase']);
  expect(await stepOf(reletter(macAt + 10))).toEqual(['backup/damaged', 'decrypt']);
  expect(await stepOf(flip(5_000))).toEqual(['backup/damaged', 'decrypt']);
  // The last chunk is missing, exactly.
  const nonceEnd = text.indexOf('\n', macAt) + 1 + 16;
  expect(size - nonceEnd).toBeGreaterThan(65_552);
  expect(await stepOf(() => undefined, nonceEnd + 65_552)).toEqual(['backup/damaged', 'decrypt']);
});

test('what is no backup is called so', async () => {
  const noBackup = async (bytes: BlobPart) => outcome(new Blob([bytes]));
  expect(await noBackup('')).toBe('backup/not_a_backup');
  expect(await noBackup('Date,Energy\n2026-05-01,9.3\n')).toBe('backup/not_a_backup');
  const result = await openVault(new Blob([new Uint8Array(100_000)]));
  expect(result.ok ? 'ok' : result.error).toEqual({
    code: 'backup/not_a_backup',
    details: { step: 'archive' },
  });
});
