/**
 * Reads a backup with nothing but Node: written from README.txt in the file, APPNOTE.TXT of ZIP
 * and the public specification of age version 1. It imports nothing of the app.
 */
import {
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  scryptSync,
  timingSafeEqual,
} from 'node:crypto';
import { inflateRawSync } from 'node:zlib';

type Row = Readonly<Record<string, unknown>>;

function unzip(zip: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  let at = zip.readUInt32LE(end + 16);
  for (let count = zip.readUInt16LE(end + 10); count > 0; count -= 1) {
    const [packed, nameBytes] = [zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28)];
    const local = zip.readUInt32LE(at + 42);
    const name = zip.toString('utf8', at + 46, at + 46 + nameBytes);
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const data = zip.subarray(from, from + packed);
    files.set(name, zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(data) : data);
    at += 46 + nameBytes + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return files;
}

function open(key: Buffer, nonce: Buffer, sealed: Buffer): Buffer {
  const cipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 });
  cipher.setAuthTag(sealed.subarray(sealed.length - 16));
  return Buffer.concat([cipher.update(sealed.subarray(0, sealed.length - 16)), cipher.final()]);
}

const derive = (key: Buffer, salt: Buffer, info: string) =>
  Buffer.from(hkdfSync('sha256', key, salt, info, 32));

function decryptAge(file: Buffer, passphrase: string): Buffer {
  const macAt = file.indexOf('\n---') + 1;
  const headerEnd = file.indexOf('\n', macAt) + 1;
  const [version, stanza = '', body = '', ...more] = file.toString('latin1', 0, macAt).split('\n');
  if (version !== 'age-encryption.org/v1' || more.join('') !== '') throw new Error('header');
  const [arrow, type, salt = '', logN] = stanza.split(' ');
  if (arrow !== '->' || type !== 'scrypt') throw new Error('not for a passphrase');
  const label = Buffer.from('age-encryption.org/v1/scrypt');
  const saltBytes = Buffer.concat([label, Buffer.from(salt, 'base64')]);
  const N = 2 ** Number(logN);
  const options = { N, r: 8, p: 1, maxmem: 2 * 128 * 8 * N };
  const wrapKey = scryptSync(passphrase.normalize('NFKC'), saltBytes, 32, options);
  const fileKey = open(wrapKey, Buffer.alloc(12), Buffer.from(body, 'base64'));
  const macKey = derive(fileKey, Buffer.alloc(0), 'header');
  const mac = createHmac('sha256', macKey)
    .update(file.subarray(0, macAt + 3))
    .digest();
  const claimed = Buffer.from(file.toString('latin1', macAt + 4, headerEnd - 1), 'base64');
  if (!timingSafeEqual(mac, claimed)) throw new Error('header was changed');
  const key = derive(fileKey, file.subarray(headerEnd, headerEnd + 16), 'payload');
  const plain: Buffer[] = [];
  const chunkBytes = 65_536 + 16;
  for (let at = headerEnd + 16, count = 0; at < file.length; at += chunkBytes, count += 1) {
    const nonce = Buffer.alloc(12);
    nonce.writeUInt32BE(count, 7);
    nonce[11] = at + chunkBytes >= file.length ? 1 : 0;
    plain.push(open(key, nonce, file.subarray(at, at + chunkBytes)));
  }
  return Buffer.concat(plain);
}

/** All rows of a backup by table, after comparing the hash of each. */
export function readForeign(file: Buffer, passphrase?: string): Map<string, Row[]> {
  const outer = unzip(file);
  const encrypted = outer.get('data.zip.age');
  const inner = unzip(encrypted ? decryptAge(encrypted, passphrase ?? '') : outer.get('data.zip')!);
  const schema = JSON.parse(inner.get('schema.json')!.toString()) as {
    tables: { name: string; sha256: string; rows: number }[];
  };
  const tables = new Map<string, Row[]>();
  for (const { name, sha256, rows } of schema.tables) {
    const bytes = inner.get(`tables/${name}.ndjson`)!;
    const lines = bytes.toString().split('\n').slice(0, -1);
    const hash = createHash('sha256').update(bytes).digest('hex');
    if (hash !== sha256 || lines.length !== rows) throw new Error(`${name} was changed`);
    tables.set(
      name,
      lines.map((line) => JSON.parse(line) as Row),
    );
  }
  return tables;
}
