import { CSRF_HEADER, PASSIVE_HEADER } from '@ppaas/contracts';
import type { Problem, SignedIn } from '@ppaas/contracts';
import createClient from 'openapi-fetch';
import type { paths } from '../generated/api.ts';
import { isAttended } from './activity.ts';
import { ProblemError } from './problem.ts';

let csrfToken: string | undefined;

/** The API of the platform, typed by its OpenAPI document. Use it through `answerOf`. */
export const api = createClient<paths>({ baseUrl: location.origin });

api.use({
  onRequest({ request }) {
    if (csrfToken !== undefined && request.method !== 'GET') request.headers.set(CSRF_HEADER, csrfToken);
    if (!isAttended()) request.headers.set(PASSIVE_HEADER, 'true');
    return request;
  },
});

interface Called<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/** The body of an answer. @throws ProblemError when it is a refusal */
export async function answerOf<Data>(call: Promise<Called<Data>>): Promise<Data> {
  const { data, error, response } = await call;
  if (response.ok) return data as Data;
  throw new ProblemError(response.status, asProblem(error), response.headers.get('x-request-id'));
}

const asProblem = (body: unknown): Partial<Problem> =>
  typeof body === 'object' && body !== null ? (body as Partial<Problem>) : {};

/** Who is signed in; null when nobody is. Also learns the token that changes must carry. */
export async function whoIsSignedIn(): Promise<SignedIn | null> {
  const { data, error, response } = await api.GET('/auth/v1/sign-in');
  if (response.status === 401) return null;
  if (data === undefined)
    throw new ProblemError(response.status, asProblem(error), response.headers.get('x-request-id'));
  ({ csrfToken } = data);
  return data;
}

type Given<Members> = { [Name in keyof Members]?: Exclude<Members[Name], undefined> };

/** The members of a question that are there. */
export const given = <Members extends object>(members: Members): Given<Members> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Given<Members>;
