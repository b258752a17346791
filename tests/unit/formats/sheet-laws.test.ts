import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Session } from '#lib/domain/session.ts';
import { csvStyle } from '#lib/formats/csv/csv-style.ts';
import { employerStatement } from '#lib/formats/csv/employer-statement.ts';
import { collectExport } from '#lib/formats/csv/export-rows.ts';
import { unguardFormula } from '#lib/formats/csv/formula.ts';
import { ENGLISH_EMPLOYER_WORDS, employerCsvChunks } from '#lib/formats/csv/write-employer.ts';
import { lubeLoggerCsvChunks } from '#lib/formats/csv/write-lubelogger.ts';
import { ENGLISH_SHEET_WORDS, sheetCsvChunks } from '#lib/formats/csv/write-sheet.ts';
import { spritmonitorCsvChunks } from '#lib/formats/csv/write-spritmonitor.ts';
import { recordsOf, sessionOf } from './sheet-sessions.ts';

const LOCALES = ['en', 'de-DE', 'fr-FR', 'en-IN', 'pt-BR'] as const;
const NO_NAMES = { cars: new Map<string, string>(), places: new Map<string, string>() };

// Texts a spreadsheet would run, divide or break. NUL ends the reading of a record.
const text = fc
  .tuple(
    fc.constantFrom('', "'", "''", '=', '+', '-', '@', '\t', '\r', '"', ';', ',', '\n'),
    fc.string({ unit: 'binary', maxLength: 20 }),
  )
  .map(([start, rest]) => start + rest)
  .filter((value) => value !== '' && !/[\p{Cs}\0]/u.test(value));

const session: fc.Arbitrary<Session> = fc
  .record({
    placeLabel: text,
    network: text,
    notes: text,
    energyWh: fc.integer({ min: 1, max: 1_000_000 }),
    odometerM: fc.integer({ min: 0, max: 3_000_000_000 }),
    chargingS: fc.integer({ min: 1, max: 1_000_000 }),
    ambientC: fc.integer({ min: -600, max: 600 }).map((tenths) => tenths / 10),
    totalMicros: fc.integer({ min: -1_000_000, max: 1_000_000_000_000 }),
  })
  .map(({ totalMicros, ...rest }) =>
    sessionOf('s', { ...rest, cost: { basis: 'typed_total', currency: 'GBP', totalMicros } }),
  );

function sheetOf(one: Session, locale: string): string {
  return collectExport(
    sheetCsvChunks([one], {
      names: NO_NAMES,
      metricsOf: () => undefined,
      distanceUnit: 'km',
      efficiencyUnit: 'km/kWh',
      currency: 'GBP',
      style: csvStyle(locale),
      words: ENGLISH_SHEET_WORDS,
    }),
  ).text;
}

const number = (cell = '') => Number(cell.replace(',', '.'));

describe('laws of the sheets', () => {
  it('IE09 no text cell starts a formula, and each comes back the same', async () => {
    await fc.assert(
      fc.asyncProperty(session, fc.constantFrom(...LOCALES), async (one, locale) => {
        const { delimiter } = csvStyle(locale);
        const [, row = []] = await recordsOf(sheetOf(one, locale), delimiter);
        const texts = [row[4] ?? '', row[5] ?? '', row[23] ?? ''];
        for (const cell of texts) expect(cell).not.toMatch(/^[=+\-@\t\r\0]/);
        expect(texts.map(unguardFormula)).toEqual([one.placeLabel, one.network, one.notes]);
      }),
    );
  });

  it('numbers come back exactly in any locale and are never guarded', async () => {
    await fc.assert(
      fc.asyncProperty(session, fc.constantFrom(...LOCALES), async (one, locale) => {
        const { delimiter } = csvStyle(locale);
        const [, row = []] = await recordsOf(sheetOf(one, locale), delimiter);
        expect(Math.round(number(row[7]) * 1000)).toBe(one.energyWh);
        expect(Math.round(number(row[9]) * 60)).toBe(one.chargingS);
        expect(Math.round(number(row[13]) * 1000)).toBe(one.odometerM);
        expect(Math.round(number(row[14]) * 1e6)).toBe(one.cost?.totalMicros);
        expect(number(row[18])).toBe(one.ambientC);
      }),
    );
  });

  it('IE09 the files for others guard their texts too', async () => {
    await fc.assert(
      fc.asyncProperty(session, text, async (one, name) => {
        const lubeLogger = lubeLoggerCsvChunks([one], {
          distanceUnit: 'mi',
          currency: 'GBP',
          fullChargeSoc: 95,
          metricsOf: () => undefined,
        });
        const [, fuel = []] = await recordsOf(collectExport(lubeLogger).text);
        expect(unguardFormula(fuel[7] ?? '')).toBe(one.notes);
        expect(fuel[7]).not.toMatch(/^[=+\-@\t\r\0]/);

        const spritmonitor = spritmonitorCsvChunks([one], {
          fullChargeSoc: 95,
          places: NO_NAMES.places,
        });
        const [, filling = []] = await recordsOf(collectExport(spritmonitor).text, ';');
        expect(filling.slice(8).map(unguardFormula)).toEqual([
          one.notes,
          one.network,
          one.placeLabel,
        ]);
        for (const cell of filling.slice(8)) expect(cell).not.toMatch(/^[=+\-@\t\r\0]/);

        const statement = employerStatement([one], {
          carId: one.carId,
          month: '2026-06',
          homeClassOf: () => 'home',
        });
        const employer = employerCsvChunks(statement, {
          person: name,
          car: name,
          style: csvStyle('en'),
          words: ENGLISH_EMPLOYER_WORDS,
        });
        const [[, person = ''] = []] = await recordsOf(collectExport(employer).text);
        expect(person).not.toMatch(/^[=+\-@\t\r\0]/);
        expect(unguardFormula(person)).toBe(name);
      }),
    );
  });
});
