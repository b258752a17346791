import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import floorsModule from './floors.cjs';

const read = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

const code = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(', ') || '–';

/** The floors as the table of the document: pasted there when this test shows a difference. */
function floorTable(): string {
  const rows = floorsModule.floors.map(({ name, under, may, mayTypes = [], packages }) => [
    name,
    code(under),
    may.filter((floor) => floor !== name).join(', ') || '–',
    mayTypes.join(', ') || '–',
    code(packages),
  ]);
  return [
    ['floor', 'files', 'may import', 'types only', 'packages'],
    ['---', '---', '---', '---', '---'],
    ...rows,
  ]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

/** Cells without the padding a formatter adds. */
const cells = (table: string) =>
  table
    .trim()
    .split('\n')
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replace(/^-+$/, '---')),
    );

describe('the documents', () => {
  it('show the floors that lint enforces', () => {
    const [, table = ''] =
      /<!-- floors:start -->([\s\S]*)<!-- floors:end -->/.exec(read('ARCHITECTURE.md')) ?? [];
    expect(cells(table), floorTable()).toEqual(cells(floorTable()));
  });

  it('name every run-time package with its reason, and no other', () => {
    const { dependencies } = JSON.parse(read('package.json')) as {
      dependencies: Record<string, string>;
    };
    const [, section = ''] =
      /## Run-time packages([\s\S]*?)\n## /.exec(read('ARCHITECTURE.md')) ?? [];
    const named = [...section.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name);
    expect(named.sort()).toEqual(Object.keys(dependencies).sort());
    expect(named.length).toBeLessThanOrEqual(20);
  });

  it('name only commands that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const text = read('README.md') + read('CONTRIBUTING.md');
    const named = [...text.matchAll(/npm (?:run )?(start|test|dev|check|bench|build)\b/g)].map(
      ([, name]) => name!,
    );
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});
