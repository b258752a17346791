import type { CurveReading, CurveRefusal, CurveTextOptions } from '#lib/domain/curve-reading.ts';
import type { Result } from '#lib/domain/result.ts';
import { decodeText, sniffContent } from '#lib/formats/csv/text-encoding.ts';
import { readCurve } from './read-curve.ts';

/** A file larger than this is no log of one charge. */
const MOST_BYTES = 8_000_000;

/** Reads charge curves outside of the worker: a text of one charge is small. */
export const curveReader = {
  /** The text of a file; absent when it is too large or holds none. */
  async textOf(file: Blob): Promise<string | undefined> {
    if (file.size > MOST_BYTES) return undefined;
    const bytes = new Uint8Array(await file.arrayBuffer());
    return sniffContent(bytes) === 'text' ? decodeText(bytes)?.text : undefined;
  },
  read(text: string, options: CurveTextOptions): Promise<Result<CurveReading, CurveRefusal>> {
    return Promise.resolve(readCurve(text, options));
  },
};
