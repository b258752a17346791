import { describe, expect, it } from 'vitest';
import { expectVector, readVectorCases, readVectorFile } from '../support/vectors.ts';
import { inMemory } from './in-memory.ts';

const COMMAND: Readonly<Record<string, string>> = {
  metrics: 'metrics-dump',
  reminders: 'reminders-run',
  analytics: 'analytics-dump',
  repricing: 'reprice',
  price: 'price',
  plan: 'plan',
};

/** What a command prints for a data set, which it must take whole and in silence. */
async function printed(
  kind: string,
  dataset: unknown,
  request?: unknown,
): Promise<Record<string, unknown>> {
  const files = { '-': JSON.stringify(dataset), 'r.json': JSON.stringify(request ?? {}) };
  const asked = request === undefined ? [] : ['--request', 'r.json'];
  const args = [COMMAND[kind]!, '--dataset', '-', ...asked];
  const { status, stdout, stderr } = await inMemory(args, files);
  const document = JSON.parse(stdout) as Record<string, unknown>;
  // A plan that cannot be made is an answer too: its code, and words for people.
  const isRefused = kind === 'plan' && 'error' in document;
  expect({ status, isSilent: stderr === '' }).toEqual({
    status: isRefused ? 1 : 0,
    isSilent: !isRefused,
  });
  return document;
}

describe.each([
  'metrics-cases.json',
  'reminder-cases.json',
  'analytics-cases.json',
  'price-cases.json',
  'plan-cases.json',
])('%s', (name) => {
  const cases = readVectorCases(name).map((vector) => [vector.id, vector] as const);

  it.each(cases)('%s', async (_, { kind, dataset, request, expected, absent }) => {
    expectVector(await printed(kind, dataset, request), expected, { absent });
  });
});

describe('sixty sessions of two cars', () => {
  const { dataset, expected } = readVectorFile('dataset-60.json') as {
    dataset: unknown;
    expected: Readonly<Record<string, unknown>>;
  };

  it('have these figures and no others', async () => {
    const { sessions } = await printed('metrics', dataset);
    expectVector(sessions, expected['metrics'], { complete: true });
  });

  it('would be priced again like this', async () => {
    const { sessions } = await printed('repricing', dataset);
    expectVector(sessions, expected['repricing'], { complete: true });
  });

  it('have these reminders and no others', async () => {
    const { reminders } = await printed('reminders', dataset);
    expectVector(reminders, expected['reminders'], { complete: true });
  });

  it('have these analytics and no others, but for those in classic units', async () => {
    const document = await printed('analytics', dataset);
    const { lifetime_totals, best_worst_sessions, seasonal_averages, ...own } = document;
    expect([lifetime_totals, best_worst_sessions, seasonal_averages]).not.toContain(undefined);
    expectVector(own, expected['analytics'], { complete: true });
  });
});
