import { describe, expect, it } from 'vitest';
import { bundleRows } from '#scripts/check-bundle.mjs';
import { lockProblems } from '#scripts/check-lock.mjs';

const locked = { version: '1.0.0', integrity: 'sha512-x' };

describe('the lock file', () => {
  it('passes when it is complete', () => {
    const problems = lockProblems({
      '': { dependencies: { one: '1.0.0' }, devDependencies: { two: '2.0.0-rc.1' } },
      'node_modules/one': { ...locked, optionalDependencies: { 'one-mac': '1.0.0' } },
      'node_modules/one-mac': locked,
      'node_modules/two': locked,
    });
    expect(problems).toEqual([]);
  });

  it.each([
    [
      'a missing binary of another platform',
      { '': {}, 'node_modules/one': { ...locked, optionalDependencies: { 'one-mac': '1.0.0' } } },
      'node_modules/one: optional one-mac is not in the lock file',
    ],
    [
      'an address',
      { '': {}, 'node_modules/one': { ...locked, resolved: 'https://mirror.example/one.tgz' } },
      'node_modules/one: names an address',
    ],
    ['a package without hash', { '': {}, 'node_modules/one': { version: '1.0.0' } }, 'has no hash'],
    ['a range', { '': { dependencies: { one: '^1.0.0' } } }, 'one: ^1.0.0 is not exact'],
    [
      'a run-time package too many',
      {
        '': {
          dependencies: Object.fromEntries(
            Array.from({ length: 21 }, (_, index) => [`package-${String(index)}`, '1.0.0']),
          ),
        },
      },
      '21 run-time packages, allowed 20',
    ],
    [
      'S06 a run-time package twice',
      {
        '': { dependencies: { one: '1.0.0', two: '1.0.0' } },
        'node_modules/one': locked,
        'node_modules/two': { ...locked, dependencies: { one: '2.0.0' } },
        'node_modules/two/node_modules/one': { ...locked, version: '2.0.0' },
      },
      'one would be bundled twice: 1.0.0, 2.0.0',
    ],
  ])('goes red on %s', (_, packages, problem) => {
    expect(lockProblems(packages).join('\n')).toContain(problem);
  });
});

const KB = 1024;

/** Sizes in kB per file of a small build; the graph has the shape the framework gives it. */
function rowsFor(sizes: Readonly<Record<string, number>>, forgotten: readonly string[] = []) {
  const files = Object.keys(sizes);
  const rows = bundleRows({
    manifest: {
      start: { file: '_app/immutable/entry/start.a.js', imports: ['shared'] },
      app: { file: '_app/immutable/entry/app.a.js', imports: ['shared'], dynamicImports: ['n2'] },
      n0: { file: '_app/immutable/nodes/0.a.js', imports: ['shared'] },
      n2: { file: '_app/immutable/nodes/2.a.js' },
      n3: { file: '_app/immutable/nodes/3.a.js', imports: ['shared', 'list'] },
      shared: { file: '_app/immutable/chunks/shared.js' },
      list: { file: '_app/immutable/chunks/list.js' },
      data: { name: 'data', file: '_app/immutable/chunks/data.js', imports: ['shared'] },
      'src/lib/ui/charts/Lines.svelte': {
        file: '_app/immutable/chunks/charts.js',
        isDynamicEntry: true,
      },
    },
    initial: ['entry/start', 'entry/app', 'nodes/0', 'nodes/2', 'chunks/shared'].flatMap((part) =>
      files.filter((file) => file.includes(part)),
    ),
    files,
    size: (file) => (sizes[file] ?? 0) * KB,
    precached: files.filter((file) => !forgotten.includes(file)),
  });
  return rows.filter(({ value, limit }) => value > limit).map(({ id, what }) => `${id} ${what}`);
}

const small = {
  '_app/immutable/entry/start.a.js': 1,
  '_app/immutable/entry/app.a.js': 4,
  '_app/immutable/nodes/0.a.js': 10,
  '_app/immutable/nodes/2.a.js': 5,
  '_app/immutable/nodes/3.a.js': 5,
  '_app/immutable/chunks/shared.js': 40,
  '_app/immutable/chunks/list.js': 35,
  '_app/immutable/chunks/data.js': 50,
  '_app/immutable/chunks/charts.js': 80,
  '_app/immutable/workers/host.js': 160,
  '_app/immutable/assets/app.css': 32,
};

describe('the size of the build', () => {
  it('passes at the budgets exactly', () => {
    expect(rowsFor(small)).toEqual([]);
  });

  it.each([
    ['S01', '_app/immutable/nodes/2.a.js', 5.1],
    ['S02', '_app/immutable/chunks/data.js', 50.1],
    ['S03', '_app/immutable/chunks/list.js', 35.1],
    ['S03', '_app/immutable/chunks/charts.js', 80.1],
    ['S03', '_app/immutable/workers/host.js', 160.1],
    ['S03', '_app/immutable/assets/app.css', 32.1],
    ['S03', '_app/immutable/assets/face.woff2', 1],
    ['S04', '_app/immutable/assets/photo.png', 450],
  ])('%s goes red when %s has %d kB', (id, file, kB) => {
    expect(rowsFor({ ...small, [file]: kB }).map((row) => row.slice(0, 3))).toContain(id);
  });

  it('S05 goes red when a file is not kept, save those that need not be', () => {
    const forgotten = '_app/immutable/chunks/list.js';
    expect(rowsFor(small, [forgotten])).toEqual([`S05 not kept: ${forgotten}`]);
    expect(rowsFor({ ...small, 'robots.txt': 1 }, ['robots.txt'])).toEqual([]);
  });
});
