import { expose } from 'comlink';
import { fail } from '#lib/domain/result.ts';
import type { HostApi } from '#lib/worker/api.ts';
import type { EngineWorker } from '#lib/worker/client/worker-link.ts';

const unasked = () => Promise.resolve(fail('test/unasked'));

/** A worker whose other side is scripted, over a real message channel. */
export class ScriptedWorker {
  readonly worker: EngineWorker;
  readonly #port: MessagePort;
  terminated = false;

  constructor(answers: Partial<HostApi>) {
    const { port1, port2 } = new MessageChannel();
    this.#port = port2;
    const errors = new EventTarget();
    const api: HostApi = {
      open: () => Promise.resolve({ ok: true, value: undefined }),
      list: unasked,
      window: unasked,
      ids: unasked,
      session: unasked,
      plannerCar: unasked,
      places: unasked,
      car: unasked,
      lookAt: unasked,
      exportSessions: unasked,
      previewImport: unasked,
      previewRows: unasked,
      commitImport: unasked,
      undoImport: unasked,
      previewReprice: unasked,
      repriceRows: unasked,
      reprice: unasked,
      undoReprice: unasked,
      cancelCommit: () => Promise.resolve(),
      rebuild: unasked,
      ...answers,
    };
    expose(api, port2);
    this.crash = () => {
      errors.dispatchEvent(new Event('error'));
    };
    this.worker = {
      postMessage: (message: unknown, transfer?: Transferable[]) => {
        port1.postMessage(message, transfer ?? []);
      },
      addEventListener: (type: string, listener: EventListenerOrEventListenerObject) => {
        (type === 'message' ? port1 : errors).addEventListener(type, listener);
        port1.start();
      },
      removeEventListener: (type: string, listener: EventListenerOrEventListenerObject) => {
        port1.removeEventListener(type, listener);
      },
      terminate: () => {
        this.terminated = true;
        this.close();
      },
    };
  }

  readonly crash: () => void;

  close(): void {
    this.#port.close();
  }
}
