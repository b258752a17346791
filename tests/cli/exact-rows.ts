const SHOWN = ['local_date', 'energy_wh', 'total_micros', 'notes'] as const;

/** Some columns of our exact CSV, read by the plain rules of quotes and commas. */
export function sessionsCsv(
  bytes: Uint8Array | undefined,
): Readonly<Record<(typeof SHOWN)[number], string>>[] {
  const [header = [], ...rows] = new TextDecoder()
    .decode(bytes)
    .split('\r\n')
    .filter((line) => line !== '')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
        ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
      ),
    );
  return rows.map((row) => {
    const cell = (name: string): string => row[header.indexOf(name)] ?? '';
    const [local_date, energy_wh, total_micros, notes] = SHOWN.map(cell);
    return {
      local_date: local_date ?? '',
      energy_wh: energy_wh ?? '',
      total_micros: total_micros ?? '',
      notes: notes ?? '',
    };
  });
}
