import type { TypedCost } from '#lib/domain/cost.ts';
import { priceSession } from '#lib/domain/pricing.ts';
import { ok, type Result } from '#lib/domain/result.ts';
import { isJsonObject, type JsonValue, parseStrictJson } from '#lib/formats/json/strict-json.ts';
import type { Call, Command } from '#cli/command.ts';
import { readDataInput } from '#cli/dataset-input.ts';
import { failure } from '#cli/failure-words.ts';
import { failed, misused, type Refusal } from '#cli/refusal.ts';
import { settingsOf } from '#lib/worker/jobs/dataset-diary.ts';

interface PriceRequest {
  readonly sessionId: string;
  readonly typed: TypedCost;
}

const badRequest = (at: string) =>
  failed('dataset/shape', `The request cannot be used: ${at}.`, { at });

function isMicros(value: JsonValue | undefined): value is number | undefined {
  return value === undefined || (typeof value === 'number' && Number.isSafeInteger(value));
}

function isLine(value: JsonValue): boolean {
  return (
    isJsonObject(value) && typeof value['kind'] === 'string' && isMicros(value['amountMicros'])
  );
}

async function readRequest({ given, world }: Call): Promise<Result<PriceRequest, Refusal>> {
  const name = given.get('request') ?? '';
  const bytes = await world.read(name);
  if (!bytes) return misused(`--request cannot be read: ${name}`);
  const json = parseStrictJson(new TextDecoder().decode(bytes));
  if (!json.ok) return failure(json.error, { file: name });
  if (!isJsonObject(json.value)) return badRequest('format');
  const { sessionId, typedTotalMicros, typedPricePerKwhMicros, lines } = json.value;
  if (typeof sessionId !== 'string') return badRequest('sessionId');
  if (!isMicros(typedTotalMicros)) return badRequest('typedTotalMicros');
  if (!isMicros(typedPricePerKwhMicros)) return badRequest('typedPricePerKwhMicros');
  if (lines !== undefined && !(Array.isArray(lines) && lines.every(isLine))) {
    return badRequest('lines');
  }
  return ok({
    sessionId,
    typed: {
      ...(typedTotalMicros !== undefined && { totalMicros: typedTotalMicros }),
      ...(typedPricePerKwhMicros !== undefined && { pricePerKwhMicros: typedPricePerKwhMicros }),
      ...(lines !== undefined && { lines }),
    },
  });
}

/** What a session would cost. */
export const price: Command = {
  name: 'price',
  summary: 'what a session costs by what was typed, its place and the tariffs',
  details: [
    'The request is {"sessionId","typedTotalMicros"?,"typedPricePerKwhMicros"?,"lines"?}.',
    'Prints {"cost":…,"warnings"?:[…]}, or {"unknown":reason}.',
  ],
  options: ['dataset', 'request'],
  required: ['dataset', 'request'],
  examples: [
    'price --dataset copy.json --request request.json',
    'price --dataset - --request request.json < copy.json',
  ],
  run: async (call) => {
    const request = await readRequest(call);
    if (!request.ok) return request;
    const input = await readDataInput(call);
    if (!input.ok) return input;
    const { dataset, isPartial } = input.value;
    const { sessionId, typed } = request.value;
    const session = dataset.sessions.find(({ id }) => id === sessionId);
    if (!session) {
      const message = `The data has no session ${sessionId}.`;
      return failed('dataset/reference', message, { table: 'sessions', id: sessionId });
    }
    const result = priceSession({
      session,
      typed,
      tariffs: dataset.tariffs,
      settings: settingsOf(dataset),
      placesById: new Map(dataset.places.map((place) => [place.id, place])),
    });
    const hasWarnings = 'cost' in result && result.warnings.length > 0;
    const value = 'cost' in result && !hasWarnings ? { cost: result.cost } : result;
    return ok({ output: { kind: 'document', value }, isPartial });
  },
};
