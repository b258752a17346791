import { ok } from '#lib/domain/result.ts';
import type { Profile } from '#lib/formats/csv/profile.ts';
import { PROFILES } from '#lib/formats/csv/profiles/registry.ts';
import type { Command, Output } from '#cli/command.ts';

/** Programs as people call them, where the id is not the name. */
const NAMES: Readonly<Partial<Record<string, string>>> = {
  'plugtrack-csv': 'PlugTrack, everything exactly',
  'plugtrack-sheet': 'PlugTrack, for spreadsheets',
  'plugtrack-classic': 'PlugTrack classic',
  'plugtrack-v4': 'PlugTrack v4',
  mycupra: 'My Cupra',
  'norway-flats': 'Norwegian apartment garages',
  openwb: 'openWB',
  podpoint: 'Pod Point',
  'podpoint-legacy': 'Pod Point, older export',
  robeertm: 'Robeertm charging log',
  spritmonitor: 'Spritmonitor',
  warp: 'WARP Charger',
};

function describe({ id, signatures, ownId, provenance }: Profile) {
  return {
    id,
    name: NAMES[id] ?? id,
    kind: 'sessions',
    /** Each list of headers is one way to recognise the file. */
    signature: signatures,
    /** The source's own ids, or one made of what the row says. */
    key: ownId ? 'source' : 'derived',
    provenance,
  };
}

function tableOf(profiles: readonly ReturnType<typeof describe>[]): string {
  const rows = profiles.map(({ id, name, provenance, signature: [headers = []] }) => [
    id,
    name,
    provenance,
    headers.join(', '),
  ]);
  const widths = [0, 1, 2].map((column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, at) => cell.padEnd(widths[at] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

/** The kinds of files that can be imported. */
export const formats: Command = {
  name: 'formats',
  summary: 'the kinds of files that can be imported',
  details: [
    'Prints {"profiles":[{"id","name","kind","signature","key","provenance"}]}. Any other table can',
    'be read with --mapping.',
  ],
  options: ['table'],
  required: [],
  examples: ['formats --table', "formats | jq -r '.profiles[].id'"],
  run: ({ given }) => {
    const profiles = PROFILES.map(describe);
    const output: Output = given.has('table')
      ? { kind: 'text', text: tableOf(profiles) }
      : { kind: 'document', value: { profiles } };
    return Promise.resolve(ok({ output }));
  },
};
