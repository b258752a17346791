import type { Profile } from '#lib/formats/csv/profile.ts';
import { evcc } from './evcc.ts';
import { mycupra } from './mycupra.ts';
import { norwayFlats } from './norway-flats.ts';
import { openwb } from './openwb.ts';
import { plugtrackClassic } from './plugtrack-classic.ts';
import { plugtrackCsv } from './plugtrack-csv.ts';
import { plugtrackSheet } from './plugtrack-sheet.ts';
import { plugtrackV4 } from './plugtrack-v4.ts';
import { podpoint, podpointLegacy } from './podpoint.ts';
import { robeertm } from './robeertm.ts';
import { spritmonitor } from './spritmonitor.ts';
import { warp } from './warp.ts';

/** Every known file. Order only matters between profiles with equally many matching headers. */
export const PROFILES: readonly Profile[] = [
  plugtrackCsv,
  plugtrackSheet,
  plugtrackClassic,
  plugtrackV4,
  mycupra,
  evcc,
  warp,
  openwb,
  podpoint,
  podpointLegacy,
  spritmonitor,
  norwayFlats,
  robeertm,
];
