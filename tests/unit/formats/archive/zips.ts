import { deflateRawSync, crc32 as nodeCrc32 } from 'node:zlib';

export interface Forged {
  readonly name: string | Uint8Array;
  readonly data: Uint8Array;
  readonly method?: number;
  /** What the headers claim instead of the truth. */
  readonly local?: Partial<Claims>;
  readonly central?: Partial<Claims>;
  /** Sizes and CRC after the data. */
  readonly later?: boolean;
}

interface Claims {
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly inflated: number;
  readonly name: Uint8Array;
  readonly offset: number;
}

export const text = (value: string) => new TextEncoder().encode(value);

/** A CRC worked out by Node, or here where this Node has none. */
export function crcOf(data: Uint8Array): number {
  if (typeof nodeCrc32 === 'function') return nodeCrc32(data);
  let crc = 0xffffffff;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

/** An archive with headers as they are told to be, true or not. */
export function forge(
  entries: readonly Forged[],
  end: { readonly entries?: number; readonly comment?: string } = {},
): Uint8Array<ArrayBuffer> {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const method = entry.method ?? 8;
    const packed = method === 8 ? deflateRawSync(entry.data) : Buffer.from(entry.data);
    const truth: Claims = {
      flags: 0x0800 | (entry.later ? 8 : 0),
      method,
      crc: crcOf(entry.data),
      packed: packed.length,
      inflated: entry.data.length,
      name: typeof entry.name === 'string' ? text(entry.name) : entry.name,
      offset: at,
    };
    const zero = entry.later ? { crc: 0, packed: 0, inflated: 0 } : {};
    const local = { ...truth, ...zero, ...entry.local };
    const head = Buffer.alloc(30);
    head.write('PK\x03\x04', 'latin1');
    writeClaims(head, 4, local);
    const later = Buffer.alloc(entry.later ? 16 : 0);
    if (entry.later) {
      later.write('PK\x07\x08', 'latin1');
      [truth.crc, truth.packed, truth.inflated].forEach((value, i) =>
        later.writeUInt32LE(value, 4 + i * 4),
      );
    }
    parts.push(head, Buffer.from(local.name), packed, later);
    const central = { ...truth, ...entry.central };
    const row = Buffer.alloc(46);
    row.write('PK\x01\x02', 'latin1');
    writeClaims(row, 6, central);
    row.writeUInt32LE(central.offset, 42);
    directory.push(row, Buffer.from(central.name));
    at += 30 + local.name.length + packed.length + later.length;
  }
  const rows = Buffer.concat(directory);
  const comment = text(end.comment ?? '');
  const last = Buffer.alloc(22);
  last.write('PK\x05\x06', 'latin1');
  last.writeUInt16LE(end.entries ?? entries.length, 8);
  last.writeUInt16LE(end.entries ?? entries.length, 10);
  last.writeUInt32LE(rows.length, 12);
  last.writeUInt32LE(at, 16);
  last.writeUInt16LE(comment.length, 20);
  return new Uint8Array(Buffer.concat([...parts, rows, last, comment]));
}

function writeClaims(buffer: Buffer, at: number, claims: Claims): void {
  buffer.writeUInt16LE(20, at);
  buffer.writeUInt16LE(claims.flags, at + 2);
  buffer.writeUInt16LE(claims.method, at + 4);
  buffer.writeUInt32LE(claims.crc, at + 10);
  buffer.writeUInt32LE(claims.packed, at + 14);
  buffer.writeUInt32LE(claims.inflated, at + 18);
  buffer.writeUInt16LE(claims.name.length, at + 22);
}
