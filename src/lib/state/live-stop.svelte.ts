import type { App } from '#lib/app/app.ts';
import type { StopCharge } from '#lib/app/live-port.ts';
import { isLocalDate } from '#lib/domain/civil-date.ts';
import { type ClockTrouble, clockTrouble } from '#lib/domain/live-clock.ts';
import type { AppError, Result } from '#lib/domain/result.ts';
import type { Session } from '#lib/domain/session.ts';
import { instantOf, localDateOf, wallMinutes, wallTimeOf } from '#lib/domain/time.ts';
import { FieldReader, FormErrors, submitForm } from './form-errors.svelte.ts';
import type { FormTexts, KeptForm } from './kept-form.svelte.ts';
import { QuantityField } from './quantity-field.svelte.ts';
import type { NumberDisplay } from './quantity.ts';
import type { SavedForm } from './session-form.svelte.ts';

const TROUBLES: readonly unknown[] = ['back', 'too_long', 'other_zone'] satisfies ClockTrouble[];

/** What the charger shows at the end; the times only where the clock cannot tell them. */
export class StopForm implements KeptForm {
  commandId: string;
  readonly errors = new FormErrors();
  readonly energy: QuantityField;
  readonly socTo: QuantityField;
  readonly total: QuantityField;
  startDate = $state('');
  startTime = $state('');
  endDate = $state('');
  endTime = $state('');
  /** Why start and end are asked for. */
  trouble: ClockTrouble | undefined = $state();
  readonly #app: Pick<App, 'commands' | 'clock' | 'ids'>;
  readonly #session: Session;

  constructor(app: Pick<App, 'commands' | 'clock' | 'ids'>, display: NumberDisplay, of: Session) {
    this.#app = app;
    this.#session = of;
    this.commandId = app.ids.next();
    this.energy = new QuantityField('energy', display);
    this.socTo = new QuantityField('percent', display);
    this.total = new QuantityField('money', display);
    this.lookAtClock();
  }

  get texts(): FormTexts {
    return {
      energy: this.energy.text,
      socTo: this.socTo.text,
      total: this.total.text,
    };
  }

  fill(texts: FormTexts): void {
    this.energy.text = texts['energy'] ?? '';
    this.socTo.text = texts['socTo'] ?? '';
    this.total.text = texts['total'] ?? '';
  }

  /** Asks for start and end if the clock cannot tell them any more. */
  lookAtClock(): void {
    const { clock } = this.#app;
    this.#ask(clockTrouble(this.#session, { now: clock.now(), timeZone: clock.timeZone() }));
  }

  async save(): Promise<SavedForm | undefined> {
    const done = await submitForm(this.errors, this.#content(), (content) =>
      this.#app.commands.stopCharge(content),
    );
    const error: AppError | undefined = this.errors.general;
    if (error?.code !== 'live/clock_changed') return done;
    const trouble = error.details?.['trouble'];
    this.#ask(TROUBLES.includes(trouble) ? (trouble as ClockTrouble) : 'back');
    return undefined;
  }

  /** Asks for the times, and fills in those that can be told. */
  #ask(trouble: ClockTrouble | undefined): void {
    const { startedAt, timeZone } = this.#session;
    if (this.trouble === trouble) return;
    this.trouble = trouble;
    if (startedAt !== undefined) {
      this.startDate = localDateOf(startedAt, timeZone);
      this.startTime = wallTimeOf(startedAt, timeZone);
    }
    if (trouble !== 'other_zone') return;
    const now = this.#app.clock.now();
    this.endDate = localDateOf(now, timeZone);
    this.endTime = wallTimeOf(now, timeZone);
  }

  /** The times as typed, in the zone of the charge; undefined where one is missing. */
  #times(): { readonly startedAt: number; readonly endedAt: number } | undefined {
    const { timeZone } = this.#session;
    const instant = (date: string, time: string): number | undefined =>
      isLocalDate(date) && wallMinutes(time) !== undefined
        ? instantOf(date, time, timeZone).instant
        : undefined;
    const startedAt = instant(this.startDate, this.startTime);
    const endedAt = instant(this.endDate, this.endTime);
    return startedAt === undefined || endedAt === undefined ? undefined : { startedAt, endedAt };
  }

  #content(): Result<StopCharge> {
    const read = new FieldReader();
    const times = this.trouble && this.#times();
    if (this.trouble && !times) read.issues.push({ field: 'endedAt', code: 'live/times_missing' });
    return read.result({
      commandId: this.commandId,
      id: this.#session.id,
      ...read.member('energyWh', this.energy),
      ...read.member('socTo', this.socTo),
      ...read.member('totalMicros', this.total, 'cost.totalMicros'),
      ...times,
    });
  }
}
