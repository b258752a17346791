import type { I18n } from '#lib/i18n/i18n.svelte.ts';
import type { Session } from '#lib/domain/session.ts';
import type { ShownFigure } from './shown-figure.ts';
import { sourceOf } from './source-words.ts';

/** What was logged about battery and power beside the SoC; what was not is left out. */
export function loggedFigures(i18n: I18n, session: Session): ShownFigure[] {
  const { f } = i18n;
  const words = i18n.t.session;
  const logged = (
    field: keyof Session,
    label: string,
    format: (known: Session) => string,
  ): ShownFigure[] =>
    session[field] === undefined
      ? []
      : [{ label, value: format(session), source: `${sourceOf(words, session, field)}.` }];
  return [
    ...logged('peakPowerW', words.peakPower, ({ peakPowerW }) => f.power(peakPowerW)),
    ...logged('ratedPowerW', words.ratedPower, ({ ratedPowerW }) => f.power(ratedPowerW)),
    ...logged('chargingS', words.chargingTime, ({ chargingS }) => f.duration(chargingS)),
    ...logged('pluggedS', words.pluggedTime, ({ pluggedS }) => f.duration(pluggedS)),
    ...logged('ambientC', words.temperature, ({ ambientC }) => f.temperature(ambientC)),
    ...logged('preconditioning', words.preconditioning, (known) => preconditioned(i18n, known)),
  ];
}

function preconditioned(
  { t }: I18n,
  { preconditioning, preconditioningEvents: times }: Session,
): string {
  if (preconditioning === 'no') return t.session.no;
  return times ? t.session.yesTimes(t.session.times(times)) : t.session.yes;
}
