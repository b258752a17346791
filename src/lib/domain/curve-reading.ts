import type { CurvePoint } from './session.ts';

/** What a text of a charge curve does not say itself. */
export interface CurveTextOptions {
  /** Decides what the text leaves open: decimal mark, order of day and month. */
  readonly locale: string;
  /** The session's start: clock times are counted from it where they fit. */
  readonly startedAt?: number;
  readonly timeZone?: string;
  /** Leaves out the lines that cannot be read, instead of refusing the text because of them. */
  readonly leavesOutBad?: boolean;
}

/** Why a line is no point. */
export type CurveLineCode =
  | 'curve/cells'
  | 'curve/time_missing'
  | 'curve/time_unreadable'
  | 'curve/time_negative'
  | 'curve/time_too_late'
  | 'curve/time_twice'
  | 'curve/soc_missing'
  | 'curve/soc_unreadable'
  | 'curve/soc_range'
  | 'curve/power_missing'
  | 'curve/power_unreadable'
  | 'curve/power_negative'
  | 'curve/power_too_high';

export interface CurveLineIssue {
  /** Counted from 1 at the top of the text. */
  readonly line: number;
  readonly code: CurveLineCode;
  /** The start of the line as it is. */
  readonly text: string;
  /** For `curve/time_twice`: the line that has the same time. */
  readonly otherLine?: number;
}

/** Something that was decided while reading and that a person should know. */
export type CurveNotice =
  | { readonly code: 'curve/order_assumed' | 'curve/seconds_assumed' | 'curve/read_as_clock' }
  | { readonly code: 'curve/read_as_minutes' | 'curve/from_start' | 'curve/from_first' }
  | { readonly code: 'curve/other_day' | 'curve/sorted' | 'curve/soc_tiny' }
  | { readonly code: 'curve/mark_assumed'; readonly mark: '.' | ',' }
  | { readonly code: 'curve/power_unit_assumed'; readonly unit: 'W' | 'kW' }
  | { readonly code: 'curve/merged' | 'curve/left_out'; readonly count: number }
  | { readonly code: 'curve/thinned'; readonly kept: number; readonly count: number };

/** Points as they may be stored, and what had to be decided on the way. */
export interface CurveReading {
  readonly points: readonly CurvePoint[];
  readonly warnings: readonly CurveNotice[];
}

/** Why a text gives no curve. Nothing of it is kept. */
export interface CurveRefusal {
  /**
   * `columns`: the header names no column for something. `no_points`: not one line is a point.
   * `lines`: some lines are none.
   */
  readonly code:
    'curve/empty' | 'curve/too_long' | 'curve/columns' | 'curve/no_points' | 'curve/lines';
  /** The first bad lines. */
  readonly issues: readonly CurveLineIssue[];
  /** How many bad lines there are in all. */
  readonly issueCount: number;
  /** How many lines are points. */
  readonly readable: number;
}
