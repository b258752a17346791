import type { Diary } from '#lib/domain/metrics/diary.ts';
import { numberMarks } from '#lib/domain/number-text.ts';
import { curvesOf } from '#lib/domain/planner/dc-power.ts';
import { planDocument } from '#lib/domain/planner/plan-document.ts';
import { parsePlanRequest, type PlanRequest } from '#lib/domain/planner/plan-request.ts';
import { plannerCarOf } from '#lib/domain/planner/planner-car-of.ts';
import { readDurationS, readMoneyMicros, readPowerW } from '#lib/domain/quantity-text.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import type { Dataset } from '#lib/formats/dataset.ts';
import { parseStrictJson } from '#lib/formats/json/strict-json.ts';
import { diaryOf } from '#lib/worker/jobs/dataset-diary.ts';
import type { Call, Command } from '#cli/command.ts';
import { readDataInput } from '#cli/dataset-input.ts';
import { failure, failureWords } from '#cli/failure-words.ts';
import { chosenCar } from '#cli/filters.ts';
import type { Given, OptionName } from '#cli/options.ts';
import { failedBare, misused, type Refusal } from '#cli/refusal.ts';

const SHORT_FORM = [
  'kind',
  'car',
  'soc',
  'target',
  'stop',
  'dc-kw',
  'dc-price',
  'dc-fee',
  'home-price',
  'home-kw',
  'max-minutes',
  'nights',
] as const satisfies readonly OptionName[];
type ShortOption = (typeof SHORT_FORM)[number];

const NEEDED = ['car', 'soc', 'target'] as const satisfies readonly ShortOption[];
const SHORT_KINDS: readonly string[] = ['scenarios', 'blend', 'best_stop'];

/** Whether the call says what is asked in one of the two ways, and in that whole. */
function checkForm({ given }: Call): Result<void, Refusal> {
  const short = SHORT_FORM.filter((name) => given.has(name));
  const [first] = short;
  if (given.has('request')) {
    if (first !== undefined) return misused(`--request and --${first} exclude each other`);
    const isTwice = given.get('request') === '-' && given.get('dataset') === '-';
    return isTwice ? misused('--request and --dataset cannot both be standard input') : ok();
  }
  if (first === undefined) return misused('--request or --car, --soc and --target are missing');
  const missing = NEEDED.find((name) => !given.has(name));
  if (missing !== undefined) return misused(`--${missing} is missing`);
  const kind = given.get('kind');
  return kind === undefined || SHORT_KINDS.includes(kind)
    ? ok()
    : misused(`--kind is none of ${SHORT_KINDS.join(', ')}: ${kind}`);
}

const MARKS = numberMarks('en');

function plainNumber(text: string): Result<number> {
  const number = Number(text);
  return text.trim() === '' || !Number.isFinite(number) ? fail('number/unreadable') : ok(number);
}

/** The members of a request that options stand for, and how their texts are read. */
function readersOf(
  currency: string,
): readonly (readonly [ShortOption, string, (text: string) => Result<number>])[] {
  const money = (text: string) => readMoneyMicros(text, { marks: MARKS, currency, locale: 'en' });
  const power = (text: string) => readPowerW(text, MARKS);
  return [
    ['soc', 'startSoc', plainNumber],
    ['target', 'targetSoc', plainNumber],
    ['stop', 'stopSoc', plainNumber],
    ['dc-kw', 'dcChargerW', power],
    ['dc-price', 'dcPricePerKwhMicros', money],
    ['dc-fee', 'dcSessionFeeMicros', money],
    ['home-price', 'homePricePerKwhMicros', money],
    ['home-kw', 'homePowerW', power],
    ['max-minutes', 'maxTotalS', (text) => readDurationS(text, MARKS)],
    ['nights', 'maxNights', plainNumber],
  ];
}

/** The request that the short form stands for. */
function shortRequest(
  given: Given,
  dataset: Dataset,
  { settings }: Diary,
): Result<object, Refusal> {
  const car = chosenCar(given, dataset.cars);
  if (!car.ok) return car;
  const request: Record<string, unknown> = {
    kind: given.get('kind') ?? 'blend',
    carId: car.value?.id,
  };
  for (const [option, member, read] of readersOf(settings.currency)) {
    const text = given.get(option);
    if (text === undefined) continue;
    const number = read(text);
    if (!number.ok) return misused(`--${option} cannot be read: ${text}`);
    request[member] = number.value;
  }
  return ok(request);
}

async function requestFile({ given, world }: Call): Promise<Result<unknown, Refusal>> {
  const file = given.get('request') ?? '';
  const bytes = await world.read(file);
  if (!bytes) return misused(`--request cannot be read: ${file}`);
  const json = parseStrictJson(new TextDecoder().decode(bytes));
  return json.ok ? json : failure(json.error, { file });
}

/** The plan of a request for a car of the data; fails with `plan/…`. */
function answer(dataset: Dataset, diary: Diary, request: PlanRequest): Result<object> {
  const book = diary.books.get(request.carId);
  if (!book) return fail('plan/car');
  return planDocument(plannerCarOf(diary, book, curvesOf(dataset.sessions)), request);
}

/** Plans a charge. */
export const plan: Command = {
  name: 'plan',
  summary: 'what a charge takes and costs: at several chargers, or split between DC and home',
  details: [
    'Prints {"format":"plugtrack-plan",…}. A request is {"kind","carId","startSoc","targetSoc",…};',
    'its kind is scenarios, blend, best_stop or live. Without --request the options say what is',
    'asked: a blend without --stop is all DC. A plan that cannot be made is {"error":"plan/…"}.',
  ],
  options: ['vault', 'dataset', 'request', ...SHORT_FORM, 'passphrase-file'],
  required: [],
  oneOf: ['vault', 'dataset'],
  wording: { car: { value: 'CAR', about: 'the car, by id or exact name' } },
  examples: [
    'plan --vault home.zip --car Leaf --soc 18 --target 80 --stop 60 --dc-kw 50 --dc-price 0.79 --home-price 0.075 --passphrase-file secret.txt',
    'plan --dataset copy.json --kind best_stop --car Zoe --soc 10 --target 90 --dc-kw 100 --dc-price 0.69 --home-price 0.25 --nights 1',
    'plan --dataset copy.json --request trip.json',
  ],
  run: async (call) => {
    const form = checkForm(call);
    if (!form.ok) return form;
    const asked = call.given.has('request') ? await requestFile(call) : undefined;
    if (asked && !asked.ok) return asked;
    const input = await readDataInput(call);
    if (!input.ok) return input;
    const { dataset, isPartial } = input.value;
    const diary = diaryOf(dataset);
    const request = asked ?? shortRequest(call.given, dataset, diary);
    if (!request.ok) return request;
    const parsed = parsePlanRequest(request.value);
    const document = parsed.ok ? answer(dataset, diary, parsed.value) : parsed;
    if (!document.ok) return failedBare(document.error.code, failureWords(document.error));
    return ok({ output: { kind: 'document', value: document.value }, isPartial });
  },
};
