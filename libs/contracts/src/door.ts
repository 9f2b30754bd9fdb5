/** What the mutual-TLS door says to a service: SHA-256 of the client certificate it checked, hex. No other door lets it pass. */
export const CLIENT_CERTIFICATE_HEADER = 'x-client-cert-sha256';
/** The secret by which auth and the registry know that it is the door who says so. */
export const DOOR_TOKEN_HEADER = 'x-door-token';
/**
 * Where the door asks auth before it lets a call of `/retail/v1/**` in. 2xx carries the `Authorization` to send on, any
 * other answer is the client's. In no route: it is reached from inside only.
 */
export const AUTHORISE_PATH = '/door/v1/authorise';
