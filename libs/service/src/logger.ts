import type { LoggerService } from '@nestjs/common';
import { currentTrace } from '@ppaas/messaging';
import { scrubText } from '@ppaas/nexo';
import { pino, stdTimeFunctions } from 'pino';
import type { Logger as PinoLogger } from 'pino';

export interface LoggerOptions {
  readonly service: string;
  readonly instance: string;
  readonly level: string;
  /** Default: standard output. */
  readonly write?: (line: string) => void;
}

/** Injection token of the process's logger; a type as well. */
export const Logger = Symbol('Logger');
export type Logger = PinoLogger;

/** JSON lines with service, instance and trace; the last stage masks whatever looks like a card number. */
export function createLogger(options: LoggerOptions): PinoLogger {
  const write = options.write ?? ((line: string) => void process.stdout.write(line));
  return pino(
    {
      level: options.level,
      base: { service: options.service, instance: options.instance },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: ['*.authorization', '*.cookie', '*.applicationKey', '*.client_secret', '*.activationCode'],
      mixin: () => {
        const trace = currentTrace();
        return trace === undefined ? {} : { traceId: trace.traceId, spanId: trace.spanId };
      },
    },
    { write: (line) => write(scrubText(line)) },
  );
}

/** What Nest says of itself; its chatter at start is worth a debug line only. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: PinoLogger) {}

  log(message: unknown, ...context: unknown[]): void {
    this.logger.debug({ nest: context }, String(message));
  }
  debug(message: unknown, ...context: unknown[]): void {
    this.logger.debug({ nest: context }, String(message));
  }
  verbose(message: unknown, ...context: unknown[]): void {
    this.logger.trace({ nest: context }, String(message));
  }
  warn(message: unknown, ...context: unknown[]): void {
    this.logger.warn({ nest: context }, String(message));
  }
  error(message: unknown, ...context: unknown[]): void {
    this.logger.error(message instanceof Error ? { err: message } : { nest: context }, String(message));
  }
  fatal(message: unknown, ...context: unknown[]): void {
    this.logger.fatal({ nest: context }, String(message));
  }
}
