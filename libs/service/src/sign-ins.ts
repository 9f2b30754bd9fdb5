import { createHash } from 'node:crypto';
import { CSRF_HEADER, DomainError, PASSIVE_HEADER, SIGN_IN_COOKIE, signedIn } from '@ppaas/contracts';
import type { SignedIn } from '@ppaas/contracts';

/** Injection token of the `SignIns` of a service whose routes people may call. */
export const SIGN_INS = Symbol('SIGN_INS');

/** Says who is signed in. */
export interface SignIns {
  /**
   * @param id the value of the cookie
   * @param isPassive no person caused the call: it does not keep the sign-in alive
   * @returns undefined when the sign-in is over, or never was
   */
  find(id: string, isPassive: boolean): Promise<SignedIn | undefined>;
}

/** A sign-in that is ended, or a person whose role changes, is noticed after this time at the latest. */
const KNOWN_FOR_MS = 1_500;
const MAX_KNOWN = 10_000;
const ANSWER_WITHIN_MS = 2_000;

interface Known {
  readonly untilMs: number;
  readonly answer: Promise<SignedIn | undefined>;
}

/** Asks auth, the way the portal itself asks who is signed in; an answer is used for 1.5 s. */
export class RemoteSignIns implements SignIns {
  private readonly known = new Map<string, Known>();

  /** @param authUrl of the service, without a slash at the end */
  constructor(
    private readonly authUrl: string,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** @throws DomainError platform.unavailable when auth does not answer */
  async find(id: string, isPassive: boolean): Promise<SignedIn | undefined> {
    // A passive question must not hide an active one from auth, or a busy person would be signed out.
    const key = `${isPassive}:${createHash('sha256').update(id).digest('base64url')}`;
    const known = this.known.get(key);
    if (known !== undefined && known.untilMs > this.now()) return known.answer;
    this.known.delete(key);
    const [oldest] = this.known.keys();
    if (this.known.size >= MAX_KNOWN && oldest !== undefined) this.known.delete(oldest);
    const answer = this.ask(id, isPassive);
    this.known.set(key, { untilMs: this.now() + KNOWN_FOR_MS, answer });
    // What failed is asked again by the next call.
    answer.catch(() => this.known.delete(key));
    return answer;
  }

  private async ask(id: string, isPassive: boolean): Promise<SignedIn | undefined> {
    const response = await this.call(id, isPassive);
    if (response.status === 401) return undefined;
    if (!response.ok) throw unavailable(`auth answered ${response.status}`);
    return signedIn.parse(await response.json());
  }

  private async call(id: string, isPassive: boolean): Promise<Response> {
    try {
      return await fetch(`${this.authUrl}/auth/v1/sign-in`, {
        headers: { cookie: `${SIGN_IN_COOKIE}=${id}`, ...(isPassive ? { [PASSIVE_HEADER]: 'true' } : {}) },
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
        redirect: 'error',
      });
    } catch (error) {
      throw unavailable((error as Error).message);
    }
  }
}

const unavailable = (why: string): DomainError =>
  new DomainError('platform.unavailable', `Who is signed in cannot be told now: ${why}`);

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** 256 random bits as base64url: anything else was not made here. */
const SIGN_IN_ID = /^[A-Za-z0-9_-]{43}$/;

/** The id in the cookie of a request; undefined when there is none that could be one. */
export function signInIdOf(headers: Headers): string | undefined {
  const pairs = String(headers['cookie'] ?? '').split(';');
  const found = pairs.map((pair) => pair.trim()).find((pair) => pair.startsWith(`${SIGN_IN_COOKIE}=`));
  const id = found?.slice(SIGN_IN_COOKIE.length + 1);
  return id !== undefined && SIGN_IN_ID.test(id) ? id : undefined;
}

/** No person caused the call: the page says so, or opens its stream of events (again). */
export const isPassive = (headers: Headers): boolean =>
  headers[PASSIVE_HEADER] === 'true' || headers['accept'] === 'text/event-stream';

/**
 * Refuses what another site made a browser send. A browser says truly where a request comes from (`Sec-Fetch-Site`, or
 * `Origin` in old ones); a request that says neither carries a cookie without being a browser's.
 * @param origin the platform's own
 * @throws DomainError request.foreign
 */
export function requireOwnPage(headers: Headers, origin: string): void {
  const site = headers['sec-fetch-site'];
  const isOwn = site === undefined ? headers['origin'] === origin : site === 'same-origin';
  if (!isOwn) throw new DomainError('request.foreign');
}

/** Of a sign-in: only a page that may read its answers knows it. */
export const csrfTokenOf = (id: string): string => createHash('sha256').update(`csrf:${id}`).digest('base64url');

/** @throws DomainError request.foreign when a change does not carry the token of its sign-in */
export function requireCsrfToken(headers: Headers, id: string): void {
  if (headers[CSRF_HEADER] !== csrfTokenOf(id)) throw new DomainError('request.foreign');
}
