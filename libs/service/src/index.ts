export { csvText, parseBody } from './body.ts';
export { BoundedLabel } from './bounded-label.ts';
export type { Caller, Operator } from './caller.ts';
export { SYSTEM_CLOCK, systemClock } from './clock.ts';
export type { Clock } from './clock.ts';
export { baseConfig, doorConfig, httpConfig, loadConfig, readConfig, signInConfig } from './config.ts';
export type { BaseConfig, HttpConfig } from './config.ts';
export {
  CurrentCaller,
  CurrentOperator,
  CurrentPerson,
  CurrentPrincipal,
  CurrentReadmit,
} from './current.decorator.ts';
export type { AuthenticatedRequest, Readmit } from './current.decorator.ts';
export { formatCsv } from './csv.ts';
export { Database } from './database.ts';
export { OutcomeUnknownError, isConnectionLost, isDatabaseAway, isDatabaseUnavailable } from './database-errors.ts';
export { posIdOfDevice } from './device-till.ts';
export { doorCertificate } from './door.ts';
export { HealthCheck } from './health.ts';
export type { HttpRequest } from './http-request.ts';
export { IdempotencyInterceptor } from './idempotency.interceptor.ts';
export { ANSWER_SEAL, Idempotency } from './idempotency.store.ts';
export type { AnswerSeal } from './idempotency.store.ts';
export { Logger, createLogger } from './logger.ts';
export { migrate } from './migrate.ts';
export type { Class } from './migrate.ts';
export { buildIndex, dropIndex, updateInBatches } from './migration-steps.ts';
export { Metrics } from './metrics.ts';
export type { Durations } from './metrics.ts';
export { migrateOnce } from './migrate-once.ts';
export { REFUSALS, RefusalsInterceptor, actOfRefusal } from './refusals.interceptor.ts';
export type { Refusals, Refused, RefusedPlace } from './refusals.interceptor.ts';
export { requireFresh, requireFreshPerson } from './principal.ts';
export type { Person, Principal } from './principal.ts';
export { toProblem } from './problem.ts';
export type { ProblemAnswer } from './problem.ts';
export { Pulses } from './pulse.ts';
export { RateLimiter } from './rate-limiter.ts';
export type { Rate } from './rate-limiter.ts';
export { Redis } from './redis.ts';
export { ACCESS, Public, RequirePermission, RequireScope, RequireSignIn, bearerToken } from './scope.guard.ts';
export type { Access } from './scope.guard.ts';
export { ServiceModule } from './service.module.ts';
export type { ServiceModuleOptions } from './service.module.ts';
export { RemoteSignIns, SIGN_INS, csrfTokenOf, isPassive, requireOwnPage, signInIdOf } from './sign-ins.ts';
export type { SignIns } from './sign-ins.ts';
export { STOP_ORDER, Shutdown } from './shutdown.ts';
export { closeTable, openOutbox, openTable, unwall, wall } from './walls.ts';
export type { Wall } from './walls.ts';
export { start, startService } from './start-service.ts';
export type { StartOptions } from './start-service.ts';
export { TokenVerifier } from './token-verifier.ts';
export type { Scope } from './token-verifier.ts';
export { continueTrace, currentTrace, withTrace } from '@ppaas/messaging';
export type { Trace } from '@ppaas/messaging';
