import type { ServiceName } from './topics.ts';

/** The public origin, or the mutual-TLS door of devices. */
export type Door = 'public' | 'mutualTls';

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | '*';
  /** A path, or a prefix when it ends with `/**`. */
  readonly path: string;
  readonly service: ServiceName;
  /** Which doors take it. */
  readonly doors: readonly Door[];
}

const at = (service: ServiceName, method: Route['method'], path: string, ...doors: Door[]): Route => ({
  method,
  path,
  service,
  doors: doors.length === 0 ? ['public'] : doors,
});

/** What a till calls; POS software on a device calls the same at the other door. */
const BOTH: readonly Door[] = ['public', 'mutualTls'];

/** One origin, many services: feeds the sandbox's proxy and the Kubernetes ingress. First match wins. */
export const ROUTES: readonly Route[] = [
  at('auth', '*', '/oauth2/**'),
  at('auth', 'POST', '/retail/v1/getToken', ...BOTH),
  at('auth', 'GET', '/.well-known/**'),
  at('auth', '*', '/auth/v1/**'),
  at('registry', 'GET', '/retail/v1/payment-devices', ...BOTH),
  at('registry', 'GET', '/retail/v1/payment-devices/**', ...BOTH),
  at('session', 'POST', '/retail/v1/session', ...BOTH),
  at('transaction', '*', '/retail/v1/**', ...BOTH),
  at('session', 'GET', '/operations/v1/sessions/**'),
  at('transaction', '*', '/operations/v1/**'),
  at('registry', '*', '/registry/v1/**'),
  at('registry', 'POST', '/device/v1/enrol'),
  at('registry', 'POST', '/device/v1/renew', 'mutualTls'),
  at('device-connector', 'GET', '/device/v1/connect', 'mutualTls'),
  at('registry', 'GET', '/openapi.json'),
  at('registry', 'GET', '/docs'),
  // The portal: its files, and the page itself for every address in it.
  at('registry', 'GET', '/**'),
];

/** What every service answers, for those who run the platform: no door lets it out. */
export const INTERNAL_PATHS = ['/metrics', '/health/live', '/health/ready'] as const;

/** The service that answers a request at a door, or undefined (404). */
export function routeTo(method: string, pathname: string, door: Door = 'public'): ServiceName | undefined {
  if (INTERNAL_PATHS.some((path) => path === pathname)) return undefined;
  return ROUTES.find((route) => {
    if (!route.doors.includes(door) || (route.method !== '*' && route.method !== method)) return false;
    return route.path.endsWith('/**') ? pathname.startsWith(route.path.slice(0, -2)) : pathname === route.path;
  })?.service;
}
