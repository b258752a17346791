import { type Result, fail, ok } from '#lib/domain/result.ts';

/** The largest picture that is decoded, in pixels. */
const MAX_PIXELS = 50_000_000;

export interface PictureSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/**
 * How large a picture is by its own header, read before anything decodes it. JPEG, PNG and WebP
 * are known by their content, whatever a name says. Fails with `attachment/type`,
 * `attachment/animated`, `attachment/unreadable` and `attachment/too_many_pixels`.
 */
export function pictureSize(bytes: Uint8Array<ArrayBuffer>): Result<PictureSize> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = readerOf(view);
  if (!read) return fail('attachment/type');
  try {
    const size = read(view);
    if (!size.ok) return size;
    const { widthPx, heightPx } = size.value;
    if (widthPx === 0 || heightPx === 0) return fail('attachment/unreadable');
    return widthPx * heightPx > MAX_PIXELS ? fail('attachment/too_many_pixels') : size;
  } catch (error) {
    // A header that ends too early.
    if (error instanceof RangeError) return fail('attachment/unreadable');
    throw error;
  }
}

type SizeReader = (view: DataView) => Result<PictureSize>;

function readerOf(view: DataView): SizeReader | undefined {
  if (view.byteLength < 16) return undefined;
  if (view.getUint16(0) === 0xff_d8 && view.getUint8(2) === 0xff) return jpegSize;
  if (view.getUint32(0) === 0x89_50_4e_47 && view.getUint32(4) === 0x0d_0a_1a_0a) return pngSize;
  return tagAt(view, 0) === 'RIFF' && tagAt(view, 8) === 'WEBP' ? webpSize : undefined;
}

const tagAt = (view: DataView, at: number): string =>
  String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));

const sizeOf = (widthPx: number, heightPx: number): Result<PictureSize> =>
  ok({ widthPx, heightPx });

/** Start of a frame: C0 to CF without the three that mean something else. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function jpegSize(view: DataView): Result<PictureSize> {
  for (const { marker, at } of jpegSegments(view)) {
    if (isFrame(marker)) return sizeOf(view.getUint16(at + 7), view.getUint16(at + 5));
  }
  return fail('attachment/unreadable');
}

/** A segment before the picture's data: where its marker is, and where the next begins. */
export interface JpegSegment {
  readonly marker: number;
  readonly at: number;
  readonly end: number;
}

/** The segments of a JPEG up to and with the start of its data (marker DA). */
export function* jpegSegments(view: DataView): Generator<JpegSegment> {
  let at = 2;
  while (at + 4 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return;
    const marker = view.getUint8(at + 1);
    // Markers may be preceded by any number of filling bytes.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const end = at + 2 + view.getUint16(at + 2);
    yield { marker, at, end };
    if (marker === 0xda) return;
    at = end;
  }
}

function pngSize(view: DataView): Result<PictureSize> {
  // The first chunk says the size; one that controls an animation stands before the data.
  for (let at = 8; at + 8 <= view.byteLength; at += 12 + view.getUint32(at)) {
    const tag = tagAt(view, at + 4);
    if (tag === 'acTL') return fail('attachment/animated');
    if (tag === 'IDAT') return sizeOf(view.getUint32(16), view.getUint32(20));
  }
  return fail('attachment/unreadable');
}

const ANIMATED = 0x02;

function webpSize(view: DataView): Result<PictureSize> {
  const uint24 = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
  switch (tagAt(view, 12)) {
    case 'VP8X':
      if (view.getUint8(20) & ANIMATED) return fail('attachment/animated');
      return sizeOf(uint24(24) + 1, uint24(27) + 1);
    case 'VP8L': {
      const packed = view.getUint32(21, true);
      return sizeOf((packed & 0x3f_ff) + 1, ((packed >>> 14) & 0x3f_ff) + 1);
    }
    case 'VP8 ':
      return sizeOf(view.getUint16(26, true) & 0x3f_ff, view.getUint16(28, true) & 0x3f_ff);
    default:
      return fail('attachment/unreadable');
  }
}
