import { afterEach, expect, test, vi } from 'vitest';
import { openVault } from '#lib/formats/backup/read-vault.ts';
import { writeVault } from '#lib/formats/backup/write-vault.ts';
import { plain, restored, smallState, sourceOf } from './vaults.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

const LONG = 'a passphrase of many characters';

/** A machine that has no piece of memory of so many bytes, as the engine says it. */
function withoutMemory(bytes: number): { readonly refused: number } {
  const counter = { refused: 0 };
  vi.stubGlobal(
    'Uint8Array',
    new Proxy(Uint8Array, {
      construct(target, args: unknown[], newTarget) {
        if (typeof args[0] === 'number' && args[0] >= bytes) {
          counter.refused += 1;
          throw new RangeError('Array buffer allocation failed');
        }
        return Reflect.construct(target, args, newTarget) as object;
      },
    }),
  );
  return counter;
}

test('CR05: without the 128 MB of a derivation, half of it is offered and said in the file', async () => {
  const machine = withoutMemory(100_000_000);
  const usual = await writeVault(sourceOf(smallState()), { encryption: { passphrase: LONG } });
  expect(usual.ok ? 'ok' : usual.error.code).toBe('backup/kdf_memory');
  expect(machine.refused).toBe(1);

  const shorter = { passphrase: 'only fifteen ch', reduced: true };
  const weak = await writeVault(sourceOf(smallState()), { encryption: shorter });
  expect(weak.ok ? 'ok' : weak.error).toEqual({
    code: 'backup/passphrase_invalid',
    details: { reason: 'too_short', least: 20 },
  });

  const reduced = { passphrase: LONG, reduced: true };
  const written = await writeVault(sourceOf(smallState()), { encryption: reduced });
  if (!written.ok) throw new Error(written.error.code);
  expect(written.value.manifest.kdf).toEqual({ scheme: 'age-scrypt', logN: 16, reduced: true });
  expect(plain(await restored(written.value.file, LONG))).toEqual(plain(smallState()));
  expect(machine.refused).toBe(1);
});

test('CR05: a file that needs more memory to be opened than there is says so', async () => {
  const encryption = { passphrase: LONG, logN: 12 };
  const written = await writeVault(sourceOf(smallState()), { encryption });
  if (!written.ok) throw new Error(written.error.code);
  withoutMemory(4_000_000);
  const opened = await openVault(written.value.file, { passphrase: LONG });
  expect(opened.ok ? 'ok' : opened.error.code).toBe('backup/kdf_memory');
  vi.unstubAllGlobals();
  expect(plain(await restored(written.value.file, LONG))).toEqual(plain(smallState()));
});
