import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { staticHandler } from '#scripts/serve.mjs';

export interface Site {
  /** Folder of a build. */
  readonly root: string;
  /** Path it is mounted at, without a slash at the end. */
  readonly base?: string;
}

export interface TestServer {
  /** Address of the site's home, with a slash at the end. */
  readonly url: string;
  readonly origin: string;
  /** Paths asked for since the start, with the status answered. */
  readonly requests: readonly { readonly path: string; readonly status: number }[];
  /** Deploys another build (or the same in another state) at the same address. */
  switchTo(site: Site): void;
  /** Answers these paths with this status and nothing else. */
  failOn(paths: readonly string[], status?: number): void;
  /** Stops listening and cuts all connections: the machine is gone. */
  stop(): Promise<void>;
  /** Listens again at the same address. */
  start(): Promise<void>;
}

/** The product's own static server with a switch for each thing that goes wrong with hosts. */
export async function startTestServer(first: Site): Promise<TestServer> {
  let site = first;
  let port = 0;
  let failing: ReadonlySet<string> = new Set();
  let failingStatus = 404;
  const requests: { path: string; status: number }[] = [];

  const answer = staticHandler(() => site);
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    response.on('finish', () => requests.push({ path, status: response.statusCode }));
    if (failing.has(path)) response.writeHead(failingStatus).end();
    else answer(request, response);
  });

  const start = (): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        port = (server.address() as AddressInfo).port;
        resolve();
      });
    });
  await start();

  return {
    get url() {
      return `http://localhost:${String(port)}${site.base ?? ''}/`;
    },
    get origin() {
      return `http://localhost:${String(port)}`;
    },
    requests,
    switchTo(next) {
      site = next;
    },
    failOn(paths, status = 404) {
      failing = new Set(paths);
      failingStatus = status;
    },
    start,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
