import type { Commands } from '#lib/app/app.ts';
import type { Done } from '#lib/app/facts.ts';
import { type Car, FULL_CHARGE_UNITS, type FullChargeUnit } from '#lib/domain/car.ts';
import type { Result } from '#lib/domain/result.ts';
import { FieldReader, FormErrors, submitForm } from './form-errors.svelte.ts';
import type { FormTexts, KeptForm } from './kept-form.svelte.ts';
import { QuantityField } from './quantity-field.svelte.ts';
import type { NumberDisplay } from './quantity.ts';

/** The car form: texts as typed until they are saved. */
export class CarForm implements KeptForm {
  readonly id: string | undefined;
  commandId: string;
  readonly errors = new FormErrors();
  name = $state('');
  fullCharge = $state(false);
  unit = $state<FullChargeUnit>('months');
  mileage = $state(false);
  mileageStart = $state('');
  readonly battery: QuantityField;
  readonly efficiency: QuantityField;
  readonly maxAc: QuantityField;
  readonly maxDc: QuantityField;
  readonly every: QuantityField;
  readonly openingOdometer: QuantityField;
  readonly annualAllowance: QuantityField;
  #make = $state('');
  #model = $state('');

  constructor(options: { commandId: string; display: NumberDisplay; today: string; car?: Car }) {
    const { commandId, display, today, car } = options;
    const field = (kind: QuantityField['kind'], stored: number | undefined) =>
      new QuantityField(kind, display, stored);
    this.commandId = commandId;
    this.id = car?.id;
    this.name = car?.name ?? '';
    this.#make = car?.make ?? '';
    this.#model = car?.model ?? '';
    this.battery = field('energy', car?.usableBatteryWh);
    this.efficiency = field('efficiency', car?.profileEfficiencyMPerWh);
    this.maxAc = field('power', car?.maxAcW);
    this.maxDc = field('power', car?.maxDcW);
    this.fullCharge = car?.fullCharge !== undefined;
    this.every = field('number', car?.fullCharge?.every ?? 1);
    this.unit = car?.fullCharge?.unit ?? 'months';
    this.mileage = car?.mileage !== undefined;
    this.mileageStart = car?.mileage?.startDate ?? today;
    this.openingOdometer = field('distance', car?.mileage?.openingOdometerM);
    this.annualAllowance = field('distance', car?.mileage?.annualAllowanceM);
  }

  get make(): string {
    return this.#make;
  }

  set make(text: string) {
    const followed = this.name === this.#suggestion();
    this.#make = text;
    if (followed) this.name = this.#suggestion();
  }

  get model(): string {
    return this.#model;
  }

  set model(text: string) {
    const followed = this.name === this.#suggestion();
    this.#model = text;
    if (followed) this.name = this.#suggestion();
  }

  get texts(): FormTexts {
    return {
      make: this.#make,
      model: this.#model,
      name: this.name,
      battery: this.battery.text,
      efficiency: this.efficiency.text,
      maxAc: this.maxAc.text,
      maxDc: this.maxDc.text,
      fullCharge: this.fullCharge ? 'yes' : '',
      every: this.every.text,
      unit: this.unit,
      mileage: this.mileage ? 'yes' : '',
      mileageStart: this.mileageStart,
      openingOdometer: this.openingOdometer.text,
      annualAllowance: this.annualAllowance.text,
    };
  }

  fill(texts: FormTexts): void {
    this.#make = texts['make'] ?? '';
    this.#model = texts['model'] ?? '';
    this.name = texts['name'] ?? '';
    this.battery.text = texts['battery'] ?? '';
    this.efficiency.text = texts['efficiency'] ?? '';
    this.maxAc.text = texts['maxAc'] ?? '';
    this.maxDc.text = texts['maxDc'] ?? '';
    this.fullCharge = texts['fullCharge'] === 'yes';
    this.every.text = texts['every'] ?? '';
    this.unit = FULL_CHARGE_UNITS.find((unit) => unit === texts['unit']) ?? 'months';
    this.mileage = texts['mileage'] === 'yes';
    this.mileageStart = texts['mileageStart'] ?? '';
    this.openingOdometer.text = texts['openingOdometer'] ?? '';
    this.annualAllowance.text = texts['annualAllowance'] ?? '';
  }

  save(commands: Pick<Commands, 'saveCar'>): Promise<Done<Car> | undefined> {
    return submitForm(this.errors, this.#content(), (content) =>
      commands.saveCar({
        commandId: this.commandId,
        content,
        ...(this.id !== undefined && { id: this.id }),
      }),
    );
  }

  /** The name follows make and model for as long as nobody typed another one. */
  #suggestion(): string {
    return `${this.#make.trim()} ${this.#model.trim()}`.trim();
  }

  #content(): Result<object> {
    const read = new FieldReader();
    return read.result({
      name: this.name.trim(),
      ...read.text('make', this.#make),
      ...read.text('model', this.#model),
      ...read.member('usableBatteryWh', this.battery),
      ...read.member('profileEfficiencyMPerWh', this.efficiency),
      ...read.member('maxAcW', this.maxAc),
      ...read.member('maxDcW', this.maxDc),
      ...(this.fullCharge && {
        fullCharge: {
          ...read.member('every', this.every, 'fullCharge.every'),
          unit: this.unit,
        },
      }),
      ...(this.mileage && {
        mileage: {
          startDate: this.mileageStart,
          ...read.member('openingOdometerM', this.openingOdometer, 'mileage.openingOdometerM'),
          ...read.member('annualAllowanceM', this.annualAllowance, 'mileage.annualAllowanceM'),
        },
      }),
    });
  }
}
