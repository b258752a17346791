import { describe, expect, it } from 'vitest';
import type { PictureContent } from '#lib/domain/attachment.ts';
import { pictureAddress } from '#lib/domain/attachment.ts';
import { valueOrThrow } from '#lib/domain/result.ts';
import { pictureEncoder, withoutMetadata } from '#lib/platform/picture.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** A picture whose upper left quarter is red, the rest blue. */
async function quartered(width: number, height: number, type = 'image/jpeg'): Promise<Bytes> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#00f';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#f00';
  context.fillRect(0, 0, width / 2, height / 2);
  return new Uint8Array(await (await canvas.convertToBlob({ type })).arrayBuffer());
}

/** Nothing is harder to compress. */
async function noise(width: number, height: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  const image = context.createImageData(width, height);
  let seed = 7;
  for (let at = 0; at < image.data.length; at++) {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7f_ff_ff_ff;
    image.data[at] = at % 4 === 3 ? 255 : seed >> 16;
  }
  context.putImageData(image, 0, 0);
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 1 });
}

const GPS_NOTE = '51 30 2.5 N, 0 7 28.6 W';

/** An Exif block: the camera was held upright (6) and knew where it was. */
function exif(): Bytes {
  const words = new TextEncoder().encode(GPS_NOTE);
  const tiff = new DataView(new ArrayBuffer(44 + words.length));
  tiff.setUint32(0, 0x4d_4d_00_2a);
  tiff.setUint32(4, 8);
  tiff.setUint16(8, 2);
  const entry = (at: number, tag: number, type: number, count: number, value: number) => {
    tiff.setUint16(at, tag);
    tiff.setUint16(at + 2, type);
    tiff.setUint32(at + 4, count);
    if (type === 3) tiff.setUint16(at + 8, value);
    else tiff.setUint32(at + 8, value);
  };
  entry(10, 0x01_12, 3, 1, 6);
  entry(22, 0x88_25, 4, 1, 38);
  new Uint8Array(tiff.buffer).set(words, 44);
  const head = new TextEncoder().encode('Exif\0\0');
  const segment = new Uint8Array(4 + head.length + tiff.byteLength);
  segment.set([0xff, 0xe1, (segment.length - 2) >> 8, (segment.length - 2) & 0xff]);
  segment.set(head, 4);
  segment.set(new Uint8Array(tiff.buffer), 4 + head.length);
  return segment;
}

function withExif(jpeg: Bytes): Bytes {
  const block = exif();
  const bytes = new Uint8Array(jpeg.length + block.length);
  bytes.set(jpeg.subarray(0, 2));
  bytes.set(block, 2);
  bytes.set(jpeg.subarray(2), 2 + block.length);
  return bytes;
}

const textOf = (bytes: Bytes): string => new TextDecoder('latin1').decode(bytes);

async function bytesOf(picture: PictureContent): Promise<Bytes> {
  const response = await fetch(pictureAddress(picture));
  return new Uint8Array(await response.arrayBuffer());
}

/** The colour in the middle of a quarter, as the browser shows the picture. */
async function colourAt(picture: PictureContent, x: 0 | 1, y: 0 | 1): Promise<'red' | 'blue'> {
  const image = new Image();
  image.src = pictureAddress(picture);
  await image.decode();
  const canvas = new OffscreenCanvas(4, 4);
  const context = canvas.getContext('2d')!;
  context.drawImage(image, 0, 0, 4, 4);
  const [red = 0, , blue = 0] = context.getImageData(x * 3, y * 3, 1, 1).data;
  return red > blue ? 'red' : 'blue';
}

const encode = async (bytes: BlobPart) =>
  valueOrThrow(await pictureEncoder.encode(new Blob([bytes])));

describe('a photo that is kept', () => {
  it('says nothing of where and by what it was taken, and stands upright', async () => {
    const photo = withExif(await quartered(3000, 2000));
    expect(textOf(photo)).toContain(GPS_NOTE);
    const kept = await encode(photo);
    const bytes = await bytesOf(kept);
    expect(bytes).toHaveLength(kept.bytes);
    expect(textOf(bytes)).not.toContain('Exif');
    expect(textOf(bytes)).not.toContain(GPS_NOTE);
    expect(textOf(bytes)).not.toContain('\u00ff\u00e1');
    // Turned by a quarter to the right: what was left above is now right above.
    expect([kept.widthPx, kept.heightPx]).toEqual([1067, 1600]);
    expect(await colourAt(kept, 1, 0)).toBe('red');
    expect(await colourAt(kept, 0, 0)).toBe('blue');
    expect(await colourAt(kept, 1, 1)).toBe('blue');
  });

  it('is at most 1600 pixels long and 300 kB, however much it shows', async () => {
    const kept = await encode(await noise(2400, 1800));
    expect(kept.bytes).toBeLessThanOrEqual(300_000);
    expect(Math.max(kept.widthPx, kept.heightPx)).toBeLessThanOrEqual(1600);
    expect(kept.mimeType).toBe('image/jpeg');
  });

  it('keeps the size of a small one, and is white where it was transparent', async () => {
    const clear = new OffscreenCanvas(320, 200);
    clear.getContext('2d');
    const kept = await encode(await clear.convertToBlob({ type: 'image/png' }));
    expect([kept.widthPx, kept.heightPx]).toEqual([320, 200]);
    expect(await colourAt(kept, 0, 0)).toBe('blue');
    const image = await createImageBitmap(new Blob([await bytesOf(kept)]));
    const canvas = new OffscreenCanvas(1, 1);
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0);
    expect([...context.getImageData(0, 0, 1, 1).data]).toEqual([255, 255, 255, 255]);
  });

  it('may come as PNG or WebP', async () => {
    for (const type of ['image/png', 'image/webp']) {
      const kept = await encode(await quartered(200, 100, type));
      expect([kept.widthPx, kept.heightPx, kept.mimeType]).toEqual([200, 100, 'image/jpeg']);
      expect(await colourAt(kept, 0, 0)).toBe('red');
    }
  });

  it('loses every block of another program, whatever browser wrote it', async () => {
    const plain = await quartered(40, 20);
    const clean = withoutMetadata(withExif(plain));
    expect(textOf(clean)).not.toContain('Exif');
    const image = await createImageBitmap(new Blob([clean]));
    expect([image.width, image.height]).toEqual([40, 20]);
  });

  it('is refused when it is none, or does not open', async () => {
    const codeOf = async (content: BlobPart) => {
      const result = await pictureEncoder.encode(new Blob([content]));
      return result.ok ? 'ok' : result.error.code;
    };
    expect(await codeOf('<svg xmlns="http://www.w3.org/2000/svg"/>')).toBe('attachment/type');
    expect(await codeOf('')).toBe('attachment/type');
    const broken = (await quartered(200, 100, 'image/png')).slice(0, 60);
    expect(await codeOf(broken)).toBe('attachment/unreadable');
    expect(await codeOf(new Uint8Array(50_000_001))).toBe('attachment/too_large');
  });
});
