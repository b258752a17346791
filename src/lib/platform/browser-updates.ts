import type { Workbox } from 'workbox-window';
import { trustedServiceWorkerUrl } from './trusted-urls.ts';
import {
  createUpdates,
  type UpdateEnvironment,
  type Updates,
  type WorkerControl,
} from './updates.ts';

/** The real surroundings of `createUpdates`: service worker, tabs, clock and reload of the browser. */

const CHANNEL = 'plugtrack-updates';
const ANSWER_WITHIN_MS = 500;
const REPAIR_WITHIN_MS = 20_000;

/** Asks the running service worker; absent when there is none or it does not answer. */
async function askWorker(type: string, withinMs = ANSWER_WITHIN_MS): Promise<unknown> {
  const controller = navigator.serviceWorker.controller;
  if (controller === null) return undefined;
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<unknown>) => {
      resolve(data);
    };
    setTimeout(resolve, withinMs);
    controller.postMessage({ type }, [port2]);
  });
}

/** Version of the service worker that answers this page; absent when none does. */
export async function workerVersion(): Promise<string | undefined> {
  if (!('serviceWorker' in navigator)) return undefined;
  const version = await askWorker('VERSION');
  return typeof version === 'string' ? version : undefined;
}

/**
 * Lets the service worker compare its files with their hashes and fetch damaged ones again.
 * @returns false when files are still missing; true also when no worker stands between page and host
 */
export async function repairFiles(): Promise<boolean> {
  if (!('serviceWorker' in navigator) || navigator.serviceWorker.controller === null) return true;
  return (await askWorker('REPAIR', REPAIR_WITHIN_MS)) === true;
}

function noWorker(): WorkerControl {
  return {
    onWaiting: () => undefined,
    onTakenOver: () => undefined,
    update: () => Promise.resolve(),
    skipWaiting: () => undefined,
    countTabs: () => Promise.resolve(1),
  };
}

/** Registers after the page has loaded, so that the first visit is not slowed down. */
function serviceWorkerControl(base: string): WorkerControl {
  const hadController = navigator.serviceWorker.controller !== null;
  const workbox: Promise<Workbox> = import('workbox-window').then(({ Workbox: Registered }) => {
    const registered = new Registered(trustedServiceWorkerUrl(base), {
      scope: `${base}/`,
      updateViaCache: 'none',
    });
    return registered;
  });
  const withWorker = (action: (registered: Workbox) => void): void => {
    // Without its files the app still runs from the network; there is only nothing to update.
    workbox.then(action).catch(() => undefined);
  };
  let register: Promise<unknown> | undefined;
  return {
    onWaiting(listener) {
      withWorker((registered) => {
        registered.addEventListener('waiting', listener);
        register ??= registered.register().catch(() => undefined);
      });
    },
    onTakenOver(listener) {
      // The very first version takes a page over that no version controlled: nothing to reload for.
      let isFirst = !hadController;
      navigator.serviceWorker.addEventListener('controllerchange', () => {
        if (isFirst) isFirst = false;
        else listener();
      });
    },
    update: async () => (await workbox).update(),
    skipWaiting: () => {
      withWorker((registered) => {
        registered.messageSkipWaiting();
      });
    },
    countTabs: async () => {
      const count = await askWorker('COUNT_TABS');
      // No answer: assume company, and wait for it as long as allowed.
      return typeof count === 'number' ? count : Number.POSITIVE_INFINITY;
    },
  };
}

function browserEnvironment(base: string, isBuilt: boolean): UpdateEnvironment {
  const channel = new BroadcastChannel(`${CHANNEL}:${base}`);
  return {
    worker: isBuilt && 'serviceWorker' in navigator ? serviceWorkerControl(base) : noWorker(),
    channel: {
      post: (message) => {
        channel.postMessage(message);
      },
      listen: (listener) => {
        channel.onmessage = ({ data }: MessageEvent<unknown>) => {
          listener(data);
        };
      },
    },
    memory: sessionStorage,
    onVisible: (listener) => {
      document.addEventListener('visibilitychange', () => {
        if (document.visibilityState === 'visible') listener();
      });
    },
    nowMs: () => Date.now(),
    after: (ms, action) => {
      setTimeout(action, ms);
    },
    randomId: () => crypto.randomUUID(),
    reload: () => {
      location.reload();
    },
  };
}

let updates: Updates | undefined;

/**
 * The updates of this tab; the first call registers the service worker.
 * @param options base path of the app, and whether this is a build (only builds have a worker)
 */
export function startUpdates(options: {
  readonly base: string;
  readonly isBuilt: boolean;
}): Updates {
  updates ??= createUpdates(browserEnvironment(options.base, options.isBuilt));
  return updates;
}

/** As started by the bootstrap. */
export function currentUpdates(): Updates {
  if (updates === undefined) throw new Error('updates were not started');
  return updates;
}
