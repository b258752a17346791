import type { Draft, ImportReading, Question } from '#lib/formats/csv/report.ts';
import type { SessionCar } from './classic-backup.ts';

/** The cars of the sessions, or the question for them. */
export interface ChosenCars {
  readonly drafts: readonly Draft[];
  readonly sessionsCar?: string;
  readonly question?: Question;
}

function holds({ from, to }: SessionCar, { content: { localDate } }: Draft): boolean {
  return (from === undefined || from <= localDate) && (to === undefined || localDate <= to);
}

/**
 * Which car each session goes to, in a file whose sessions do not say. `onlyCar`: the one car of
 * the file. While a session has none, the question stays open.
 */
export function chooseCars(
  { drafts, questions }: ImportReading,
  carIds: readonly string[],
  onlyCar: string | undefined,
  answers: readonly SessionCar[] = [],
): ChosenCars {
  if (onlyCar !== undefined) return { drafts, sessionsCar: onlyCar };
  // Nothing to ask about; but behind another question there are sessions nobody has seen yet.
  if (drafts.length === 0 && questions.length === 0) return { drafts };
  const [first] = answers;
  if (first && first.from === undefined && first.to === undefined)
    return { drafts, sessionsCar: first.car };
  const question: Question = { code: 'import/choose_car', choices: carIds };
  const chosen = drafts.map((draft) => {
    const answer = answers.find((one) => holds(one, draft));
    return answer ? { ...draft, sourceCar: answer.car } : draft;
  });
  const isSettled = answers.length > 0 && chosen.every(({ sourceCar }) => sourceCar !== undefined);
  return isSettled ? { drafts: chosen } : { drafts, question };
}
