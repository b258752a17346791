import type { Position } from './near.ts';

/** What of the earth a picture shows. North is up; lengths are true at the height of the middle. */
export interface MapView {
  readonly middle: Position;
  readonly metresPerPixel: number;
}

/** The size of a picture, in pixels. */
export interface MapSize {
  readonly width: number;
  readonly height: number;
}

/** A point in a picture, in pixels from its upper left corner. */
export interface MapPoint {
  readonly x: number;
  readonly y: number;
}

const METRES_PER_DEGREE = (Math.PI / 180) * 6_371_000;
/** One place alone is shown with its surroundings. */
const LEAST_SPAN_M = 1000;
const FINEST_METRES_PER_PIXEL = 0.1;
const WHOLE_EARTH_M = 360 * METRES_PER_DEGREE;
/** At a pole every place would be as far east as any other. */
const LEAST_NARROWING = 0.01;

const narrowing = ({ latitude }: Position): number =>
  Math.max(LEAST_NARROWING, Math.cos((latitude * Math.PI) / 180));

/** Degrees east of another longitude, the short way round: −180..180. */
function eastOf(longitude: number, from: number): number {
  const degrees = (longitude - from) % 360;
  if (degrees > 180) return degrees - 360;
  return degrees < -180 ? degrees + 360 : degrees;
}

const onGlobe = (latitude: number, longitude: number): Position => ({
  latitude: Math.min(90, Math.max(-90, latitude)),
  longitude: eastOf(longitude, 0),
});

/** The westernmost longitude of the shortest arc that holds all of them, and its length in degrees. */
function arcOf(longitudes: readonly number[]): { readonly west: number; readonly degrees: number } {
  const sorted = [...longitudes].sort((a, b) => a - b);
  let west = sorted[0] ?? 0;
  let widest = west + 360 - (sorted.at(-1) ?? 0);
  for (const [index, longitude] of sorted.entries()) {
    const next = sorted[index + 1];
    if (next === undefined || next - longitude <= widest) continue;
    widest = next - longitude;
    west = next;
  }
  return { west, degrees: 360 - widest };
}

/** The view that shows all positions, with a margin in pixels around them. There must be one. */
export function viewOfAll(
  positions: readonly Position[],
  { width, height }: MapSize,
  margin: number,
): MapView {
  const latitudes = positions.map(({ latitude }) => latitude);
  const south = Math.min(...latitudes);
  const north = Math.max(...latitudes);
  const { west, degrees } = arcOf(positions.map(({ longitude }) => longitude));
  const middle = onGlobe((south + north) / 2, west + degrees / 2);
  const heightM = Math.max(LEAST_SPAN_M, (north - south) * METRES_PER_DEGREE);
  const widthM = Math.max(LEAST_SPAN_M, degrees * METRES_PER_DEGREE * narrowing(middle));
  const across = widthM / Math.max(1, width - 2 * margin);
  const down = heightM / Math.max(1, height - 2 * margin);
  return { middle, metresPerPixel: Math.max(across, down) };
}

/** Where a position is in the picture; it may be outside of it. */
export function pointOf(view: MapView, { width, height }: MapSize, position: Position): MapPoint {
  const perPixel = view.metresPerPixel / METRES_PER_DEGREE;
  const east = eastOf(position.longitude, view.middle.longitude) * narrowing(view.middle);
  const north = position.latitude - view.middle.latitude;
  return { x: width / 2 + east / perPixel, y: height / 2 - north / perPixel };
}

/** The same middle, `factor` times as large, within what makes sense in a picture of that size. */
export function zoomed(view: MapView, factor: number, { width }: MapSize): MapView {
  const coarsest = WHOLE_EARTH_M / Math.max(1, width);
  const wanted = view.metresPerPixel / factor;
  return {
    ...view,
    metresPerPixel: Math.min(coarsest, Math.max(FINEST_METRES_PER_PIXEL, wanted)),
  };
}

/** The view after its content has been moved by so many pixels. */
export function moved(view: MapView, { x, y }: MapPoint): MapView {
  const perPixel = view.metresPerPixel / METRES_PER_DEGREE;
  const { latitude, longitude } = view.middle;
  return {
    ...view,
    middle: onGlobe(latitude + y * perPixel, longitude - (x * perPixel) / narrowing(view.middle)),
  };
}

/**
 * The longest bar of a round length (1, 2 or 5 times a power of ten units) that is at most so many
 * pixels long; `unitM` is the length of a unit in metres.
 */
export function scaleBar(
  { metresPerPixel }: MapView,
  mostPixels: number,
  unitM: number,
): { readonly units: number; readonly pixels: number } {
  const most = (mostPixels * metresPerPixel) / unitM;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [5, 2, 1].find((one) => one * power <= most) ?? 1;
  // 0.30000000000000004 miles are 0.3.
  const units = Number((step * power).toPrecision(1));
  return { units, pixels: (units * unitM) / metresPerPixel };
}
