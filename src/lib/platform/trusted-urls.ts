/**
 * The only policy that may turn an address into a script: the service worker's and those of the
 * workers that belong to this build. There is no default policy, so everything else is refused by
 * the browser.
 */

/** What a browser with Trusted Types hands out; elsewhere the plain string does. */
export type ScriptUrl = string | { toString(): string };

interface ScriptUrlPolicy {
  createScriptURL(input: string): { toString(): string };
}
interface PolicyFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL: (input: string) => string },
  ): ScriptUrlPolicy;
}

const POLICY = 'plugtrack-script-url';
const SERVICE_WORKER = '/service-worker.js';
const BUILT_WORKER = /\/_app\/immutable\/workers\/[\w.-]+\.js$/;
const DEVELOPMENT_WORKER = /\/src\/lib\/worker\/[\w-]+\.ts$/;

/** Returns the address unchanged when it is one of ours; throws otherwise: that is a bug. */
export function assertOwnScript(input: string, origin: string, isDevelopment = false): string {
  const url = new URL(input, origin);
  const isOurs =
    url.origin === origin &&
    (url.pathname.endsWith(SERVICE_WORKER) ||
      BUILT_WORKER.test(url.pathname) ||
      (isDevelopment && DEVELOPMENT_WORKER.test(url.pathname)));
  if (!isOurs) throw new TypeError(`not a script of this app: ${url.href}`);
  return input;
}

let policy: ScriptUrlPolicy | undefined;

function trusted(address: string): ScriptUrl {
  const check = (input: string): string =>
    assertOwnScript(input, location.origin, import.meta.env.DEV);
  const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;
  if (factory === undefined) return check(address);
  // A second policy of the same name would be refused, so the first is kept.
  policy ??= factory.createPolicy(POLICY, { createScriptURL: check });
  return policy.createScriptURL(address);
}

/**
 * Address for `new Worker(…)`. Import it with Vite's `?worker&url`; the type is the string that the
 * constructor's declaration asks for, though a browser may hand back its own trusted object.
 */
export function trustedWorkerUrl(address: string): string {
  return trusted(address) as string;
}

/** @param base path the app is mounted at, without a slash at the end */
export function trustedServiceWorkerUrl(base: string): string {
  return trusted(base + SERVICE_WORKER) as string;
}
