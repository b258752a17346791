import { type Car, FULL_CHARGE_UNITS } from './car.ts';
import type { Content } from './entity.ts';
import type { Result } from './result.ts';
import { flag, integer, localDate, nameText, number, text, validateShape } from './schema.ts';
import { z } from './zod.ts';

const label = z.exactOptional(text('car/text_length', 80));
const power = z.exactOptional(integer('car/power_range', 500, 1_000_000));

const carSchema = z.looseObject({
  name: nameText('car/name', 80),
  make: label,
  model: label,
  usableBatteryWh: z.exactOptional(integer('car/battery_range', 1000, 500_000)),
  profileEfficiencyMPerWh: z.exactOptional(number('car/efficiency_range', 0.5, 20)),
  maxAcW: power,
  maxDcW: power,
  createdDate: localDate('car/date'),
  archived: flag('car/archived'),
  fullCharge: z.exactOptional(
    z.looseObject(
      {
        every: integer('car/full_charge_interval', 1, 365),
        unit: z.enum(FULL_CHARGE_UNITS, 'car/full_charge_interval'),
      },
      'car/full_charge_interval',
    ),
  ),
  mileage: z.exactOptional(
    z.looseObject(
      {
        startDate: localDate('car/mileage'),
        openingOdometerM: integer('car/mileage', 0, 3_000_000_000),
        annualAllowanceM: z.exactOptional(integer('car/mileage', 1, 500_000_000)),
      },
      'car/mileage',
    ),
  ),
});

/** A car as it may be stored, with its name trimmed and defaults filled in, or `car/invalid`. */
export function validateCar(input: unknown): Result<Content<Car>> {
  return validateShape('car', carSchema, input, () => []);
}
