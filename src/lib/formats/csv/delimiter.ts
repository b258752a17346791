import Papa from 'papaparse';
import { HEAD_RECORDS } from './limits.ts';

const CANDIDATES = [',', ';', '\t', '|'] as const;
const SAMPLE_CHARS = 200_000;
const SEP_LINE = /^"?sep=(.)"?(?:\r\n|\r|\n|$)/i;

/** Delimiter announced by a first line `sep=X`, which spreadsheets write and count as a row. */
export function announcedDelimiter(text: string): string | undefined {
  const delimiter = SEP_LINE.exec(text)?.[1];
  return delimiter && !/[\p{L}\p{N}"]/u.test(delimiter) ? delimiter : undefined;
}

interface Fit {
  readonly records: number;
  readonly columns: number;
}

function fitOf(sample: string, delimiter: string): Fit {
  const newline = sample.includes('\n') ? '\n' : '\r';
  const { data } = new Papa.Parser({ delimiter, newline, preview: HEAD_RECORDS }).parse(
    sample,
    0,
    false,
  ) as { data: string[][] };
  const counts = new Map<number, number>();
  for (const record of data) {
    if (record.length > 1) counts.set(record.length, (counts.get(record.length) ?? 0) + 1);
  }
  let best: Fit = { records: 0, columns: 1 };
  for (const [columns, records] of counts) {
    if (records > best.records || (records === best.records && columns > best.columns))
      best = { records, columns };
  }
  return best;
}

/** The delimiter that gives the most records of one column count among the first records. */
export function sniffDelimiter(text: string): string {
  const sample = text.slice(0, SAMPLE_CHARS);
  let best: { readonly delimiter: string; readonly fit: Fit } = {
    delimiter: ',',
    fit: { records: 0, columns: 1 },
  };
  for (const delimiter of CANDIDATES) {
    const fit = fitOf(sample, delimiter);
    const better =
      fit.records > best.fit.records ||
      (fit.records === best.fit.records && fit.columns > best.fit.columns);
    if (better) best = { delimiter, fit };
  }
  return best.delimiter;
}
