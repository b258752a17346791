import type { Content, Entity } from './entity.ts';

export const PICTURE_TYPES = ['image/jpeg', 'image/webp', 'image/png'] as const;
export type PictureType = (typeof PICTURE_TYPES)[number];

/** The largest picture that may be kept, re-encoded, in bytes. */
export const MAX_PICTURE_BYTES = 1_000_000;

/** A picture of a charge: a receipt, a display, a post. Re-encoded, so it says nothing else. */
export interface Attachment extends Entity {
  readonly sessionId: string;
  readonly mimeType: PictureType;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly bytes: number;
  /** The bytes as base64url text without padding. */
  readonly data: string;
}

/** A picture that belongs to no charge yet. */
export type PictureContent = Omit<Content<Attachment>, 'sessionId'>;

/** Where a picture can be shown from: its bytes as an address. */
export function pictureAddress({ mimeType, data }: Pick<Attachment, 'mimeType' | 'data'>): string {
  return `data:${mimeType};base64,${data.replaceAll('-', '+').replaceAll('_', '/')}`;
}
