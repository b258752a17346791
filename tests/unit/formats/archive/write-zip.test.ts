import { inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { crc32 } from '#lib/formats/archive/crc32.ts';
import { openZip } from '#lib/formats/archive/read-zip.ts';
import { packEntry, storeBlob, writeZip } from '#lib/formats/archive/write-zip.ts';
import { crcOf, text } from './zips.ts';

test('the CRC of ZIP', () => {
  // The published check value.
  expect(crc32(text('123456789'))).toBe(0xcbf43926);
  expect(crc32(text('6789'), crc32(text('12345')))).toBe(0xcbf43926);
  expect(crc32(text(''))).toBe(0);
});

test('every byte of a small archive is as the format says', async () => {
  const file = writeZip([await packEntry('a', ['hi'], 0)]);
  const bytes = Buffer.from(await file.arrayBuffer());
  const crc = crcOf(text('hi')).toString(16).padStart(8, '0').match(/../g)!.reverse().join('');
  const common = `14000008000000002100${crc}0200000002000000`;
  expect(bytes.toString('hex')).toBe(
    [
      `504b0304${common}0100000061` + '6869',
      `504b01021400${common}0100000000000000000000000000` + '0000000061',
      '504b05060000000001000100' + '2f000000' + '21000000' + '0000',
    ].join(''),
  );
});

test('what is packed does not depend on how it came', async () => {
  const whole = Array.from({ length: 40_000 }, (_, at) => `line ${at * 7919}\n`);
  const one = await packEntry('x', [whole.join('')]);
  const many = await packEntry('x', whole);
  const bytes = await Promise.all(
    [one, many].map(async ({ packed }) => Buffer.from(await packed.arrayBuffer())),
  );
  expect(bytes[0]!.equals(bytes[1]!)).toBe(true);
  expect(inflateRawSync(bytes[0]!).toString()).toBe(whole.join(''));
  expect(one.crc).toBe(crcOf(text(whole.join(''))));
});

test('what was written is read: stored, deflated, from a blob, empty', async () => {
  const pieces = [text('by'), 'tes ', text('and text ✓')];
  const entries = [
    await packEntry('stored', pieces, 0),
    await packEntry('deflated', pieces),
    await packEntry('empty', []),
    await packEntry('empty.stored', [], 0),
    await storeBlob('blob', new Blob(['from a blob'])),
    await packEntry('zeros', [new Uint8Array(3_000_000)]),
  ];
  // A careful reader would take it for a bomb.
  expect(entries.at(-1)?.method).toBe(0);
  const archive = await openZip(writeZip(entries));
  if (!archive.ok) throw new Error(archive.error.code);
  const contents = await Promise.all(
    archive.value.entries.map(async (entry) => {
      const bytes = await archive.value.bytes(entry);
      return bytes.ok
        ? [entry.name, new TextDecoder().decode(bytes.value.subarray(0, 50))]
        : bytes.error;
    }),
  );
  expect(contents).toEqual([
    ['stored', 'bytes and text ✓'],
    ['deflated', 'bytes and text ✓'],
    ['empty', ''],
    ['empty.stored', ''],
    ['blob', 'from a blob'],
    ['zeros', '\0'.repeat(50)],
  ]);
});
