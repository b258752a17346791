import { expect, test } from 'vitest';
import { FOREIGN_ARCHIVE_LIMITS, type ArchiveLimits } from '#lib/formats/archive/limits.ts';
import { entryLabel } from '#lib/formats/archive/entry-names.ts';
import { openZip } from '#lib/formats/archive/read-zip.ts';
import { forge, text, type Forged } from './zips.ts';

const limits = (changed: Partial<ArchiveLimits>) => ({ ...FOREIGN_ARCHIVE_LIMITS, ...changed });
const NOTE = { name: 'a.txt', data: text('hello hello hello') };

/** The code of opening and reading all entries, or their names. */
async function reading(
  file: Uint8Array<ArrayBuffer>,
  given = FOREIGN_ARCHIVE_LIMITS,
): Promise<string> {
  const archive = await openZip(file, given);
  if (!archive.ok) return archive.error.code;
  for (const entry of archive.value.entries) {
    const read = await archive.value.stream(entry, () => undefined);
    if (!read.ok) return read.error.code;
  }
  return archive.value.entries.map(({ name }) => name).join(' ');
}

test('reads stored and deflated entries, with sizes before or after the data, and a comment', async () => {
  const stored = { name: 'b.txt', data: text('as it is'), method: 0 };
  const folder = { name: 'folder/', data: text(''), method: 0 };
  const later = { name: 'folder/später.txt', data: text('x'.repeat(1_000)), later: true };
  const file = forge([NOTE, stored, folder, later], { comment: 'PK\x05\x06 in a comment' });
  expect(await reading(file)).toBe('a.txt b.txt folder/später.txt');
  const archive = await openZip(new Blob([file]));
  if (!archive.ok) throw new Error(archive.error.code);
  const contents = await Promise.all(
    archive.value.entries.map(async (entry) => {
      const bytes = await archive.value.bytes(entry);
      return bytes.ok ? new TextDecoder().decode(bytes.value) : bytes.error.code;
    }),
  );
  expect(contents).toEqual(['hello hello hello', 'as it is', 'x'.repeat(1_000)]);
  const short = await archive.value.bytes(archive.value.entries[0]!, 5);
  expect(short.ok ? 'ok' : short.error.code).toBe('archive/too_large');
});

test('an empty archive has no entries', async () => {
  expect(await reading(forge([]))).toBe('');
});

test('headers that contradict each other or the data are refused', async () => {
  const cases: Readonly<Record<string, Forged>> = {
    name: { ...NOTE, local: { name: text('b.txt') } },
    'length of name': { ...NOTE, local: { name: text('aa.txt') } },
    method: { ...NOTE, local: { method: 0 } },
    'packed size': { ...NOTE, local: { packed: 3 } },
    'inflated size': { ...NOTE, local: { inflated: 3 } },
    crc: { ...NOTE, local: { crc: 3 } },
    'crc of both': { ...NOTE, local: { crc: 3 }, central: { crc: 3 } },
    'inflated size of both': { ...NOTE, local: { inflated: 3 }, central: { inflated: 3 } },
    'greater size of both': { ...NOTE, local: { inflated: 99 }, central: { inflated: 99 } },
    'stored with two sizes': {
      ...NOTE,
      method: 0,
      local: { inflated: 3 },
      central: { inflated: 3 },
    },
    'sizes later, but not there': { ...NOTE, local: { flags: 0x808 }, central: { flags: 0x808 } },
    'sizes later, in one only': { ...NOTE, local: { flags: 0x808 } },
    'data that is not deflate': {
      ...NOTE,
      method: 0,
      local: { method: 8 },
      central: { method: 8 },
    },
  };
  for (const [name, entry] of Object.entries(cases)) {
    expect(await reading(forge([entry])), name).toBe('archive/inconsistent');
  }
  expect(await reading(forge([NOTE, { ...NOTE }]))).toBe('archive/inconsistent');
  expect(await reading(forge([NOTE], { entries: 2 }))).toBe('archive/inconsistent');
});

test('entries that share bytes are refused', async () => {
  const data = text('x'.repeat(5_000));
  const file = forge([
    { name: 'a', data },
    { name: 'b', data, central: { offset: 0, name: text('a2') } },
  ]);
  expect(await reading(file)).toBe('archive/overlap');
  // A kernel that many entries point to, as in the archives that inflate without end.
  const many = Array.from({ length: 250 }, (_, at) => ({
    name: `f${at}`,
    data: at === 0 ? text('z'.repeat(900_000)) : text(''),
    central: { offset: 0 },
  }));
  expect(await reading(forge(many))).toBe('archive/overlap');
});

test('names that lead out of a folder or deceive are refused', async () => {
  const names = [
    '../x',
    'a/../../x',
    'a\\..\\x',
    '/etc/passwd',
    '\\server\\x',
    'C:\\x',
    'c:x',
    'a\0.txt',
    'report\u202etxt.exe',
    'a\u200fb',
    'a\u2066b',
  ];
  for (const name of names)
    expect(await reading(forge([{ ...NOTE, name }])), name).toBe('archive/name');
  expect(await reading(forge([{ ...NOTE, name: '' }]))).toBe('archive/name');
  expect(await reading(forge([{ ...NOTE, name: Uint8Array.of(0x66, 0xfc, 0x72) }]))).toBe('für');
});

test('a label is the base name with harmless characters', () => {
  expect(entryLabel('folder/Größe (1).csv')).toBe('Größe (1).csv');
  expect(entryLabel('a\\b<c>:d|e?.csv')).toBe('b_c__d_e_.csv');
  expect(entryLabel(`${'x'.repeat(200)}.csv`)).toHaveLength(120);
  expect(entryLabel('cafe\u0301')).toBe('café');
  expect(entryLabel('folder/')).toBe('file');
  expect(entryLabel('. .')).toBe('file');
});

test('bombs are stopped by what was really inflated', async () => {
  const zeros = new Uint8Array(3_000_000);
  expect(await reading(forge([{ name: 'zeros', data: zeros }]))).toBe('archive/ratio');
  // Claiming to be small does not help.
  const small = { inflated: 1_000 };
  expect(await reading(forge([{ name: 'z', data: zeros, local: small, central: small }]))).toMatch(
    /^archive\/(ratio|inconsistent)$/,
  );
  // Below 1 MB the ratio says nothing.
  expect(await reading(forge([{ name: 'zeros', data: zeros.subarray(0, 900_000) }]))).toBe('zeros');
  const parts = Array.from({ length: 5 }, (_, at) => ({
    name: `z${at}`,
    data: zeros.subarray(0, 900_000),
  }));
  expect(await reading(forge(parts), limits({ inflatedBytes: 4_000_000 }))).toBe(
    'archive/too_large',
  );
  expect(await reading(forge(parts), limits({ inflatedBytes: 4_500_000 }))).toBe('z0 z1 z2 z3 z4');
  const file = forge([NOTE]);
  expect(await reading(file, limits({ packedBytes: file.length - 1 }))).toBe('archive/too_large');
});

test('a large bomb is stopped after a few of its bytes', async () => {
  const file = forge([{ name: 'huge', data: new Uint8Array(60_000_000) }]);
  const archive = await openZip(file);
  if (!archive.ok) throw new Error(archive.error.code);
  let seen = 0;
  const read = await archive.value.stream(archive.value.entries[0]!, (bytes) => {
    seen += bytes.length;
  });
  expect(read.ok ? 'ok' : read.error.code).toBe('archive/ratio');
  expect(seen).toBeLessThan(20_000_000);
});

test('an entry read twice counts once', async () => {
  const archive = await openZip(
    forge([{ name: 'a', data: text('x'.repeat(600)) }]),
    limits({ inflatedBytes: 1_000 }),
  );
  if (!archive.ok) throw new Error(archive.error.code);
  const [entry] = archive.value.entries;
  for (let time = 0; time < 3; time += 1) {
    expect((await archive.value.stream(entry!, () => undefined)).ok).toBe(true);
  }
});

test('10,000 entries are refused without looking at them', async () => {
  const many = Array.from({ length: 10_000 }, (_, at) => ({
    name: `f${at}`,
    data: text(''),
    method: 0,
  }));
  expect(await reading(forge(many))).toBe('archive/too_many_entries');
  // Claiming to be few does not help.
  expect(await reading(forge(many, { entries: 5 }))).toBe('archive/too_many_entries');
  expect(await reading(forge(many.slice(0, 2_000)))).toMatch(/^f0 .* f1999$/);
});

test('an archive within an archive is refused where it may not be', async () => {
  const inner = forge([NOTE]);
  const gzip = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3);
  for (const method of [0, 8]) {
    for (const data of [inner, forge([]), gzip]) {
      expect(await reading(forge([{ name: 'x.dat', data, method }]))).toBe('archive/nested');
    }
  }
  expect(await reading(forge([{ name: 'x.zip', data: inner }]), limits({ mayNest: true }))).toBe(
    'x.zip',
  );
});

test('encrypted entries, other methods and ZIP64 are refused', async () => {
  const both = (claims: NonNullable<Forged['local']>) =>
    forge([{ ...NOTE, local: claims, central: claims }]);
  expect(await reading(both({ flags: 1 }))).toBe('archive/encrypted');
  expect(await reading(forge([{ ...NOTE, local: { flags: 1 } }]))).toBe('archive/encrypted');
  expect(await reading(both({ flags: 0x41 }))).toBe('archive/encrypted');
  for (const method of [1, 9, 12, 14, 93, 99]) {
    expect(await reading(both({ method })), `method ${method}`).toBe('archive/method');
  }
  expect(await reading(both({ packed: 0xffffffff, inflated: 0xffffffff }))).toBe(
    'archive/too_large',
  );
});

test('an end that is missing is told from a file that is none', async () => {
  const file = forge([NOTE, { name: 'b', data: text('b') }]);
  for (let size = 4; size < file.length; size += 1) {
    expect(await reading(file.slice(0, size)), `${size} bytes`).toBe('archive/truncated');
  }
  const none = await openZip(text('Date,Energy'));
  expect(none.ok ? 'ok' : none.error.details?.['startsAsZip']).toBe(false);
  const cut = await openZip(file.slice(0, 50));
  expect(cut.ok ? 'ok' : cut.error.details?.['startsAsZip']).toBe(true);
  // Bytes in front, or between the entries and the end.
  expect(await reading(new Uint8Array([0, ...file]))).toBe('archive/inconsistent');
});
