// The files of the images, run as docker-compose.yml says, without a Docker engine.
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, testStores } from '@ppaas/testing';
import { freePorts } from '../../apps/e2e/src/harness/ports.ts';
import { readCompose } from './compose.ts';
import { Containers, whyNoContainers } from './containers.ts';
import { buildImages, unbuiltImports } from './image-folder.ts';
import { PROGRAMS, SERVICES } from './programs.ts';

const whyNot = whyNoContainers();
const describeHere = whyNot === undefined ? describe : describe.skip;

describeHere(`a sandbox of the images${whyNot === undefined ? '' : ` (${whyNot})`}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'ppaas-images-'));
  let sources: string;
  let containers: Containers;
  let publicUrl: string;
  const ask = (of: string, port: number, path: string, accept = '*/*'): Promise<Response> =>
    fetch(`http://${containers.addressOf(of)}:${port}${path}`, { headers: { accept } });
  const statusOf = (name: string, path: string): Promise<number | undefined> =>
    ask(name, 8080, path).then(
      (answer) => answer.status,
      () => undefined,
    );

  beforeAll(async () => {
    sources = await buildImages(folder);
    const [publicPort = 0, retailTls = 0, device = 0, simulator = 0] = await freePorts(4);
    publicUrl = `http://127.0.0.1:${publicPort}`;
    const ports = {
      ...{ PPAAS_PORT_PUBLIC: publicPort, PPAAS_PORT_RETAIL_TLS: retailTls },
      ...{ PPAAS_PORT_DEVICE: device, PPAAS_PORT_SIMULATOR: simulator },
    };
    const { postgresUrl, redisUrl, kafkaBrokers } = testStores();
    const given = new Map([
      ['postgres://postgres:sandbox@postgres/postgres', postgresUrl],
      ['redis://redis:6379', redisUrl],
      ['kafka:19092', kafkaBrokers.join()],
    ]);
    containers = new Containers(folder, readCompose(ports), given);
  }, 180_000);
  afterAll(async () => {
    await containers?.stop();
    rmSync(folder, { recursive: true });
  });

  it.each(PROGRAMS)('has of %s only what its own build makes', (app) => {
    expect(unbuiltImports(sources, app)).toEqual([]);
  });

  it('has services that wait for their migration, alive and not ready, in whatever order they start', async () => {
    await containers.completed('prepare');
    await Promise.all(SERVICES.map((name) => containers.start(name, true)));
    for (const name of SERVICES) {
      await containers.healthy(name);
      expect([name, await statusOf(name, '/health/ready')]).toEqual([name, 503]);
    }
    await Promise.all(SERVICES.map((name) => containers.completed(`migrate-${name}`)));
    for (const name of SERVICES)
      await eventually(
        `${name} is ready`,
        async () => ((await statusOf(name, '/health/ready')) === 200 ? true : undefined),
        60_000,
      );
  }, 180_000);

  it('is seeded, and shows its portal and its terminals', async () => {
    await containers.completed('seed');
    const { portalUrl, retailTlsUrl, devices } = JSON.parse(containers.read('sandbox.json')) as {
      portalUrl: string;
      retailTlsUrl: string;
      devices: { simulatorUrl: string }[];
    };
    expect(portalUrl).toBe(`${publicUrl}/`);
    expect(devices).toHaveLength(4);
    const portal = await fetch(portalUrl, { headers: { accept: 'text/html' } });
    expect([portal.status, await portal.text()]).toEqual([200, expect.stringContaining('<script')]);
    const { port, pathname } = new URL(devices[0]?.simulatorUrl ?? '');
    for (const [path, type] of [
      [pathname, 'text/html; charset=utf-8'],
      ['/page/page.css', 'text/css; charset=utf-8'],
      ['/page/page.js', 'text/javascript; charset=utf-8'],
    ] as const) {
      const answer = await ask('terminal-simulator', Number(port), path, 'text/html').catch(() => undefined);
      expect([path, answer?.status, answer?.headers.get('content-type')]).toEqual([path, 200, type]);
    }
    // Where a terminal renews its certificate it is the name of the container that has to be right.
    const tlsPort = Number(new URL(retailTlsUrl).port);
    const door = connect({ host: '127.0.0.1', port: tlsPort, servername: 'doors', ca: containers.read('ca.pem') });
    await once(door, 'secureConnect');
    door.destroy();
  }, 120_000);
});
