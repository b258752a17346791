import { OWN_PROFILE, type ProfileSwitch } from '#lib/app/profile-ports.ts';
import { createSentinel } from './sentinel.ts';

const KEY = 'plugtrack-profile';

/** Which profile this browser shows; kept beside the database, because it names the database. */
export function createProfileSwitch(base: string): ProfileSwitch {
  return {
    current: chosen(),
    choose(profileId) {
      if (profileId === OWN_PROFILE) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, profileId);
    },
    forget(profileId) {
      createSentinel(profileId, base).clear();
    },
    restart() {
      location.assign(`${base}/`);
    },
  };
}

function chosen(): string {
  try {
    return localStorage.getItem(KEY) ?? OWN_PROFILE;
  } catch {
    return OWN_PROFILE;
  }
}
