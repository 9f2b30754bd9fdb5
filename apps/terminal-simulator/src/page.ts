import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Snapshot } from './screen-view.ts';
import type { Simulator } from './simulator.ts';

const HERE = join(import.meta.dirname, '..');
const PAGE = join(HERE, 'page/page.html');
const STYLE = 'text/css; charset=utf-8';
const SCRIPT = 'text/javascript; charset=utf-8';
/** Path → file and media type. */
const ASSETS: Readonly<Record<string, readonly [path: string, type: string]>> = {
  '/page/page.css': [join(HERE, 'page/page.css'), STYLE],
  ...Object.fromEntries(
    ['page', 'display', 'elements'].map((name) => [`/page/${name}.js`, [join(HERE, `dist/page/${name}.js`), SCRIPT]]),
  ),
};
const HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:",
} as const;

/** Often enough that a page notices within a minute that the simulator is gone. */
const STILL_HERE_MS = 15_000;
const SHOWN_INTERACTIONS = 30;

type Known = NonNullable<ReturnType<Simulator['get']>>;

/**
 * The terminal in the browser: the page where a browser asks for one, what belongs to it, and its events.
 * @returns false when the request is none of those
 */
export function servePage(simulator: Simulator, request: IncomingMessage, response: ServerResponse): boolean {
  if (request.method !== 'GET') return false;
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const asset = ASSETS[pathname];
  if (asset !== undefined) return file(response, ...asset);
  const [first, serialNumber, action, ...rest] = pathname.split('/').slice(1).map(decodeURIComponent);
  const known = serialNumber === undefined ? undefined : simulator.get(serialNumber);
  if (first !== 'terminals' || known === undefined || rest.length > 0) return false;
  if (action === 'events') return events(known, response);
  const isAsked = request.headers.accept?.includes('text/html') === true;
  return action === undefined && isAsked && file(response, PAGE, 'text/html; charset=utf-8');
}

function file(response: ServerResponse, path: string, type: string): true {
  const stream = createReadStream(path);
  stream.once('open', () => response.writeHead(200, { ...HEADERS, 'content-type': type }));
  stream.once('error', (error) => response.destroy(error));
  stream.pipe(response);
  return true;
}

/** Server-sent events: everything that is shown, anew with each change. While it is open a person is there. */
function events(known: Known, response: ServerResponse): true {
  response.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream' });
  let last = '';
  const tell = (): void => {
    const snapshot = JSON.stringify(snapshotOf(known));
    if (snapshot !== last) response.write(`data: ${snapshot}\n\n`);
    last = snapshot;
  };
  const unwatch = known.terminal.screen.watch(tell);
  const beat = setInterval(() => response.write(':\n\n'), STILL_HERE_MS);
  response.once('close', () => {
    clearInterval(beat);
    unwatch();
  });
  tell();
  return true;
}

function snapshotOf({ terminal, identity }: Known): Snapshot {
  const { screen, scripts, link, login, interactions } = terminal;
  return {
    serialNumber: identity.serialNumber,
    deviceId: terminal.deviceId === '' ? null : terminal.deviceId,
    deviceName: identity.deviceName ?? identity.deviceId,
    storeName: identity.storeName ?? '',
    isConnected: link.welcome !== undefined,
    isPowered: link.isOn,
    login: login?.saleId ?? null,
    view: screen.view,
    script: scripts.peek(),
    journal: interactions.all().slice(-SHOWN_INTERACTIONS).reverse(),
  };
}
