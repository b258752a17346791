const BYTES = 16;

/**
 * A new id as a UUID of version 7. It is drawn from what makes the thing unique (the device that
 * makes it, its stamp …), so that the same call twice gives the same.
 */
export async function derivedId(seed: string, nowMs: number): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(seed));
  const bytes = new Uint8Array(digest).slice(0, BYTES);
  const view = new DataView(bytes.buffer);
  // 48 bits of time, then the version and the variant among what is left.
  view.setUint16(0, Math.floor(nowMs / 2 ** 32));
  view.setUint32(2, nowMs % 2 ** 32);
  view.setUint8(6, (view.getUint8(6) & 0x0f) | 0x70);
  view.setUint8(8, (view.getUint8(8) & 0x3f) | 0x80);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
