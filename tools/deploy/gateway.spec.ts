// What devices and tills are told must lead somewhere: host and port of an address fit a listener, and a route behind it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { environmentOf, workloadsIn } from './pods.ts';
import { ROOT } from './programs.ts';
import { KUBECTL, render } from './render.ts';
import type { Manifest } from './render.ts';

const rendered = KUBECTL === undefined ? it.skip : it;

interface Listener {
  readonly name: string;
  readonly port: number;
  readonly hostname: string;
  readonly protocol: string;
  readonly tls: { readonly mode: string };
}
interface Route {
  readonly parentRefs: readonly [{ readonly sectionName: string }];
  readonly hostnames: readonly [string];
  readonly rules: readonly {
    readonly matches?: readonly { readonly path: { readonly type: string; readonly value: string } }[];
    readonly backendRefs: readonly { readonly name: string; readonly port: number }[];
    readonly timeouts?: { readonly request: string };
  }[];
}

const specsOf = <T>(manifests: readonly Manifest[], ...kinds: string[]): T[] =>
  manifests.filter(({ kind }) => kinds.includes(kind)).map(({ spec }) => spec as T);
const listenersOf = (overlay: string): Listener[] =>
  specsOf<{ listeners: Listener[] }>(render(overlay), 'Gateway').flatMap(({ listeners }) => listeners);
const covers = (wildcard: string, host: string): boolean => host.endsWith(wildcard.slice(1));

/** As the Gateway API decides: of the listeners of a port the one whose name is the longest that fits. */
function listenerOf(listeners: readonly Listener[], { protocol, port, hostname }: URL): Listener | undefined {
  const asked = Number(port || { 'https:': 443, 'wss:': 443 }[protocol]);
  const [best] = listeners
    .filter((one) => one.port === asked && covers(one.hostname, hostname))
    .sort((a, b) => b.hostname.length - a.hostname.length);
  return best;
}

function addressesOf(manifests: readonly Manifest[], ...keys: string[]): string[] {
  const environments = workloadsIn(manifests).map(({ spec }) => environmentOf(spec.containers[0], manifests));
  return [...new Set(keys.flatMap((key) => environments.flatMap((one) => one[key] ?? [])))];
}

describe('the gateway', () => {
  rendered.each(['overlays/staging', 'overlays/production'])('of %s is where addresses lead', (overlay) => {
    const manifests = render(overlay);
    const ends = (kind: string, address: string) => {
      const url = new URL(address);
      const listener = listenerOf(listenersOf(overlay), url);
      const routes = specsOf<Route>(manifests, kind).filter(
        ({ parentRefs, hostnames }) => parentRefs[0].sectionName === listener?.name && hostnames[0] === url.hostname,
      );
      return { protocol: listener?.protocol, mode: listener?.tls.mode, routes: routes.length };
    };
    const [device, ...noOther] = addressesOf(manifests, 'DEVICE_URL');
    expect(noOther).toEqual([]);
    expect(ends('TLSRoute', device ?? '')).toEqual({ protocol: 'TLS', mode: 'Passthrough', routes: 1 });
    for (const address of addressesOf(manifests, 'ISSUER', 'RETAIL_URL'))
      expect(ends('HTTPRoute', address)).toEqual({ protocol: 'HTTPS', mode: 'Terminate', routes: 1 });
  });

  rendered.each(['overlays/staging', 'overlays/production', 'tenants/example'] as const)(
    'passes the TLS of devices of %s through to those who know their certificates',
    (overlay) => {
      const manifests = render(overlay);
      const passing = listenersOf(overlay === 'tenants/example' ? 'overlays/production' : overlay).filter(
        ({ tls }) => tls.mode === 'Passthrough',
      );
      const services = specsOf<{ ports: { port: number }[] }>(manifests, 'Service').flatMap(({ ports }) => ports);
      const routes = specsOf<Route>(manifests, 'TLSRoute');
      const ends = routes.flatMap(({ rules }) => rules.flatMap(({ backendRefs }) => backendRefs));
      expect(ends).toEqual([
        { name: 'device-connector', port: 8444 },
        { name: 'door', port: 8443 },
      ]);
      for (const { port } of ends) expect(services.map((one) => one.port)).toContain(port);
      expect(routes.map(({ parentRefs }) => parentRefs[0].sectionName)).toEqual(passing.map(({ name }) => name));
      expect(passing.map(({ protocol, port }) => `${protocol} ${port}`)).toEqual(['TLS 443', 'TLS 443']);
    },
  );

  rendered.each(['overlays/staging', 'overlays/production'])(
    'of %s tells doors on one port by their names',
    (overlay) => {
      const taken = listenersOf(overlay).map(({ port, hostname }) => `${port} ${hostname}`);
      expect(new Set(taken).size).toBe(taken.length);
    },
  );

  rendered.each(['overlays/production', 'tenants/example'])('has a certificate for every host of %s', (overlay) => {
    const listeners = listenersOf('overlays/production');
    for (const { parentRefs, hostnames } of specsOf<Route>(render(overlay), 'HTTPRoute', 'TLSRoute')) {
      const listener = listeners.find(({ name }) => name === parentRefs[0].sectionName);
      // A wildcard of a certificate stands for one label.
      expect(hostnames[0].split('.').slice(1).join('.')).toBe(listener?.hostname.slice(2));
    }
  });

  rendered.each(['cells.md', 'deploy.md'])('has listeners for the addresses in %s', (file) => {
    const text = readFileSync(join(ROOT, 'docs/how-to', file), 'utf8');
    const found = (scheme: string, protocol: string): number => {
      const addresses = [...text.matchAll(new RegExp(`${scheme}://[\\w.-]+\\.example(:\\d+)?`, 'g'))];
      for (const [address] of addresses)
        expect(listenerOf(listenersOf('overlays/production'), new URL(address))?.protocol).toBe(
          new URL(address).hostname.includes('.door.') ? 'TLS' : protocol,
        );
      return addresses.length;
    };
    expect(found('wss', 'TLS') + found('https', 'HTTPS')).toBeGreaterThan(0);
  });

  rendered('gives up on no answer that goes on, and on no call before its service does', () => {
    const [{ rules }] = specsOf<Route>(render('overlays/production'), 'HTTPRoute') as [Route];
    const timeoutOf = (path: string): string | undefined =>
      rules.find(({ matches = [] }) =>
        matches.some((match) => match.path.type === 'Exact' && match.path.value === path),
      )?.timeouts?.request;
    expect(timeoutOf('/registry/v1/live')).toBe('0s');
    expect(timeoutOf('/retail/v1/session')).toBe('150s');
  });
});
