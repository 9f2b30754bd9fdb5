import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@ppaas/testing';
import { writeMessage } from '@ppaas/nexo';
import { z } from 'zod';
import { ROOT } from './harness/child.ts';
import { OtlpReceiver } from './harness/otlp-receiver.ts';
import type { ReceivedSpan } from './harness/otlp-receiver.ts';
import { Platform } from './harness/platform.ts';
import { PrometheusServer, describeWithPrometheus } from './harness/prometheus.ts';
import { openShop } from './harness/shop.ts';
import type { Shop } from './harness/shop.ts';

const receiver = new OtlpReceiver();
let platform: Platform;
let shop: Shop;

beforeAll(async () => {
  await receiver.open();
  platform = await Platform.start({
    name: 'observe',
    environment: { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint },
  });
  shop = await openShop(platform);
}, 240_000);

afterAll(async () => {
  await platform?.stop();
  await receiver.close();
}, 60_000);

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const POS_SPAN = '00f067aa0ba902b7';

async function sell(headers: Readonly<Record<string, string>> = {}): Promise<Headers> {
  const [[till], [terminal]] = [shop.tills, shop.terminals];
  if (till === undefined || terminal === undefined) throw new Error('the shop is empty');
  const answer = await till.request('POST', '/retail/v1/financial', {
    text: writeMessage(till.payment(terminal.deviceId), { names: 'long', amounts: 'string', document: false }),
    token: await till.token(),
    headers,
  });
  expect({ status: answer.status, outcome: answer.outcome }).toEqual({ status: 200, outcome: 'APPROVED' });
  return answer.headers;
}

describe('a sale', () => {
  it('is one trace from the till through Kafka to the device and back, and its answer says which', async () => {
    const headers = await sell({ traceparent: `00-${TRACE}-${POS_SPAN}-01` });
    expect(headers.get('traceresponse')).toMatch(new RegExp(`^00-${TRACE}-[0-9a-f]{16}-01$`));
    const names = ['POST /retail/v1/financial', 'send DeliverExchange', 'handle DeliverExchange', 'device'];
    const spans = await eventually('the spans of every leg', () => {
      const of = receiver.of(TRACE);
      const legs = [...names, 'handle ExchangeAnswered'].map((name) => of.find((span) => span.name === name));
      return legs.every((span) => span !== undefined) ? legs : undefined;
    });
    const [call, send, deliver, device, answered] = spans as [ReceivedSpan, ...ReceivedSpan[]];
    expect(headers.get('traceresponse')).toContain(call.spanId);
    const says = (span: ReceivedSpan | undefined): unknown => [span?.service, span?.kind, span?.parentSpanId];
    expect(says(call)).toEqual(['transaction', 2, POS_SPAN]);
    expect(says(send)).toEqual(['transaction', 4, call.spanId]);
    expect(says(deliver)).toEqual(['device-connector', 5, call.spanId]);
    expect(says(device)).toEqual(['device-connector', 3, deliver?.spanId]);
    expect(says(answered)).toEqual(['transaction', 5, device?.spanId]);
    for (const { startTimeUnixNano, endTimeUnixNano } of spans as ReceivedSpan[])
      expect(BigInt(endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(startTimeUnixNano));
  });

  it('is not told of where the till says that nobody records it', async () => {
    const traceId = TRACE.replace(/^4/, '5');
    const headers = await sell({ traceparent: `00-${traceId}-${POS_SPAN}-00` });
    expect(headers.get('traceresponse')).toContain(traceId);
    // One that comes later is there; this one never is.
    const later = await sell();
    const [, laterId = ''] = (later.get('traceresponse') ?? '').split('-');
    await eventually('a later sale', () => (receiver.of(laterId).length >= 5 ? true : undefined));
    expect(receiver.of(traceId)).toEqual([]);
  });
});

const dashboard = z.object({
  panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })).default([]) })),
  templating: z.object({ list: z.array(z.object({ name: z.string(), query: z.object({ query: z.string() }) })) }),
});

const textsIn = (folder: string): [string, string][] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(json|ya?ml)$/.test(file))
    .map((file) => [file, readFileSync(join(ROOT, folder, file), 'utf8')]);
const dashboards = textsIn('observe/dashboards').map(([file, text]) => ({
  file,
  ...dashboard.parse(JSON.parse(text)),
}));

/** Every query that somebody looks at or is woken by. */
function queries(): { readonly name: string; readonly expression: string }[] {
  const shown = dashboards.flatMap(({ file, panels }) =>
    panels.flatMap(({ title, targets }) =>
      targets.map(({ expr }) => ({
        name: `${file}: ${title}`,
        expression: expr.replaceAll('$__rate_interval', '30s').replaceAll('$tenant', shop.organisationId),
      })),
    ),
  );
  const watched = textsIn('observe/rules').flatMap(([, text]) =>
    [...text.matchAll(/- (?:alert|record): ([\w:]+)\n\s+expr: '(.*)'\n/g)].map(([, name = '', expression = '']) => ({
      name,
      // What is well gives nothing: whether it could be known is asked without the bound. A difference to what is no number is none.
      expression: expression.replace(/^absent\((.*)\)$/, '$1').replaceAll(/ (==|<|>) /g, ' - '),
    })),
  );
  return [...shown, ...watched];
}

describeWithPrometheus('a Prometheus that scrapes the platform', () => {
  let prometheus: PrometheusServer;
  beforeAll(async () => {
    prometheus = await PrometheusServer.start(platform);
    const isUp = async (): Promise<true | undefined> =>
      (await prometheus.query('up == 1')).length === 5 ? true : undefined;
    await eventually('all services are scraped', isUp, 30_000);
  }, 90_000);
  afterAll(() => prometheus?.stop());

  it('has a number for every query of the dashboards and every alert, and no alert fires', async () => {
    // A shopper who takes a moment: the device says what it shows meanwhile.
    await shop.terminals[0]?.script({ outcome: 'approve', delayMs: 400 });
    const asked = queries();
    expect(asked.length).toBeGreaterThanOrEqual(70);
    const unanswered = async (): Promise<string[]> => {
      // Rates and quantiles are of what goes on.
      await sell();
      const answers = await Promise.all(asked.map(({ expression }) => prometheus.query(expression)));
      const without = asked.filter((_, n) => answers[n]?.some(({ value }) => Number.isFinite(value)) !== true);
      return without.map(({ name, expression }) => `${name}: ${expression}`);
    };
    await eventually(
      'a number for all of them',
      async () => ((await unanswered()).length === 0 ? true : undefined),
      30_000,
    ).catch(async () => expect(await unanswered()).toEqual([]));
    expect(await prometheus.query('ALERTS{alertstate="firing"}')).toEqual([]);
    const [approved] = await prometheus.query('sum(ppaas_exchanges_total{service="transaction",state="APPROVED"})');
    expect(approved?.value).toBeGreaterThanOrEqual(3);
  }, 90_000);

  it('knows the values that a dashboard lets one choose from', async () => {
    const chosen = dashboards.flatMap(({ templating }) => templating.list);
    expect(chosen.map(({ name }) => name)).toEqual(['tenant']);
    for (const { query } of chosen) {
      const [, selector = '', label = ''] = /^label_values\((.*), (\w+)\)$/.exec(query.query) ?? [];
      expect(await prometheus.labelValues(selector, label)).toContain(shop.organisationId);
    }
  });

  it('has exactly one number for every autoscaler that asks', async () => {
    const asked = textsIn('k8s/base').flatMap(([, text]) =>
      [...text.matchAll(/^ +query: (.*)$/gm)].map(([, query = '']) => query),
    );
    expect(asked).toHaveLength(3);
    const given = await Promise.all(asked.map((query) => prometheus.query(query)));
    expect(given.map((series) => series.map(({ value }) => Number.isFinite(value)))).toEqual(asked.map(() => [true]));
    // The sockets of the terminals that are online.
    const [sockets] = await prometheus.query(asked.find((query) => query.includes('sockets')) ?? '');
    expect(sockets?.value).toBeGreaterThanOrEqual(shop.terminals.length);
  });
});
