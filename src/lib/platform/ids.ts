import { v7 } from 'uuid';
import type { Ids } from '#lib/app/ports.ts';

export const randomIds: Ids = { next: () => v7() };

/** `bytes` random bytes as lower-case hex. */
export function randomHex(bytes: number): string {
  const values = crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(values, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
