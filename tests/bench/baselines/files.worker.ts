import { Decrypter, Encrypter } from 'age-encryption';
import { expose } from 'comlink';
import { unzipSync, Zip, ZipDeflate } from 'fflate';
import { timeBulkAdd } from './plain-table.ts';

/** Packing and opening backups as plain code would, with the same libraries. Answers milliseconds. */
export interface PlainFiles {
  /** Takes a backup apart, to work on the same bytes. Answers how many they are. */
  readonly load: (file: Blob, passphrase: string) => Promise<number>;
  /** Deflates what was loaded into one archive and encrypts it. */
  readonly pack: () => Promise<FileTimes>;
  /** Decrypts and inflates what was loaded. */
  readonly open: () => Promise<FileTimes>;
  /** Adds the rows of what was loaded to a table with the indexes of the app's. */
  readonly add: () => Promise<number>;
  /** Derives the key of an encrypted backup. */
  readonly unlock: (file: Blob, passphrase: string) => Promise<void>;
}

export interface FileTimes {
  /** From the passphrase to the key. */
  readonly derived: number;
  /** All but that. */
  readonly rest: number;
}

const ENCRYPTED = 'data.zip.age';
const SESSIONS = 'tables/sessions.ndjson';
const LOG_N = 17;
const LEVEL = 6;
const STEP_BYTES = 65_536;

let secret = '';
let encrypted = new Uint8Array();
let entries: Readonly<Record<string, Uint8Array>> = {};
let rows: readonly object[] = [];

/** Opens an encrypted file as a stream; the key is derived when this is through. */
function decrypting(bytes: Uint8Array): Promise<ReadableStream<Uint8Array>> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(secret);
  return decrypter.decrypt(new Blob([bytes as Uint8Array<ArrayBuffer>]).stream());
}

const bytesOf = async (stream: ReadableStream<Uint8Array>): Promise<Uint8Array> =>
  new Uint8Array(await new Response(stream as ReadableStream<BufferSource>).arrayBuffer());

async function payloadOf(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  const payload = unzipSync(new Uint8Array(await file.arrayBuffer()))[ENCRYPTED];
  if (!payload) throw new Error('the file is not encrypted');
  return payload;
}

async function load(file: Blob, passphrase: string): Promise<number> {
  secret = passphrase;
  encrypted = await payloadOf(file);
  entries = unzipSync(await bytesOf(await decrypting(encrypted)));
  const lines = new TextDecoder().decode(entries[SESSIONS]).trimEnd().split('\n');
  rows = lines.map((line) => ({ ...(JSON.parse(line) as object), seq: 1 }));
  return Object.values(entries).reduce((sum, { length }) => sum + length, 0);
}

function zipped(): Blob {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, part) => {
    if (error) throw error;
    parts.push(part);
  });
  for (const [name, bytes] of Object.entries(entries)) {
    const entry = new ZipDeflate(name, { level: LEVEL });
    zip.add(entry);
    for (let at = 0; at < bytes.length; at += STEP_BYTES) {
      entry.push(bytes.subarray(at, at + STEP_BYTES));
    }
    entry.push(new Uint8Array(0), true);
  }
  zip.end();
  return new Blob(parts);
}

async function pack(): Promise<FileTimes> {
  const started = performance.now();
  const plain = zipped();
  const encrypter = new Encrypter();
  encrypter.setPassphrase(secret);
  encrypter.setScryptWorkFactor(LOG_N);
  const deriving = performance.now();
  const stream = await encrypter.encrypt(plain.stream());
  const derived = performance.now() - deriving;
  const { length } = await bytesOf(stream);
  if (length < plain.size) throw new Error('the file is too short');
  return { derived, rest: performance.now() - started - derived };
}

async function open(): Promise<FileTimes> {
  const started = performance.now();
  const stream = await decrypting(encrypted);
  const derived = performance.now() - started;
  const { [SESSIONS]: sessions } = unzipSync(await bytesOf(stream));
  if (!sessions) throw new Error('the file has no sessions');
  return { derived, rest: performance.now() - started - derived };
}

expose({
  load,
  pack,
  open,
  add: () => timeBulkAdd(rows, rows.length),
  async unlock(file, passphrase) {
    secret = passphrase;
    await decrypting(await payloadOf(file));
  },
} satisfies PlainFiles);
