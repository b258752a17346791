import { createHash } from 'node:crypto';
import { ok, type Result } from '#lib/domain/result.ts';
import type { Session } from '#lib/domain/session.ts';
import type { Car } from '#lib/domain/car.ts';
import { EXPORT_FORMATS, type ExportFormat } from '#lib/formats/csv/export-formats.ts';
import type { Dataset } from '#lib/formats/dataset.ts';
import type { Call, Command } from '#cli/command.ts';
import { readDataInput } from '#cli/dataset-input.ts';
import { exportText } from '#cli/export-formats.ts';
import { chosenCar, sessionFilter } from '#cli/filters.ts';
import type { Given } from '#cli/options.ts';
import { isInput } from '#cli/output.ts';
import { failed, misused, type Refusal } from '#cli/refusal.ts';

/** Options that only some formats know. */
const STYLED: ReadonlySet<ExportFormat> = new Set(['sheet', 'employer']);
const IN_UNITS: ReadonlySet<ExportFormat> = new Set(['sheet', 'lubelogger']);

function checkOptions(given: Given): Result<ExportFormat, Refusal> {
  const text = given.get('format') ?? 'exact';
  const format = EXPORT_FORMATS.find((one) => one === text);
  if (!format) return misused(`--format is none of ${EXPORT_FORMATS.join(', ')}: ${text}`);
  for (const option of ['locale', 'bom'] as const) {
    if (given.has(option) && !STYLED.has(format)) {
      return misused(`--format ${format} takes no --${option}`);
    }
  }
  const unit = given.get('unit');
  if (unit !== undefined && unit !== 'mi' && unit !== 'km') {
    return misused(`--unit is neither mi nor km: ${unit}`);
  }
  if (unit !== undefined && !IN_UNITS.has(format)) {
    return misused(`--format ${format} takes no --unit`);
  }
  const to = given.get('to') ?? '';
  if (to !== '-' && isInput(given, to)) return misused(`--to would replace the data: ${to}`);
  return ok(format);
}

function filtersOf(given: Given, car: Car | undefined): Record<string, string> {
  const [from, to] = [given.get('from'), given.get('to-date')];
  return {
    ...(car && { car: car.id }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
}

function wantedSessions(given: Given, dataset: Dataset, car: Car | undefined): Session[] {
  return dataset.sessions.filter(sessionFilter(given, car));
}

async function deliver(
  { given, world }: Call,
  text: string,
  report: Readonly<Record<string, unknown>>,
  isPartial: boolean,
) {
  const to = given.get('to') ?? '';
  if (to === '-') return ok({ output: { kind: 'text' as const, text }, isPartial });
  if (!(await world.write(to, text))) {
    return failed('cli/not_written', `The file could not be written: ${to}`, { file: to });
  }
  const sha256 = createHash('sha256').update(text, 'utf8').digest('hex');
  const value = { ok: !isPartial, file: to, ...report, sha256 };
  return ok({ output: { kind: 'document' as const, value }, isPartial });
}

/** Writes sessions for other programs. */
export const sessionsExport: Command = {
  name: 'sessions-export',
  summary: 'write charges as a file for people or other programs',
  details: [
    'Prints {"ok":true,"file","format","rows","leftOut":[{"id","reason"}],"filters","sha256"}; with',
    '--to - the file itself. exact and json lose nothing; the other formats leave out, and tell,',
    'what they cannot say. lubelogger, spritmonitor and employer are about one car.',
  ],
  options: [
    'vault',
    'to',
    'format',
    'car',
    'from',
    'to-date',
    'locale',
    'bom',
    'unit',
    'passphrase-file',
  ],
  required: ['vault', 'to'],
  wording: {
    to: { value: 'FILE|-', about: 'the file to write; - is standard output' },
    format: { value: EXPORT_FORMATS.join('|'), about: 'exact (default) or another' },
  },
  examples: [
    'sessions-export --vault home.zip --to exact.csv --passphrase-file secret.txt',
    'sessions-export --vault home.zip --to - --format sheet --locale de-DE --from 2026-01-01 --passphrase-file secret.txt',
  ],
  run: async (call) => {
    const { given, notes } = call;
    const format = checkOptions(given);
    if (!format.ok) return format;
    const input = await readDataInput(call);
    if (!input.ok) return input;
    const { dataset, isPartial } = input.value;
    const car = chosenCar(given, dataset.cars);
    if (!car.ok) return car;
    const sessions = wantedSessions(given, dataset, car.value);
    if (sessions.length === 0) notes.warn('no session to write');
    const exported = exportText(format.value, {
      given,
      dataset,
      sessions,
      ...(car.value && { car: car.value }),
    });
    if (!exported.ok) return exported;
    const { text, rows, leftOut } = exported.value;
    const report = {
      format: format.value,
      rows,
      leftOut,
      filters: filtersOf(given, car.value),
    };
    return deliver(call, text, report, isPartial);
  },
};
