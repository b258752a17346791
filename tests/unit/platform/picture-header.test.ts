import { describe, expect, it } from 'vitest';
import { pictureSize } from '#lib/platform/picture-header.ts';

const bytesOf = (hex: string, more = 0): Uint8Array<ArrayBuffer> => {
  const plain = Buffer.from(hex.replaceAll(' ', ''), 'hex');
  const bytes = new Uint8Array(plain.length + more);
  bytes.set(plain);
  return bytes;
};

const text = (words: string): string => Buffer.from(words, 'latin1').toString('hex');

const PNG = '89504e470d0a1a0a';
const IHDR = (size: string) => `0000000d ${text('IHDR')} ${size} 0806000000 00000000`;
const SIZE = '00000fa0 00000bb8'; // 4000 × 3000
const IDAT = `00000001 ${text('IDAT')} 00 00000000`;
const ACTL = `00000008 ${text('acTL')} 00000002 00000000 00000000`;

/** A frame header of 8 bits and three parts after an application segment of 16 bytes. */
const JPEG = (marker: string, height: string, width: string) =>
  `ffd8 ffe1 0010 ${'00'.repeat(14)} ff${marker} 0011 08 ${height} ${width} 03 ${'00'.repeat(9)} ffda 0002`;

const WEBP = (chunk: string, body: string) =>
  `${text('RIFF')} 00000000 ${text('WEBP')} ${text(chunk)} ${body}`;

describe('the header of a picture', () => {
  it.each([
    ['a PNG', `${PNG} ${IHDR(SIZE)} ${IDAT}`, 4000, 3000],
    ['a JPEG', JPEG('c0', '0bb8', '0fa0'), 4000, 3000],
    ['a progressive JPEG with a filling byte', JPEG('ffc2', '0bb8', '0fa0'), 4000, 3000],
    // Width and height less one, in 24 bits, the low byte first.
    ['an extended WebP', WEBP('VP8X', '0a000000 10000000 9f0f00 b70b00'), 4000, 3000],
    // 14 bits each, less one: 3999 | 2999 << 14.
    ['a lossless WebP', WEBP('VP8L', '00000000 2f 9fcfed02 00'), 4000, 3000],
    ['a lossy WebP', WEBP('VP8 ', '00000000 000000 9d012a a00f b80b'), 4000, 3000],
  ])('says the size of %s', (_, hex, widthPx, heightPx) => {
    expect(pictureSize(bytesOf(hex))).toEqual({ ok: true, value: { widthPx, heightPx } });
  });

  it.each([
    ['an SVG', text('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'attachment/type'],
    ['a GIF', `${text('GIF89a')} a00f b80b ${'00'.repeat(16)}`, 'attachment/type'],
    ['an empty file', '', 'attachment/type'],
    [
      'a JPEG that ends before its frame',
      'ffd8 ffe0 0010 4a46494600 0102 00 0001 00',
      'attachment/unreadable',
    ],
    ['a PNG that moves', `${PNG} ${IHDR(SIZE)} ${ACTL} ${IDAT}`, 'attachment/animated'],
    ['a WebP that moves', WEBP('VP8X', '0a000000 02000000 9f0f00 b70b00'), 'attachment/animated'],
    ['a picture without height', JPEG('c0', '0000', '0fa0'), 'attachment/unreadable'],
    // 7072 × 7072 is just above 50 million, 7071 × 7071 just below.
    ['a PNG bomb', `${PNG} ${IHDR('00001ba0 00001ba0')} ${IDAT}`, 'attachment/too_many_pixels'],
    ['a JPEG bomb', JPEG('c0', 'ffff', 'ffff'), 'attachment/too_many_pixels'],
  ])('refuses %s', (_, hex, code) => {
    expect(pictureSize(bytesOf(hex))).toEqual({ ok: false, error: { code } });
  });

  it('takes 50 megapixels and never reads beyond the end', () => {
    const largest = bytesOf(`${PNG} ${IHDR('00001b9f 00001b9f')} ${IDAT}`);
    expect(pictureSize(largest)).toMatchObject({ ok: true });
    for (const whole of [largest, bytesOf(JPEG('c0', '0bb8', '0fa0'))]) {
      for (let length = 0; length < 29; length++) {
        expect(pictureSize(whole.slice(0, length)).ok).toBe(false);
      }
    }
  });
});
