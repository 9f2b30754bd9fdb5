import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { SILENT_LOG, continueTrace } from '@ppaas/messaging';
import type { Span } from '@ppaas/messaging';
import { OtlpExporter } from './otlp-exporter.ts';

const span: Span = {
  ...continueTrace(undefined),
  ...{ name: 'a', kind: 'server', startMs: 1, endMs: 2, attributes: {}, isError: false },
};

describe('the exporter', () => {
  let server: Server;
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  async function receiver(status: number): Promise<{ endpoint: string; got: number[] }> {
    const got: number[] = [];
    server = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString()));
      request.on('end', () => {
        got.push(text.split('"spanId"').length - 1);
        response.writeHead(status).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, got };
  }
  const exporter = (endpoint: string, dropped: number[]): OtlpExporter =>
    new OtlpExporter({ endpoint, service: 's', instance: 's-0', log: SILENT_LOG, onDropped: (n) => dropped.push(n) });

  it('sends what it has in batches, and the rest when it is closed', async () => {
    const { endpoint, got } = await receiver(200);
    const dropped: number[] = [];
    const ours = exporter(endpoint, dropped);
    for (let n = 0; n < 600; n += 1) ours.record(span);
    await ours.close();
    expect(got).toEqual([512, 88]);
    expect(dropped).toEqual([]);
  });

  it('drops and counts what a collector does not take, and what comes faster than it takes', async () => {
    const { endpoint } = await receiver(503);
    const dropped: number[] = [];
    const ours = exporter(endpoint, dropped);
    for (let n = 0; n < 5_000; n += 1) ours.record(span);
    await ours.close();
    expect(dropped.length).toBeGreaterThan(300);
    expect(dropped.at(-1)).toBeGreaterThan(1);
  });
});
