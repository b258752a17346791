import { describe, expect, it } from 'vitest';
import { valueOrThrow } from '#lib/domain/result.ts';
import type { ImportOptions, ImportReading, RowReport } from '#lib/formats/csv/report.ts';
import {
  codesOf,
  draftsOf,
  expectedOf,
  importBytes,
  sampleBytes,
  sampleMapping,
  type ExpectedReading,
} from './samples.ts';

const SAMPLES = [
  'plugtrack_exact',
  'plugtrack_classic_16',
  'plugtrack_classic_14',
  'plugtrack_sessions',
  'mycupra_charging_statistics',
  'robeertm_ev_charge_tracker',
  'evcc_sessions_en',
  'evcc_sessions_de',
  'evcc_sessions_nl',
  'tinkerforge_warp_de_excel',
  'tinkerforge_warp_en_rfc4180',
  'openwb2_ladeprotokoll',
  'spritmonitor_fuelings_de',
  'pod_point_new',
  'pod_point_legacy',
  'generic_wallbox',
];

async function readSample(expected: ExpectedReading): Promise<ImportReading> {
  const { mapping, ...options } = expected.options;
  const all: Partial<ImportOptions> = {
    ...options,
    ...(mapping !== undefined && { mapping: sampleMapping(mapping) }),
  };
  return valueOrThrow(await importBytes(sampleBytes(expected.file), all));
}

function countCodes(reports: readonly RowReport[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { code } of reports) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

describe('sample files', () => {
  it.each(SAMPLES)('IE04 reads %s as expected', async (name) => {
    const expected = expectedOf(name);
    const reading = await readSample(expected);
    expect(reading.questions).toEqual([]);
    expect(reading.profile).toBe(expected.profile);
    expect(reading.counts).toEqual(expected.counts);
    expect(draftsOf(reading)).toEqual(expected.sessions);
    expect(codesOf(reading.rejected)).toEqual(expected.rejected);
    expect(codesOf(reading.skipped)).toEqual(expected.skipped);
    expect(codesOf(reading.warnings)).toEqual(expected.warnings);
    if (expected.fileWarnings) expect(reading.fileWarnings).toEqual(expected.fileWarnings);
  });

  it('IE04 reads the Norwegian open data as expected', async () => {
    const expected = expectedOf('norway_trondheim_ev_charging_reports');
    const reading = await readSample(expected);
    const drafts = draftsOf(reading);
    const sum = reading.drafts.reduce((total, { content }) => total + (content.energyWh ?? 0), 0);
    expect(reading.counts).toEqual(expected.counts);
    expect(sum).toBe(expected.totals?.energyWh);
    expect(countCodes(reading.warnings)).toEqual(expected.warningsByCode);
    expect(drafts.slice(0, 5)).toEqual(expected.firstSessions);
    expect(drafts.slice(-2)).toEqual(expected.lastSessions);
    expect(reading.rejected).toEqual([]);
    expect(reading.fileWarnings).toEqual([]);
  });

  it('refuses a list of payments without energy', async () => {
    const result = await importBytes(sampleBytes('synthetic/monta_transactions_minimum.csv'));
    expect(result).toMatchObject({ ok: false, error: { code: 'import/unknown_format' } });
  });
});
