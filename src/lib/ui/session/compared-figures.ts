import { type Explained, isEnergyGuess, isGuess } from './shown-figure.ts';

type Verdict = 'better' | 'worse' | 'same';

/** One thing a figure is compared with; unknown ones show the dash. */
export interface ComparedRow {
  readonly label: string;
  /** The session it is, where it is one. */
  readonly sessionId?: string;
  readonly value: string;
  readonly difference: string;
  /** Absent where unknown, and where more is neither better nor worse. */
  readonly verdict?: Verdict;
}

/** One figure of the charge beside that of others. */
export interface ComparedGroup {
  readonly label: string;
  readonly own: string;
  readonly estimated: boolean;
  readonly rows: readonly ComparedRow[];
}

interface Measure {
  readonly label: string;
  readonly own: number | undefined;
  readonly estimated: boolean;
  readonly format: (value: number) => string;
  readonly formatDelta: (difference: number) => string;
  /** Whether more of it is better; absent when neither. */
  readonly moreIs?: 'better' | 'worse';
  readonly others: readonly Other[];
}

interface Other {
  readonly label: string;
  readonly sessionId?: string;
  readonly value: number | undefined;
}

/** Less than half a percent apart is the same. */
const SAME_SHARE = 0.005;

/** The charge beside the last similar one, the days before, home and petrol; empty without any. */
export function comparedGroups(given: Explained): ComparedGroup[] {
  return measures(given)
    .filter(({ others }) => others.some(({ value }) => value !== undefined))
    .map((measure) => groupOf(measure, given.i18n.f.unknown));
}

function measures(given: Explained): Measure[] {
  const { i18n, view, insight } = given;
  const { metrics, similar } = insight;
  const { f } = i18n;
  const { names, ...words } = i18n.t.figures;
  const { compared } = i18n.t.session;
  const { rolling } = metrics;
  const average = compared.average(view.settings.rollingDays);
  const last = {
    label: similar ? compared.similar(f.date(similar.localDate), similar.placeName) : compared.last,
    ...(similar ? { sessionId: similar.sessionId } : {}),
  };
  return [
    {
      label: names.costPerDistance,
      own: metrics.costPerMileMicros,
      estimated: isGuess(given),
      format: f.pricePerDistance,
      formatDelta: f.pricePerDistanceDelta,
      moreIs: 'worse',
      others: [
        { ...last, value: similar?.costPerMileMicros },
        { label: average, value: rolling?.costPerMileMicros },
        ...(metrics.homeClass === 'home'
          ? []
          : [
              {
                label: compared.home(view.settings.homeDeltaDays),
                value: insight.homePerMileMicros,
              },
            ]),
        { label: compared.petrol, value: metrics.petrol?.perMileMicros },
      ],
    },
    {
      label: names.price,
      own: metrics.effectivePricePerKwhMicros,
      estimated: isEnergyGuess(view),
      format: (micros) => f.pricePerKwh(micros),
      formatDelta: words.priceDelta,
      moreIs: 'worse',
      others: [{ label: average, value: rolling?.pricePerKwhMicros }],
    },
    {
      label: names.averagePower,
      own: metrics.averagePowerW,
      estimated: isEnergyGuess(view),
      format: f.power,
      formatDelta: words.powerDelta,
      moreIs: 'better',
      others: [
        { ...last, value: similar?.averagePowerW },
        { label: average, value: rolling?.averagePowerW },
      ],
    },
    {
      label: names.socPerKwh,
      own: metrics.socPerKwh,
      estimated: isEnergyGuess(view),
      format: words.socPerKwh,
      formatDelta: words.socPerKwhDelta,
      moreIs: 'better',
      others: [{ ...last, value: similar?.socPerKwh }],
    },
    {
      label: names.energy,
      own: view.session.energyWh,
      estimated: isEnergyGuess(view),
      format: f.energyTotal,
      formatDelta: words.energyDelta,
      others: [{ label: average, value: rolling?.meanEnergyWh }],
    },
  ];
}

function groupOf(measure: Measure, unknown: string): ComparedGroup {
  const { label, own, estimated, format, others } = measure;
  return {
    label,
    own: own === undefined ? unknown : format(own),
    estimated: own !== undefined && estimated,
    rows: others.map(({ value, ...other }) => ({
      ...other,
      value: value === undefined ? unknown : format(value),
      ...differenceOf(measure, value, unknown),
    })),
  };
}

function differenceOf(
  { own, formatDelta, moreIs }: Measure,
  other: number | undefined,
  unknown: string,
): Pick<ComparedRow, 'difference' | 'verdict'> {
  if (own === undefined || other === undefined) return { difference: unknown };
  const difference = own - other;
  const text = formatDelta(difference);
  if (moreIs === undefined) return { difference: text };
  if (Math.abs(difference) <= SAME_SHARE * Math.abs(other)) {
    return { difference: text, verdict: 'same' };
  }
  const isBetter = difference > 0 === (moreIs === 'better');
  return { difference: text, verdict: isBetter ? 'better' : 'worse' };
}
