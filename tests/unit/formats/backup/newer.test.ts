import { expect, test } from 'vitest';
import { canonicalJson } from '#lib/domain/canonical-json.ts';
import { valueOrThrow } from '#lib/domain/result.ts';
import { packEntry, writeZip, type PackedEntry } from '#lib/formats/archive/write-zip.ts';
import { decryptVault, openVault } from '#lib/formats/backup/read-vault.ts';
import { sha256OfText } from '#lib/formats/backup/sha256.ts';
import { stateHashOf } from '#lib/formats/backup/state-hash.ts';
import { readState, stateSource } from '#lib/formats/backup/vault-state.ts';
import { verifyVault } from '#lib/formats/backup/verify-vault.ts';
import { writeVault } from '#lib/formats/backup/write-vault.ts';
import {
  DEVICE,
  outcome,
  plain,
  restored,
  smallState,
  sourceOf,
  stamp,
  stateOf,
  written,
} from './vaults.ts';

type Json = Readonly<Record<string, unknown>>;
interface TableText {
  readonly name: string;
  readonly text: string;
  readonly kind?: string;
}

/** An inner archive as any program may write it. */
async function innerOf(
  tables: readonly TableText[],
  change: Json = {},
  more: readonly PackedEntry[] = [],
): Promise<Blob> {
  const listed = tables.map(({ name, text, kind = 'record' }) => ({
    name,
    kind,
    rows: text.split('\n').length - 1,
    bytes: new TextEncoder().encode(text).length,
    sha256: sha256OfText(text),
  }));
  const schema = {
    format: 'plugtrack-vault-data',
    formatVersion: 1,
    minReaderVersion: 1,
    schemaVersion: 1,
    createdAt: '2026-07-01T18:03:22.114Z',
    deviceId: DEVICE,
    hlc: stamp(9),
    vaultId: '0197c3a1-b2f4-7000-8000-00000000a11e',
    stateHash: stateHashOf(listed),
    tables: listed,
    ...change,
  };
  return writeZip([
    await packEntry('schema.json', [JSON.stringify(schema)]),
    ...(await Promise.all(
      tables.map(({ name, text }) => packEntry(`tables/${name}.ndjson`, [text])),
    )),
    ...more,
  ]);
}

const rowText = (...rows: readonly Json[]) => rows.map((row) => `${canonicalJson(row)}\n`).join('');

async function outerOf(manifest: Json, payload: Blob, more: readonly PackedEntry[] = []) {
  return writeZip([
    ...more,
    await packEntry('data.zip', [new Uint8Array(await payload.arrayBuffer())]),
    await packEntry('manifest.json', [JSON.stringify(manifest)]),
  ]);
}

const failure = async (file: Blob) => {
  const open = await openVault(file);
  return open.ok ? undefined : open.error;
};

test('a file that needs a newer version is refused before anything is read', async () => {
  const { file, manifest } = await written(smallState());
  const inner = valueOrThrow(await decryptVault(file));
  const newer = await outerOf({ ...manifest, formatVersion: 3, minReaderVersion: 2 }, inner);
  expect(await failure(newer)).toEqual({
    code: 'backup/newer_version',
    details: { step: 'manifest', minReaderVersion: 2 },
  });
  const inside = await innerOf([], { formatVersion: 2, minReaderVersion: 2 });
  expect((await failure(inside))?.code).toBe('backup/newer_version');
});

test('a newer file that older versions may read is opened, and nothing of it is dropped', async () => {
  const hologram = { id: 'h-1', _c: { b: stamp(1) }, deep: { list: [1, null, { x: 'y' }] } };
  const session = {
    id: 's-1',
    _c: { b: stamp(2), f: { regenWh: stamp(3) } },
    energyWh: 9_300,
    regenWh: 412,
    status: 'teleported',
    _z: { reserved: [true] },
  };
  const file = await innerOf(
    [
      { name: 'hologramPlans', kind: 'event', text: rowText(hologram) },
      { name: 'sessions', text: rowText(session) },
    ],
    { formatVersion: 7, schemaVersion: 9, futureKey: { a: 1 } },
  );
  const state = await restored(file);
  expect(plain(state)).toEqual({
    hologramPlans: { kind: 'event', rows: [hologram] },
    sessions: { kind: 'record', rows: [session] },
  });
  // Written again by this version, and read again: equal in value and hash.
  const again = valueOrThrow(await writeVault(sourceOf(state)));
  expect(plain(await restored(again.file))).toEqual(plain(state));
  const open = valueOrThrow(await openVault(file));
  expect(again.schema.stateHash).toBe(open.schema.stateHash);
});

test('a field that is null is absent; inside of a value it stays', async () => {
  const text = rowText({ id: 'a', _c: { b: stamp(1) }, notes: null, extra: { x: null } });
  const state = await restored(await innerOf([{ name: 'sessions', text }]));
  expect(state.get('sessions')?.rows.get('a')).toEqual({
    id: 'a',
    _c: { b: stamp(1) },
    extra: { x: null },
  });
});

test('entries that are not ours are named and passed over; packed entries in any order are read', async () => {
  const { file, manifest } = await written(smallState());
  const inner = valueOrThrow(await decryptVault(file));
  const note = await packEntry('holiday.jpg', ['not read']);
  const other = await outerOf(manifest as unknown as Json, inner, [note]);
  const open = valueOrThrow(await openVault(other));
  expect(open.warnings).toEqual([{ code: 'backup/extra_entry', name: 'holiday.jpg' }]);
  expect(plain(valueOrThrow(await readState(open)))).toEqual(plain(smallState()));
  const odd = await innerOf([], {}, [await packEntry('__MACOSX/x', ['y'])]);
  expect(valueOrThrow(await openVault(odd)).warnings).toEqual([
    { code: 'backup/extra_entry', name: '__MACOSX/x' },
  ]);
});

test('two payloads, a payload of another name or none: damaged', async () => {
  const { file, manifest } = await written(smallState());
  const inner = valueOrThrow(await decryptVault(file));
  const second = await packEntry('data.zip.age', ['x']);
  const json = manifest as unknown as Json;
  expect((await failure(await outerOf(json, inner, [second])))?.code).toBe('backup/damaged');
  const named = { ...json, payload: { ...manifest.payload, name: 'data.zip.age' } };
  expect((await failure(await outerOf(named, inner)))?.code).toBe('backup/damaged');
  const none = writeZip([await packEntry('manifest.json', [JSON.stringify(json)])]);
  expect((await failure(none))?.code).toBe('backup/damaged');
  const shorter = new Blob([inner.slice(0, inner.size - 5)]);
  expect((await failure(await outerOf(json, shorter)))?.code).toBe('backup/truncated');
});

test('another archive, or a manifest of something else, is not a backup', async () => {
  const photo = writeZip([await packEntry('holiday.txt', ['hello'])]);
  expect(await failure(photo)).toEqual({
    code: 'backup/not_a_backup',
    details: { step: 'manifest' },
  });
  const inner = await innerOf([]);
  for (const manifest of [
    {},
    { format: 'other' },
    { format: 'plugtrack-vault', formatVersion: '1' },
  ]) {
    expect((await failure(await outerOf(manifest, inner)))?.code).toBe('backup/not_a_backup');
  }
  expect((await failure(await innerOf([], { format: 'other' })))?.code).toBe('backup/not_a_backup');
});

test('rows that our writer cannot have written make the file damaged', async () => {
  const clocks = `"_c":{"b":"${stamp(1)}"}`;
  const texts: Readonly<Record<string, string>> = {
    'not in order': `{${clocks},"id":"b"}\n{${clocks},"id":"a"}\n`,
    'twice the same id': `{${clocks},"id":"a"}\n{${clocks},"id":"a"}\n`,
    'no line feed at the end': `{${clocks},"id":"a"}`,
    'an empty line': `{${clocks},"id":"a"}\n\n`,
    'no id': `{${clocks}}\n`,
    'a list': '[]\n',
    'a key twice': `{${clocks},"id":"a","x":1,"x":2}\n`,
    'a prototype': `{"__proto__":{"x":1},${clocks},"id":"a"}\n`,
    'a prototype further in': `{${clocks},"id":"a","x":{"constructor":1}}\n`,
    'too large a number': `{${clocks},"id":"a","x":9007199254740993}\n`,
    'an endless number': `{${clocks},"id":"a","x":1e999}\n`,
    'too deep': `{${clocks},"id":"a","x":${'['.repeat(33)}${']'.repeat(33)}}\n`,
    'too long a text': `{${clocks},"id":"a","x":"${'y'.repeat(64_001)}"}\n`,
    'too long a line': `{${clocks},"id":"a","x":[${`"${'y'.repeat(60_000)}",`.repeat(17)}1]}\n`,
    'a clock that is none': '{"_c":{"b":"now"},"id":"a"}\n',
    'a deletion that is none': `{${clocks},"_d":false,"id":"a"}\n`,
    'a purged row with content': `{"_p":"${stamp(2)}","id":"a","notes":"x"}\n`,
    'half a character': `{${clocks},"id":"a","x":"\\ud83d"}\n`,
  };
  for (const [name, text] of Object.entries(texts)) {
    expect(await outcome(await innerOf([{ name: 'sessions', text }])), name).toBe('backup/damaged');
  }
  expect(({} as Json)['x']).toBeUndefined();
});

test('a description that does not fit its tables is damage', async () => {
  const text = rowText({ id: 'a', _c: { b: stamp(1) } });
  const table = {
    name: 'sessions',
    kind: 'record',
    rows: 1,
    bytes: text.length,
    sha256: sha256OfText(text),
  };
  const good = [{ name: 'sessions', text }];
  expect(await outcome(await innerOf(good))).toBe('ok');
  const changes: Readonly<Record<string, Json>> = {
    'another count': { tables: [{ ...table, rows: 2 }] },
    'another size': { tables: [{ ...table, bytes: 5 }] },
    'another kind': { tables: [{ ...table, kind: 'other' }] },
    'a name that is none': { tables: [{ ...table, name: '../x' }] },
    'a table that is not there': { tables: [table, { ...table, name: 'tariffs' }] },
    'a table that is not named': { tables: [], stateHash: stateHashOf([]) },
    'another state hash': { stateHash: sha256OfText('x') },
    'a clock that is none': { hlc: 'x' },
  };
  for (const [name, change] of Object.entries(changes)) {
    const tables = change['tables'] as { name: string; sha256: string }[] | undefined;
    const stateHash = tables ? { stateHash: stateHashOf(tables) } : {};
    expect(await outcome(await innerOf(good, { ...stateHash, ...change })), name).toBe(
      'backup/damaged',
    );
  }
  const sha256 = sha256OfText('other');
  const other = {
    tables: [{ ...table, sha256 }],
    stateHash: stateHashOf([{ name: 'sessions', sha256 }]),
  };
  const check = await verifyVault(await innerOf(good, other));
  expect(check.error).toEqual({
    code: 'backup/damaged',
    details: { step: 'rows', entry: 'sessions', reason: 'sha256' },
  });
});

test('limits hold for reading and for writing', async () => {
  const rows = Array.from({ length: 20 }, (_, at) => ({ id: `r-${10 + at}`, _c: { b: stamp(1) } }));
  const state = stateOf({ sessions: rows });
  const { file } = await written(state);
  for (const limits of [
    { tableRows: 19 },
    { rows: 19 },
    { packedBytes: 500 },
    { inflatedBytes: 500 },
  ]) {
    const write = await writeVault(sourceOf(state), { limits });
    expect(write.ok ? 'ok' : write.error.code).toBe('backup/too_large');
    const open = await openVault(file, { limits });
    const read = open.ok ? await open.value.readTables(() => undefined) : open;
    expect(read.ok ? 'ok' : read.error.code, JSON.stringify(limits)).toBe('backup/too_large');
  }
});

test('what shrinks like a bomb is stored, so that it can be read again', async () => {
  const notes = 'a'.repeat(60_000);
  const rows = Array.from({ length: 40 }, (_, at) => ({
    id: `r-${10 + at}`,
    _c: { b: stamp(1) },
    notes,
  }));
  const state = stateOf({ sessions: rows });
  const { file } = await written(state);
  expect(file.size).toBeGreaterThan(2_000_000);
  expect(plain(await restored(file))).toEqual(plain(state));
});

test('a picture of 1 MB travels', async () => {
  const data = 'A'.repeat(1_333_336);
  const state = stateOf({ attachments: [{ id: 'p', _c: { b: stamp(1) }, data }] });
  const { file } = await written(state);
  expect(plain(await restored(file))).toEqual(plain(state));
});

test('a row that has no JSON is named; cancelling ends both ways', async () => {
  const bad = stateOf({ sessions: [{ id: 'x', _c: { b: stamp(1) }, notes: 'half \ud83d' }] });
  const result = await writeVault(sourceOf(bad));
  expect(result.ok ? 'ok' : result.error).toEqual({
    code: 'backup/write_failed',
    details: { table: 'sessions', id: 'x' },
  });
  const signal = AbortSignal.abort();
  const write = await writeVault(sourceOf(smallState()), { signal });
  expect(write.ok ? 'ok' : write.error.code).toBe('backup/cancelled');
  const { file } = await written(smallState());
  const read = await openVault(file, { signal });
  expect(read.ok ? 'ok' : read.error.code).toBe('backup/cancelled');
});

test('rows come in order and in chunks of at most 5,000', async () => {
  const rows = Array.from({ length: 10_001 }, (_, at) => ({
    id: `r-${100_000 + at}`,
    _c: { b: stamp(1) },
  }));
  const { file } = await written(new Map([...smallState(), ...stateOf({ zebras: rows })]));
  const open = valueOrThrow(await openVault(file));
  const chunks: [string, number][] = [];
  const read = await open.readTables((table, chunk) => {
    chunks.push([table.name, chunk.length]);
  });
  expect(read.ok).toBe(true);
  expect(chunks).toEqual([
    ['cars', 1],
    ['sessions', 4],
    ['settings', 1],
    ['zebras', 5_000],
    ['zebras', 5_000],
    ['zebras', 1],
  ]);
  expect(stateSource(new Map())).toEqual([]);
});
