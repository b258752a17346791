import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { valueOrThrow } from '#lib/domain/result.ts';
import { type Dataset, parseDataset } from '#lib/formats/dataset.ts';

/** One case of a vector file: what goes in, and what must come out. */
export interface VectorCase {
  readonly id: string;
  readonly about: string;
  readonly kind: string;
  readonly dataset: unknown;
  readonly request?: unknown;
  readonly expected: unknown;
  readonly absent?: readonly string[];
}

const folder = new URL('../fixtures/vectors/', import.meta.url);

/** The JSON of a file among the vectors. */
export function readVectorFile(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as unknown;
}

/** The cases of a vector file. */
export function readVectorCases(name: string): readonly VectorCase[] {
  return (readVectorFile(name) as { cases: readonly VectorCase[] }).cases;
}

/** The data set of a case; one that is left out in part is a mistake of the test. */
export function vectorDataset(json: unknown): Dataset {
  const dataset = valueOrThrow(parseDataset(JSON.stringify(json)));
  expect(dataset.issues).toEqual([]);
  return dataset;
}

const TOLERANCE = 1e-9;

/** Integers compare exactly, other numbers within the tolerance; −0 and what is not finite never. */
function sameNumber(actual: number, expected: number): boolean {
  if (!Number.isFinite(actual) || Object.is(actual, -0)) return false;
  if (Number.isInteger(actual) && Number.isInteger(expected)) return actual === expected;
  const size = Math.max(1, Math.abs(actual), Math.abs(expected));
  return Math.abs(actual - expected) <= TOLERANCE * size;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value !== 'number') return JSON.stringify(value);
  return Object.is(value, -0) ? '-0' : String(value);
}

/** Every place at which two values differ. Lists, and all with `complete`, compare key for key. */
function differences(
  actual: unknown,
  expected: unknown,
  complete: boolean,
  path: string,
): string[] {
  if (Array.isArray(expected) && Array.isArray(actual) && actual.length === expected.length) {
    return expected.flatMap((value, i) => differences(actual[i], value, true, `${path}.${i}`));
  }
  if (isObject(expected) && isObject(actual)) {
    const extra = complete
      ? Object.keys(actual).filter((key) => !Object.hasOwn(expected, key))
      : [];
    return [
      ...Object.entries(expected).flatMap(([key, value]) =>
        differences(actual[key], value, complete, `${path}.${key}`),
      ),
      ...extra.map((key) => `${path}.${key}: not expected, is ${show(actual[key])}`),
    ];
  }
  const same =
    typeof expected === 'number' && typeof actual === 'number'
      ? sameNumber(actual, expected)
      : actual === expected;
  return same ? [] : [`${path}: expected ${show(expected)}, is ${show(actual)}`];
}

/** Whether a dotted path leads to something, a member without a value included. */
function exists(value: unknown, path: string): boolean {
  let at = value;
  for (const key of path.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return false;
    at = (at as Readonly<Record<string, unknown>>)[key];
  }
  return true;
}

/**
 * Compares a result with a vector. `expected` is a subset of it unless `complete`; `absent` are
 * dotted paths that must not exist.
 */
export function expectVector(
  actual: unknown,
  expected: unknown,
  options: { readonly complete?: boolean; readonly absent?: readonly string[] | undefined } = {},
): void {
  const { complete = false, absent = [] } = options;
  const found = [
    ...differences(actual, expected, complete, 'result'),
    ...absent
      .filter((path) => exists(actual, path))
      .map((path) => `result.${path}: must be absent`),
  ];
  expect(found).toEqual([]);
}
