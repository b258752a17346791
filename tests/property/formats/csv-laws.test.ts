import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { valueOrThrow } from '#lib/domain/result.ts';
import type { Session } from '#lib/domain/session.ts';
import { localDateOf } from '#lib/domain/time.ts';
import { sessionOfDraft } from '#lib/formats/csv/finish-draft.ts';
import { guardFormula, unguardFormula } from '#lib/formats/csv/formula.ts';
import { matchDrafts } from '#lib/formats/csv/match.ts';
import { parseMapping } from '#lib/formats/csv/mapping.ts';
import { readImport } from '#lib/formats/csv/read-import.ts';
import type { ImportOptions } from '#lib/formats/csv/report.ts';
import { writeClassicCsv } from '#lib/formats/csv/write-classic.ts';
import { writeExactCsv } from '#lib/formats/csv/write-exact.ts';
import { parseStrictJson } from '#lib/formats/json/strict-json.ts';

const ROOT = new URL('../../fixtures/samples/', import.meta.url);
const OPTIONS: ImportOptions = { timeZone: 'Europe/London', currency: 'GBP' };
const HOOKS = { today: '2026-12-31' };
const NAMES = { cars: new Map([['car', 'Car']]), places: new Map<string, string>() };

const text = fc
  .string({ unit: 'binary', maxLength: 30 })
  .filter((value) => value !== '' && !/\p{Cs}/u.test(value) && !value.includes('\0'));
const formulaText = fc
  .tuple(fc.constantFrom('', "'", "''", '=', '+', '-', '@', '\t', '\r'), text)
  .map(([start, rest]) => start + rest);
const instant = fc.integer({ min: 1_262_304_000_000, max: 1_798_000_000_000 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** A session that may be stored: every optional field present or absent on its own. */
const session: fc.Arbitrary<Session> = fc
  .record({
    startedAt: maybe(instant),
    hours: maybe(fc.integer({ min: 1, max: 40 })),
    createdAt: instant,
    timeZone: fc.constantFrom('Europe/London', 'Asia/Kolkata', 'America/St_Johns', 'Etc/GMT+7'),
    odometerM: maybe(fc.integer({ min: 0, max: 3_000_000_000 })),
    current: maybe(fc.constantFrom('AC', 'DC')),
    energyWh: fc.integer({ min: 0, max: 1_000_000 }),
    socTenths: maybe(fc.integer({ min: 0, max: 1000 })),
    placeLabel: maybe(formulaText),
    network: maybe(formulaText),
    notes: maybe(formulaText),
    ambientTenths: maybe(fc.integer({ min: -600, max: 600 })),
    preconditioning: maybe(fc.constantFrom('yes', 'no')),
    totalMicros: maybe(fc.integer({ min: -5_000_000, max: 10 ** 12 })),
    regenWh: maybe(fc.integer()),
    status: fc.constantFrom('completed', 'planned', 'cancelled'),
  })
  .map(({ hours, socTenths, ambientTenths, totalMicros, regenWh, ...rest }) => {
    const at = rest.startedAt ?? rest.createdAt;
    const whole = {
      ...rest,
      id: `id-${String(rest.createdAt)}-${String(rest.energyWh)}`,
      carId: 'car',
      updatedAt: rest.createdAt,
      localDate: localDateOf(at, rest.timeZone),
      endedAt: hours === undefined || rest.startedAt === undefined ? undefined : at + hours * 3.6e6,
      socTo: socTenths === undefined ? undefined : socTenths / 10,
      ambientC: ambientTenths === undefined ? undefined : ambientTenths / 10,
      cost:
        totalMicros === undefined
          ? undefined
          : { basis: 'typed_total', currency: 'EUR', totalMicros },
      regenWh,
    };
    return JSON.parse(JSON.stringify(whole)) as Session;
  });

async function readBack(csv: string) {
  return valueOrThrow(await readImport(new TextEncoder().encode(csv), OPTIONS, HOOKS));
}

describe('laws of our own CSV', () => {
  it('IE09 a guarded cell never starts a formula and reads back the same', () => {
    fc.assert(
      fc.property(fc.oneof(formulaText, fc.string()), (value) => {
        const cell = guardFormula(value);
        expect(/^[=+\-@\t\r\0]/.test(cell)).toBe(false);
        expect(unguardFormula(cell)).toBe(value);
      }),
      { numRuns: 2000 },
    );
  });

  it('IE09 exact CSV gives back equal sessions', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(session, { selector: ({ id }) => id }), async (sessions) => {
        fc.pre(sessions.length > 0);
        const { drafts, rejected } = await readBack(writeExactCsv(sessions, NAMES));
        expect(rejected).toEqual([]);
        expect(drafts.map((draft) => sessionOfDraft(draft, 'car', 0))).toEqual(sessions);
      }),
      { numRuns: 100 },
    );
  });

  it('IE09 classic CSV gives back the texts, but for white space around them', async () => {
    await fc.assert(
      fc.asyncProperty(session, async (one) => {
        // Whole miles of the longest odometer are a little too long.
        const completed: Session = {
          ...one,
          odometerM: 1_609_344,
          status: 'completed',
          energyWh: 5000,
        };
        const { drafts } = await readBack(writeClassicCsv([completed]).text);
        const notes = completed.notes?.trim();
        expect(drafts[0]?.content.notes).toBe(notes === '' ? undefined : notes);
      }),
      { numRuns: 200 },
    );
  });

  it('IE06 the same rows twice are all the same', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(session, { selector: ({ id }) => id }), async (sessions) => {
        fc.pre(sessions.length > 0);
        const { drafts } = await readBack(writeExactCsv(sessions, NAMES));
        const existing = sessions.map((one) => ({ session: one }));
        const cars = [{ id: 'car', name: 'Car' }];
        const matches = matchDrafts(drafts, existing, { cars });
        expect(matches.map(({ status }) => status)).toEqual(sessions.map(() => 'same'));
      }),
      { numRuns: 50 },
    );
  });
});

const FILES = ['synthetic', 'hostile'].flatMap((folder) =>
  readdirSync(new URL(`${folder}/`, ROOT)).map((name) => ({
    name,
    bytes: new Uint8Array(readFileSync(new URL(`${folder}/${name}`, ROOT))),
  })),
);

/** A sample with some bytes overwritten, doubled or cut off. */
const mutated = fc
  .tuple(
    fc.constantFrom(...FILES.filter(({ bytes }) => bytes.length > 0 && bytes.length < 5000)),
    fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 8 }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  )
  .map(([{ bytes }, changes, share]) => {
    const copy = bytes.slice(0, Math.ceil(bytes.length * (0.3 + 0.7 * share)));
    for (const [at, byte] of changes) copy[at % copy.length] = byte;
    return copy;
  });

function isResult(value: { readonly ok: boolean }): boolean {
  return typeof value.ok === 'boolean';
}

describe('any input', () => {
  it('IE10 mutated files give a result', async () => {
    await fc.assert(
      fc.asyncProperty(mutated, async (bytes) => {
        const result = await readImport(bytes, OPTIONS, HOOKS);
        if (!result.ok) return result.error.code.startsWith('import/');
        const { counts } = result.value;
        // Every row became a draft, was rejected or was skipped, unless a question is open.
        const told = counts.sessions + counts.rejected + counts.skipped;
        return result.value.questions.length > 0 || told === counts.rows;
      }),
      { numRuns: 1500 },
    );
  });

  it('IE10 random bytes give a result', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) =>
        isResult(await readImport(bytes, OPTIONS, HOOKS)),
      ),
      { numRuns: 1000 },
    );
  });

  it('IE10 any cells in mapped columns give a result', async () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom('2026-01-01', '03/04/2026', '1.234', '1,5', 'NaN', '5 kWh', '24:00', '-1'),
    );
    const fields = 'date start end startTime endTime energy total pricePerKwh odometer zone socTo';
    const columns = fields.split(' ').map((field) => ({ header: `h ${field}`, field }));
    const mapping = valueOrThrow(
      parseMapping(
        JSON.stringify({
          format: 'plugtrack-mapping',
          version: 1,
          name: 'x',
          kind: 'sessions',
          columns,
        }),
      ),
    );
    const row = fc.array(cell, { minLength: columns.length, maxLength: columns.length });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 5 }), async (rows) => {
        const quoted = (cells: readonly string[]) =>
          cells.map((value) => `"${value.replaceAll('"', '""')}"`).join(',');
        const csv = [columns.map(({ header }) => header), ...rows].map(quoted).join('\n');
        const bytes = new TextEncoder().encode(csv);
        return isResult(await readImport(bytes, { ...OPTIONS, mapping }, HOOKS));
      }),
      { numRuns: 1000 },
    );
  });

  it('IE08 strict JSON agrees with the usual parser or refuses', () => {
    const json = fc.json({ maxDepth: 6 });
    fc.assert(
      fc.property(
        fc.oneof(
          json,
          fc.string(),
          json.map((value) => value.slice(1)),
        ),
        (value) => {
          const result = parseStrictJson(value);
          expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
          if (result.ok) expect(result.value).toEqual(JSON.parse(value));
          else expect(result.error.code).toMatch(/^json\//);
        },
      ),
      { numRuns: 10_000 },
    );
  });
});
