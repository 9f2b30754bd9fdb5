import { Controller, Get, Header, Inject, Optional, Res } from '@nestjs/common';
import { KafkaBus, KafkaServer } from '@ppaas/messaging';
import type { FastifyReply } from 'fastify';
import { Database } from './database.ts';
import { Metrics } from './metrics.ts';
import { Redis } from './redis.ts';
import { Public } from './scope.guard.ts';
import { Matters } from './shedding.guard.ts';
import { Shutdown } from './shutdown.ts';

/** What a readiness answer says; only Postgres, starting and stopping decide, since all else only makes the service slower or refuse work. */
export interface Health {
  readonly ready: boolean;
  readonly database: boolean | null;
  readonly kafka: boolean | null;
  readonly redis: boolean | null;
}

/** The state of the process and of what it leans on; null = not used. */
export class HealthCheck {
  private readonly missing = new Set<symbol>();

  constructor(
    @Inject(Shutdown) private readonly shutdown: Shutdown,
    @Inject(Metrics) metrics: Metrics,
    @Optional() @Inject(Database) private readonly database?: Database,
    @Optional() @Inject(KafkaBus) private readonly bus?: KafkaBus,
    @Optional() @Inject(KafkaServer) private readonly server?: KafkaServer,
    @Optional() @Inject(Redis) private readonly redis?: Redis,
  ) {
    metrics.gauge('ppaas_degraded', '1 while a dependency does not answer', ['dependency'], (gauge) => {
      if (bus) gauge.set({ dependency: 'kafka' }, bus.isReachable() ? 0 : 1);
      if (redis) gauge.set({ dependency: 'redis' }, redis.isReady() ? 0 : 1);
    });
  }

  /** False when only a new process can help. */
  isAlive(): boolean {
    return this.server?.isAlive() ?? true;
  }

  /** Says "not ready" until what is returned is called: for a part that opens after HTTP does. */
  notYet(): () => void {
    const part = Symbol('missing');
    this.missing.add(part);
    return () => void this.missing.delete(part);
  }

  async look(): Promise<Health> {
    const database = this.database ? await this.database.isReady() : null;
    return {
      ready: database !== false && !this.shutdown.isStopping && this.missing.size === 0,
      database,
      kafka: this.bus?.isReachable() ?? null,
      redis: this.redis?.isReady() ?? null,
    };
  }
}

@Public()
@Matters('apart')
@Controller()
export class HealthController {
  constructor(
    @Inject(HealthCheck) private readonly health: HealthCheck,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  @Get('health/live')
  live(@Res({ passthrough: true }) reply: FastifyReply): { alive: boolean } {
    const alive = this.health.isAlive();
    void reply.status(alive ? 200 : 503);
    return { alive };
  }

  @Get('health/ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Health> {
    const health = await this.health.look();
    void reply.status(health.ready ? 200 : 503);
    return health;
  }

  @Get('metrics')
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  read(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}
