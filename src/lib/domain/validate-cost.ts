import { MAX_PRICE_MICROS, MAX_TOTAL_MICROS } from './cost.ts';
import { currency, integer, micros, text } from './schema.ts';
import { COST_BASES, LINE_KINDS, type LineKind } from './session.ts';
import { z } from './zod.ts';

const total = micros('cost/total_range', -MAX_TOTAL_MICROS, MAX_TOTAL_MICROS);
const price = micros('cost/price_range', -MAX_PRICE_MICROS, MAX_PRICE_MICROS);
const id = z.exactOptional(text('cost/reference', 200, 1));

/** Discounts take away, everything else adds; energy at a negative price may take away too. */
function isAmountOfKind(kind: LineKind, amountMicros: number): boolean {
  if (kind === 'discount') return amountMicros <= 0;
  return kind === 'energy' || amountMicros >= 0;
}

const lineSchema = z
  .looseObject(
    {
      kind: z.enum(LINE_KINDS, 'cost/line_kind'),
      amountMicros: micros('cost/line_amount', -MAX_TOTAL_MICROS, MAX_TOTAL_MICROS),
      label: z.exactOptional(text('cost/line_amount', 200)),
      energyWh: z.exactOptional(integer('cost/line_amount', 0, 1_000_000)),
      timeS: z.exactOptional(
        z.number('cost/line_amount').check(z.refine((s) => s >= 0, 'cost/line_amount')),
      ),
      unitPriceMicros: z.exactOptional(price),
      tariffId: id,
      included: z.exactOptional(z.boolean('cost/line_amount')),
      typed: z.exactOptional(z.boolean('cost/line_amount')),
    },
    'cost/line_kind',
  )
  .check(
    z.refine((line) => isAmountOfKind(line.kind, line.amountMicros), {
      error: 'cost/line_amount',
      path: ['amountMicros'],
    }),
  );

export const costSchema = z.looseObject(
  {
    basis: z.enum(COST_BASES, 'cost/basis'),
    currency: currency('cost/currency'),
    totalMicros: z.exactOptional(total),
    pricePerKwhMicros: z.exactOptional(price),
    tariffId: id,
    placeId: id,
    lines: z.exactOptional(z.array(lineSchema, 'cost/line_kind')),
    inHomeCurrency: z.exactOptional(
      z.looseObject({ currency: currency('cost/currency'), totalMicros: total }, 'cost/currency'),
    ),
  },
  'cost/basis',
);
