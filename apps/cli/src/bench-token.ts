import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import autocannon from 'autocannon';
import type { Result } from 'autocannon';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { z } from 'zod';
import { startAuth } from './bench/auth-process.ts';
import type { BenchedAuth } from './bench/auth-process.ts';
import { CliError } from './cli-error.ts';
import { say, step } from './progress.ts';
import { startThrowAwayStores } from './stores/throw-away.ts';

const CONNECTIONS = 16;

export interface TokenBenchOptions {
  readonly rounds: number;
  readonly secondsPerRound: number;
  readonly warmUpSeconds: number;
}

interface Round extends Result {
  /** Processor time of the server for one token. */
  readonly cpuMsPerToken: number;
}

interface Contender {
  readonly name: string;
  readonly url: string;
  readonly body: string;
  readonly cpuSeconds: () => Promise<number>;
  readonly rounds: Round[];
}

export interface TokenBench {
  /** Tokens a second, median of the rounds, ours divided by theirs. */
  readonly ratio: number;
  readonly perSecond: { readonly auth: number; readonly oidcProvider: number };
  /** Processor time of the server for a token, theirs divided by ours: what a busy machine cannot blur. */
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
    : { rounds: 7, secondsPerRound: 4, warmUpSeconds: 5 };
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
 * Our auth on real stores (a rate limit in Redis and the client in Postgres for each token) against npm `oidc-provider`
 * in memory, both issuing an ES256 JWT with the same claims to a client with HTTP Basic; in turns, one process each.
 */
export async function benchToken(options: TokenBenchOptions): Promise<TokenBench> {
  const { stores, stop } = await step('stores', () => startThrowAwayStores({ fsync: true }));
  const stops = [stop];
  try {
    const auth = await step('auth', () => startAuth(stores));
    stops.push(() => auth.stop());
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `Basic ${Buffer.from(`${auth.clientId}:${auth.clientKey}`).toString('base64')}`,
    };
    const ours = contender('auth', `${auth.url}/oauth2/token`, () => auth.cpuSeconds());
    const token = await issuedBy(ours, headers);
    const theirs = await step('oidc-provider', () => startOidcProvider(auth, token));
    stops.push(theirs.stop);
    const other = contender('oidc-provider', `${theirs.url}/token`, theirs.cpuSeconds);
    sameKind(token, await issuedBy(other, headers));

    for (const one of [ours, other]) await run(one, headers, options.warmUpSeconds);
    for (let round = 0; round < options.rounds; round += 1) {
      for (const one of [ours, other]) one.rounds.push(await run(one, headers, options.secondsPerRound));
    }
    return report(ours, other);
  } finally {
    for (const end of stops.toReversed()) await end();
  }
}

const contender = (name: string, url: string, cpuSeconds: Contender['cpuSeconds']): Contender => ({
  name,
  url,
  body: 'grant_type=client_credentials&scope=retail',
  cpuSeconds,
  rounds: [],
});

async function run(one: Contender, headers: Record<string, string>, seconds: number): Promise<Round> {
  const { name, url, body } = one;
  const before = await one.cpuSeconds();
  const result = await autocannon({ url, method: 'POST', headers, body, connections: CONNECTIONS, duration: seconds });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${name} answered ${result.non2xx} calls without a token and lost ${result.errors}`);
  }
  const cpuMsPerToken = (1000 * ((await one.cpuSeconds()) - before)) / result.requests.total;
  return { ...result, cpuMsPerToken };
}

const answer = z.object({ access_token: z.string() });

/** One token, asked for until the contender knows the client. */
async function issuedBy({ name, url, body }: Contender, headers: Record<string, string>): Promise<string> {
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

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

function report(ours: Contender, theirs: Contender): TokenBench {
  say(
    `\n  ${'tokens, ES256 JWT'.padEnd(20)}${['per second', 'p50', 'p99', 'cpu/token'].map((head) => head.padStart(12)).join('')}`,
  );
  for (const { name, rounds } of [ours, theirs]) {
    const cells = [
      median(rounds.map((round) => round.requests.average)).toFixed(0),
      `${median(rounds.map((round) => round.latency.p50)).toFixed(1)} ms`,
      `${median(rounds.map((round) => round.latency.p99)).toFixed(1)} ms`,
      `${median(rounds.map((round) => round.cpuMsPerToken)).toFixed(3)} ms`,
    ];
    say(`  ${name.padEnd(20)}${cells.map((cell) => cell.padStart(12)).join('')}`);
  }
  const rate = ({ rounds }: Contender): number => median(rounds.map((round) => round.requests.average));
  const perSecond = { auth: rate(ours), oidcProvider: rate(theirs) };
  const ratio = Number((perSecond.auth / perSecond.oidcProvider).toFixed(2));
  const cpu = ({ rounds }: Contender): number => median(rounds.map((round) => round.cpuMsPerToken));
  const cpuRatio = Number((cpu(theirs) / cpu(ours)).toFixed(2));
  say(`\n  ${ratio.toFixed(2)} × oidc-provider (to reach: 3), ${cpuRatio.toFixed(2)} × by processor time`);
  say(`  median of ${ours.rounds.length} rounds in turns, ${CONNECTIONS} connections`);
  return { ratio, perSecond, cpuRatio };
}
