import { randomBytes } from 'node:crypto';
import { API_CLIENT_ID, uuidV7 } from '@ppaas/contracts';

/** OAuth client id of a program; one of another millisecond sorts behind those before it. */
export const newApiClientId = (id = uuidV7()): string => `api_${id.replaceAll('-', '')}`;

/** Whether a client id is one of a program, as opposed to an Application ID; only these are looked up in the database. */
export const isApiClientId = (clientId: string): boolean => API_CLIENT_ID.test(clientId);

/** 256 random bits, safe in a URL, a shell and HTTP Basic. */
export const newClientSecret = (random = randomBytes(32)): string => random.toString('base64url');
