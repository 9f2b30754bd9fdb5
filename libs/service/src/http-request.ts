/** The part of a request that controllers read. `body` is the raw text: a schema reads it once. */
export interface HttpRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
  readonly ip: string;
}
