import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { Sha256, sha256OfText } from '#lib/formats/backup/sha256.ts';

const nodeHash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test('hashes the published examples', () => {
  expect(sha256OfText('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(sha256OfText('abc')).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
});

test('hashes every length around the blocks like Node, however it is cut', () => {
  const bytes = Uint8Array.from({ length: 300 }, (_, at) => (at * 73 + 11) & 0xff);
  for (let length = 0; length <= bytes.length; length += 1) {
    const all = bytes.subarray(0, length);
    const expected = nodeHash(all);
    expect(new Sha256().update(all).hex()).toBe(expected);
    const cut = (length * 7) % (length + 1);
    expect(new Sha256().update(all.subarray(0, cut)).update(all.subarray(cut)).hex()).toBe(
      expected,
    );
  }
  const large = new Uint8Array(3_000_001).fill(0xa5);
  expect(new Sha256().update(large).hex()).toBe(nodeHash(large));
});
