import type { FoundPosition, Positioning } from '#lib/app/ports.ts';
import type { Position } from '#lib/domain/near.ts';
import type { Result } from '#lib/domain/result.ts';

/** Where the device is, for a form that offers places; or why that is not known. */
export class DevicePosition {
  readonly #positioning: Positioning;
  #answer = $state.raw<Result<FoundPosition>>();
  #isAsking = $state(false);
  #isAllowed = $state<boolean>();

  constructor(positioning: Positioning) {
    this.#positioning = positioning;
  }

  /** Absent until the device has said it. */
  get position(): Position | undefined {
    return this.#answer?.ok ? this.#answer.value.position : undefined;
  }

  get accuracyM(): number | undefined {
    return this.#answer?.ok ? this.#answer.value.accuracyM : undefined;
  }

  /** The code of why there is none. */
  get problem(): string | undefined {
    return this.#answer && !this.#answer.ok ? this.#answer.error.code : undefined;
  }

  get isAsking(): boolean {
    return this.#isAsking;
  }

  /** Whether the person has allowed it before; absent until that is known. */
  get isAllowed(): boolean | undefined {
    return this.#isAllowed;
  }

  /** Asks the device if the person has allowed it before; asks no person, and says no problem. */
  async useIfAllowed(): Promise<void> {
    this.#isAllowed = await this.#positioning.isAllowed();
    if (!this.#isAllowed) return;
    const answer = await this.#positioning.locate();
    if (answer.ok) this.#answer = answer;
  }

  /** Asks the device, and the person where they have not answered yet: to be called from a tap. */
  async ask(): Promise<Position | undefined> {
    this.#isAsking = true;
    try {
      this.#answer = await this.#positioning.locate();
    } finally {
      this.#isAsking = false;
    }
    return this.position;
  }
}
