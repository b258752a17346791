/** Numbers of the ZIP format that reader and writer share. */
export const LOCAL_SIGNATURE = 0x04034b50;
export const CENTRAL_SIGNATURE = 0x02014b50;
export const END_SIGNATURE = 0x06054b50;
export const DESCRIPTOR_SIGNATURE = 0x08074b50;
export const LOCAL_BYTES = 30;
export const CENTRAL_BYTES = 46;
export const END_BYTES = 22;
export const STORED = 0;
export const DEFLATED = 8;
/** Flag: the name is UTF-8. */
export const UTF8_FLAG = 0x0800;
/** Flag: sizes and CRC follow the data. */
export const DESCRIPTOR_FLAG = 0x0008;
/** Flags of any kind of encryption. */
export const ENCRYPTED_FLAGS = 0x2041;

/** Little-endian reading of bytes wherever they lie in their buffer. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
