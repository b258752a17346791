import type { Commands } from '#lib/app/app.ts';
import type { Done } from '#lib/app/facts.ts';
import type { Place } from '#lib/domain/place.ts';
import type { Result } from '#lib/domain/result.ts';
import { FieldReader, FormErrors, submitForm } from './form-errors.svelte.ts';
import type { FormTexts, KeptForm } from './kept-form.svelte.ts';
import { QuantityField } from './quantity-field.svelte.ts';
import type { NumberDisplay } from './quantity.ts';

export type LocationState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'found'; readonly accuracyM: number }
  | { readonly kind: 'denied' }
  | { readonly kind: 'failed' };

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
  location = $state.raw<LocationState>({ kind: 'idle' });
  readonly pricePerKwh: QuantityField;
  readonly pricePerMinute: QuantityField;
  readonly sessionFee: QuantityField;
  readonly latitude: QuantityField;
  readonly longitude: QuantityField;
  readonly radius: QuantityField;

  constructor(options: { commandId: string; display: NumberDisplay; place?: Place }) {
    const { commandId, display, place } = options;
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
    this.latitude = field('degrees', place?.latitude);
    this.longitude = field('degrees', place?.longitude);
    this.radius = field('metres', place?.radiusM);
  }

  /** Whether the part that most places do not need holds something. */
  get hasMore(): boolean {
    const { network, timeZone, latitude, longitude, radius } = this;
    return (
      network.trim() !== '' ||
      timeZone.trim() !== '' ||
      [latitude, longitude, radius].some((field) => !field.isBlank)
    );
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
      latitude: this.latitude.text,
      longitude: this.longitude.text,
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
    this.latitude.text = texts['latitude'] ?? '';
    this.longitude.text = texts['longitude'] ?? '';
    this.radius.text = texts['radius'] ?? '';
    this.timeZone = texts['timeZone'] ?? '';
  }

  /** Asks the device where it is. To be called from a tap only; the answer stays in the form. */
  locate(typed: NumberDisplay['typed']): Promise<void> {
    this.location = { kind: 'asking' };
    return new Promise((resolve) => {
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          this.latitude.text = typed(roundDegrees(coords.latitude), 5);
          this.longitude.text = typed(roundDegrees(coords.longitude), 5);
          this.location = { kind: 'found', accuracyM: coords.accuracy };
          resolve();
        },
        (error) => {
          const denied = error.code === error.PERMISSION_DENIED;
          this.location = { kind: denied ? 'denied' : 'failed' };
          resolve();
        },
        { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
      );
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
      ...read.member('latitude', this.latitude),
      ...read.member('longitude', this.longitude),
      ...read.member('radiusM', this.radius),
      ...read.text('timeZone', this.timeZone),
    });
  }
}

/** Five decimals are about a metre; a log of charges has no use for more. */
const roundDegrees = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;
