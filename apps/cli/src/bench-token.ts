import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { z } from 'zod';
import { startAuth } from './bench/auth-process.ts';
import type { BenchedAuth } from './bench/auth-process.ts';
import { perSecond, quantile } from './bench/load.ts';
import type { Phase } from './bench/load.ts';
import { hammer } from './bench/raw-load.ts';
import type { RawCall } from './bench/raw-load.ts';
import { CliError } from './cli-error.ts';
import { say, step } from './progress.ts';
import { startThrowAwayStores } from './stores/throw-away.ts';

const CONNECTIONS = 64;

export interface TokenBenchOptions {
  readonly rounds: number;
  readonly secondsPerRound: number;
  readonly warmUpSeconds: number;
}

interface Round extends Phase {
  /** Processor time of the server for one token. */
  readonly cpuMsPerToken: number;
}

interface Contender extends RawCall {
  readonly name: string;
  readonly cpuSeconds: () => Promise<number>;
  readonly rounds: Round[];
}

export interface TokenBench {
  /** Tokens a second, ours divided by theirs: median of the rounds, each compared with the one beside it. */
  readonly ratio: number;
  readonly perSecond: { readonly auth: number; readonly getToken: number; readonly oidcProvider: number };
  /** Processor time of the server for a token, theirs divided by ours: what a busy machine blurs least. */
  readonly cpuRatio: number;
}

/** `./ppaas bench token [--quick] [--json FILE]` */
export async function benchCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { json: { type: 'string' }, quick: { type: 'boolean', default: false } },
  });
  const options = values.quick
    ? { rounds: 3, secondsPerRound: 1, warmUpSeconds: 1 }
    : { rounds: 15, secondsPerRound: 2, warmUpSeconds: 5 };
  const { ratio, perSecond, cpuRatio } = await benchToken(options);
  if (values.json !== undefined) {
    writeFileSync(
      values.json,
      `${JSON.stringify({ ratios: { token: ratio, tokenCpu: cpuRatio }, perSecond }, null, 2)}\n`,
    );
  }
  return 0;
}

/**
 * Our auth on real stores against npm `oidc-provider` in memory, both issuing an ES256 JWT with the same claims to a
 * client with HTTP Basic; in turns, one process each. Our own `getToken` takes turns with them, to be seen beside.
 */
export async function benchToken(options: TokenBenchOptions): Promise<TokenBench> {
  const { stores, stop } = await step('stores', () => startThrowAwayStores({ fsync: true }));
  const stops = [stop];
  try {
    const auth = await step('auth', () => startAuth(stores));
    stops.push(() => auth.stop());
    const ours = byOAuth('auth', `${auth.url}/oauth2/token`, auth, () => auth.cpuSeconds());
    const token = await issuedBy(ours);
    const server = await step('oidc-provider', () => startOidcProvider(auth, token));
    stops.push(server.stop);
    const theirs = byOAuth('oidc-provider', `${server.url}/token`, auth, server.cpuSeconds);
    sameKind(token, await issuedBy(theirs));
    const contenders = { ours, named: byName(auth), theirs };

    const inTurns = Object.values(contenders);
    for (const one of inTurns) await run(one, options.warmUpSeconds);
    for (let round = 0; round < options.rounds; round += 1) {
      for (const one of inTurns) one.rounds.push(await run(one, options.secondsPerRound));
    }
    return report(contenders);
  } finally {
    for (const end of stops.toReversed()) await end();
  }
}

type Client = Pick<BenchedAuth, 'clientId' | 'clientKey'>;

const byOAuth = (
  name: string,
  url: string,
  { clientId, clientKey }: Client,
  cpuSeconds: Contender['cpuSeconds'],
): Contender => ({
  name,
  url,
  headers: {
    'content-type': 'application/x-www-form-urlencoded',
    authorization: `Basic ${Buffer.from(`${clientId}:${clientKey}`).toString('base64')}`,
  },
  body: 'grant_type=client_credentials&scope=retail',
  cpuSeconds,
  rounds: [],
});

const byName = (auth: BenchedAuth): Contender => ({
  name: 'auth, getToken',
  url: `${auth.url}/retail/v1/getToken`,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ applicationId: auth.clientId, applicationKey: auth.clientKey }),
  cpuSeconds: () => auth.cpuSeconds(),
  rounds: [],
});

async function run(one: Contender, seconds: number): Promise<Round> {
  const before = await one.cpuSeconds();
  const phase = await hammer(one, CONNECTIONS, seconds);
  const cpuMs = 1000 * ((await one.cpuSeconds()) - before);
  return { ...phase, cpuMsPerToken: cpuMs / phase.latenciesMs.length };
}

const answer = z.object({ access_token: z.string() });

/** One token, asked for until the contender knows the client. */
async function issuedBy({ name, url, headers, body }: Contender): Promise<string> {
  let last = '';
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const response = await fetch(url, { method: 'POST', headers, body });
    last = await response.text();
    if (response.ok) return answer.parse(JSON.parse(last)).access_token;
    await pause(100);
  }
  throw new CliError(`${name} gives no token: ${last}`);
}

async function startOidcProvider(
  auth: BenchedAuth,
  token: string,
): Promise<{ url: string; cpuSeconds(): Promise<number>; stop(): Promise<void> }> {
  const { aud, exp, iat, tid, mid, sid, sale_id, ver } = decodeJwt(token);
  const options = {
    clientId: auth.clientId,
    clientKey: auth.clientKey,
    signingKey: { ...auth.signingKey, use: 'sig', alg: 'ES256' },
    audience: aud,
    claims: { tid, mid, sid, sale_id, ver },
    lifeSeconds: (exp ?? 0) - (iat ?? 0),
  };
  const child = fork(join(import.meta.dirname, 'bench/oidc-token-server.js'), [JSON.stringify(options)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve(z.object({ port: z.int() }).parse(message).port));
    child.once('exit', (code) => reject(new CliError(`oidc-provider ended with ${String(code)}`)));
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  };
  const cpuSeconds = async (): Promise<number> => {
    const told = new Promise((resolve) => child.once('message', resolve));
    child.send('cpu');
    return z.object({ cpuMicroseconds: z.number() }).parse(await told).cpuMicroseconds / 1e6;
  };
  return { url: `http://127.0.0.1:${port}`, cpuSeconds, stop };
}

/** The comparison is fair only when both issue the same. @throws Error when they do not */
function sameKind(ours: string, theirs: string): void {
  const shape = (token: string): string => {
    const { alg, typ } = decodeProtectedHeader(token);
    return JSON.stringify({ alg, typ, claims: Object.keys(decodeJwt(token)).sort() });
  };
  if (shape(ours) !== shape(theirs)) throw new Error(`not the same kind of token: ${shape(ours)} and ${shape(theirs)}`);
}

const median = (values: readonly number[]): number => quantile(values, 0.5);

function report({ ours, named, theirs }: Readonly<Record<'ours' | 'named' | 'theirs', Contender>>): TokenBench {
  say(
    `\n  ${'tokens, ES256 JWT'.padEnd(20)}${['per second', 'p50', 'p99', 'cpu/token'].map((head) => head.padStart(12)).join('')}`,
  );
  for (const { name, rounds } of [ours, named, theirs]) {
    const cells = [
      median(rounds.map(perSecond)).toFixed(0),
      `${median(rounds.map(({ latenciesMs }) => quantile(latenciesMs, 0.5))).toFixed(1)} ms`,
      `${median(rounds.map(({ latenciesMs }) => quantile(latenciesMs, 0.99))).toFixed(1)} ms`,
      `${median(rounds.map(({ cpuMsPerToken }) => cpuMsPerToken)).toFixed(3)} ms`,
    ];
    say(`  ${name.padEnd(20)}${cells.map((cell) => cell.padStart(12)).join('')}`);
  }
  const compared = (quotient: (our: Round, their: Round) => number): number =>
    Number(median(ours.rounds.map((our, at) => quotient(our, theirs.rounds[at] as Round))).toFixed(2));
  const ratio = compared((our, their) => perSecond(our) / perSecond(their));
  const cpuRatio = compared((our, their) => their.cpuMsPerToken / our.cpuMsPerToken);
  say(`\n  ${ratio.toFixed(2)} × oidc-provider (to reach: 3), ${cpuRatio.toFixed(2)} × by processor time`);
  say(`  median of ${ours.rounds.length} rounds in turns, ${CONNECTIONS} connections`);
  const rate = ({ rounds }: Contender): number => median(rounds.map(perSecond));
  return { ratio, perSecond: { auth: rate(ours), getToken: rate(named), oidcProvider: rate(theirs) }, cpuRatio };
}
