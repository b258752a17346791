/** An appointment with an alarm at its very moment. Instants are UTC ms. */
export interface CalendarEvent {
  /** Stays the same for the same thing, so that a later file moves the appointment. */
  readonly uid: string;
  /** Rises with each file for the same appointment. */
  readonly sequence: number;
  readonly madeAt: number;
  readonly at: number;
  readonly title: string;
  readonly text: string;
}
