/** How something ended, in words. */
export interface OutcomeText {
  readonly tone: 'good' | 'bad';
  readonly text: string;
}
