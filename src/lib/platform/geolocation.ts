import type { FoundPosition, Positioning } from '#lib/app/ports.ts';
import { fail, ok, type Result } from '#lib/domain/result.ts';

/** What a browser has of positions and of the permission for them; some have only one of these. */
type Parts = Partial<Pick<Navigator, 'geolocation' | 'permissions'>>;

const TIMEOUT_MS = 15_000;
/** A position this old is still where the car stands. */
const MAXIMUM_AGE_MS = 60_000;

/** Positions of the device itself: by satellite where there is no network. */
export function createPositioning({ geolocation, permissions }: Parts): Positioning {
  return {
    async isAllowed() {
      if (!geolocation || !permissions) return false;
      try {
        return (await permissions.query({ name: 'geolocation' })).state === 'granted';
      } catch {
        // A browser that cannot tell would have to ask.
        return false;
      }
    },
    locate() {
      if (!geolocation) return Promise.resolve(fail('position/unsupported'));
      return new Promise<Result<FoundPosition>>((resolve) => {
        geolocation.getCurrentPosition(
          ({ coords: { latitude, longitude, accuracy } }) => {
            const position = { latitude, longitude };
            resolve(ok({ position, accuracyM: accuracy }));
          },
          ({ code, PERMISSION_DENIED }) => {
            const isDenied = code === PERMISSION_DENIED;
            resolve(fail(isDenied ? 'position/denied' : 'position/unavailable'));
          },
          { enableHighAccuracy: true, timeout: TIMEOUT_MS, maximumAge: MAXIMUM_AGE_MS },
        );
      });
    },
  };
}
