import type { Commands } from '#lib/app/app.ts';
import type { Done } from '#lib/app/facts.ts';
import type { Positioning } from '#lib/app/ports.ts';
import { DEFAULT_RADIUS_M, type Position, positionOf } from '#lib/domain/near.ts';
import type { Place } from '#lib/domain/place.ts';
import { positionText, readPosition } from '#lib/domain/position-text.ts';
import type { Result } from '#lib/domain/result.ts';
import { FieldReader, FormErrors, submitForm } from './form-errors.svelte.ts';
import type { FormTexts, KeptForm } from './kept-form.svelte.ts';
import { DevicePosition } from './place-position.svelte.ts';
import { QuantityField } from './quantity-field.svelte.ts';
import type { NumberDisplay } from './quantity.ts';

/** The place form: texts as typed until they are saved. */
export class PlaceForm implements KeptForm {
  readonly id: string | undefined;
  commandId: string;
  readonly errors = new FormErrors();
  name = $state('');
  isHome = $state(false);
  isFree = $state(false);
  network = $state('');
  timeZone = $state('');
  /** Latitude and longitude in one text. */
  position = $state('');
  readonly device: DevicePosition;
  readonly pricePerKwh: QuantityField;
  readonly pricePerMinute: QuantityField;
  readonly sessionFee: QuantityField;
  readonly radius: QuantityField;

  constructor(options: {
    commandId: string;
    display: NumberDisplay;
    positioning: Positioning;
    place?: Place;
  }) {
    const { commandId, display, positioning, place } = options;
    const field = (kind: QuantityField['kind'], stored: number | undefined) =>
      new QuantityField(kind, display, stored);
    this.commandId = commandId;
    this.id = place?.id;
    this.name = place?.name ?? '';
    this.isHome = place?.isHome ?? false;
    this.isFree = place?.isFree ?? false;
    this.network = place?.network ?? '';
    this.timeZone = place?.timeZone ?? '';
    this.pricePerKwh = field('pricePerKwh', place?.pricePerKwhMicros);
    this.pricePerMinute = field('money', place?.pricePerMinuteMicros);
    this.sessionFee = field('money', place?.sessionFeeMicros);
    const position = place && positionOf(place);
    this.position = position ? positionText(position) : '';
    this.device = new DevicePosition(positioning);
    this.radius = field('metres', place?.radiusM);
  }

  /** Whether the part that most places do not need holds something. */
  get hasMore(): boolean {
    const texts = [this.network, this.timeZone, this.position];
    return texts.some((text) => text.trim() !== '') || !this.radius.isBlank;
  }

  get texts(): FormTexts {
    return {
      name: this.name,
      isHome: this.isHome ? 'yes' : '',
      isFree: this.isFree ? 'yes' : '',
      pricePerKwh: this.pricePerKwh.text,
      pricePerMinute: this.pricePerMinute.text,
      sessionFee: this.sessionFee.text,
      network: this.network,
      position: this.position,
      radius: this.radius.text,
      timeZone: this.timeZone,
    };
  }

  fill(texts: FormTexts): void {
    this.name = texts['name'] ?? '';
    this.isHome = texts['isHome'] === 'yes';
    this.isFree = texts['isFree'] === 'yes';
    this.pricePerKwh.text = texts['pricePerKwh'] ?? '';
    this.pricePerMinute.text = texts['pricePerMinute'] ?? '';
    this.sessionFee.text = texts['sessionFee'] ?? '';
    this.network = texts['network'] ?? '';
    this.position = texts['position'] ?? '';
    this.radius.text = texts['radius'] ?? '';
    this.timeZone = texts['timeZone'] ?? '';
  }

  /** The radius that counts: the one that is typed, else the usual one. */
  get radiusM(): number {
    const typed = this.radius.current;
    return typed !== undefined && typed > 0 ? typed : DEFAULT_RADIUS_M;
  }

  /** Takes over where the device is. To be called from a tap only; the answer stays in the form. */
  async locate(): Promise<void> {
    const position = await this.device.ask();
    if (!position) return;
    this.position = positionText({
      latitude: roundDegrees(position.latitude),
      longitude: roundDegrees(position.longitude),
    });
  }

  save(commands: Pick<Commands, 'savePlace'>): Promise<Done<Place> | undefined> {
    return submitForm(this.errors, this.#content(), (content) =>
      commands.savePlace({
        commandId: this.commandId,
        content,
        ...(this.id !== undefined && { id: this.id }),
      }),
    );
  }

  #content(): Result<object> {
    const read = new FieldReader();
    return read.result({
      name: this.name.trim(),
      isHome: this.isHome,
      isFree: this.isFree,
      ...read.member('pricePerKwhMicros', this.pricePerKwh),
      ...read.member('pricePerMinuteMicros', this.pricePerMinute),
      ...read.member('sessionFeeMicros', this.sessionFee),
      ...read.text('network', this.network),
      ...this.#readPosition(read),
      ...read.member('radiusM', this.radius),
      ...read.text('timeZone', this.timeZone),
    });
  }

  #readPosition({ issues }: FieldReader): Partial<Position> {
    if (this.position.trim() === '') return {};
    const position = readPosition(this.position);
    if (position) return position;
    issues.push({ field: 'latitude', code: 'place/position', value: this.position });
    return {};
  }
}

/** Five decimals are about a metre; a log of charges has no use for more. */
const roundDegrees = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;
