import type { Pictures } from '#lib/app/ports.ts';
import { MAX_PICTURE_BYTES, type PictureContent } from '#lib/domain/attachment.ts';
import { type Result, fail, ok } from '#lib/domain/result.ts';
import { jpegSegments, pictureSize } from './picture-header.ts';

/** No photo of at most 50 megapixels is larger; whatever is has another content. */
const MAX_SOURCE_BYTES = 50_000_000;
const WANTED_BYTES = 300_000;
/** Tried in this order: a smaller picture only when the larger one stays too heavy. */
const LONGEST_SIDES_PX = [1600, 1200, 800];
const QUALITIES = [0.85, 0.7, 0.55, 0.4];

export const pictureEncoder: Pictures = {
  async encode(file) {
    const bytes = await bytesOf(file);
    if (!bytes.ok) return bytes;
    const size = pictureSize(bytes.value);
    if (!size.ok) return size;
    const decoded = await decode(bytes.value);
    if (!decoded) return fail('attachment/unreadable');
    try {
      return await encode(decoded);
    } finally {
      decoded.close();
    }
  },
};

async function bytesOf(file: Blob): Promise<Result<Uint8Array<ArrayBuffer>>> {
  if (file.size > MAX_SOURCE_BYTES) return fail('attachment/too_large');
  try {
    return ok(new Uint8Array(await file.arrayBuffer()));
  } catch {
    // A folder that was dropped, or a file that has gone since.
    return fail('attachment/unreadable');
  }
}

/** The picture as it is to be looked at, turned the way its camera noted. */
async function decode(bytes: Uint8Array<ArrayBuffer>): Promise<ImageBitmap | undefined> {
  try {
    return await createImageBitmap(new Blob([bytes]), { imageOrientation: 'from-image' });
  } catch {
    return undefined;
  }
}

async function encode(picture: ImageBitmap): Promise<Result<PictureContent>> {
  for (const longest of LONGEST_SIDES_PX) {
    const canvas = drawn(picture, longest);
    for (const quality of QUALITIES) {
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality });
      if (blob.size > WANTED_BYTES) continue;
      return contentOf(canvas, new Uint8Array(await blob.arrayBuffer()));
    }
  }
  return fail('attachment/too_large');
}

function drawn(picture: ImageBitmap, longest: number): OffscreenCanvas {
  const { width, height } = picture;
  const scale = Math.min(1, longest / Math.max(width, height));
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(width * scale)),
    Math.max(1, Math.round(height * scale)),
  );
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas to draw on');
  // What is transparent would turn black.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function contentOf(
  { width, height }: OffscreenCanvas,
  encoded: Uint8Array<ArrayBuffer>,
): Result<PictureContent> {
  const bytes = withoutMetadata(encoded);
  if (bytes.length > MAX_PICTURE_BYTES) return fail('attachment/too_large');
  return ok({
    mimeType: 'image/jpeg',
    widthPx: width,
    heightPx: height,
    bytes: bytes.length,
    data: base64Url(bytes),
  });
}

/** Application data but the two that say how the colours are meant, and comments. */
const isMetadata = (marker: number): boolean =>
  (marker >= 0xe1 && marker <= 0xef && marker !== 0xee) || marker === 0xfe;

/** A JPEG without what is not the picture. Some browsers write such data of their own. */
export function withoutMetadata(jpeg: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const segments = [...jpegSegments(new DataView(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength))];
  const kept = segments.filter(({ marker }) => !isMetadata(marker));
  const last = segments.at(-1);
  const parts = [
    jpeg.subarray(0, 2),
    ...kept.map(({ at, end }) => jpeg.subarray(at, end)),
    jpeg.subarray(last?.end ?? 2),
  ];
  const clean = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    clean.set(part, at);
    at += part.length;
  }
  return clean;
}

const BYTES_AT_ONCE = 0x8000;

function base64Url(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += BYTES_AT_ONCE) {
    binary += String.fromCharCode(...bytes.subarray(at, at + BYTES_AT_ONCE));
  }
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
