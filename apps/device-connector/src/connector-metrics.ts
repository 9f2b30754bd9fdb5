import { CLOSE_CODES } from '@ppaas/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { BoundedLabel, Metrics, StageTimes, TENANTS_NAMED } from '@ppaas/service';
import { DeviceKinds } from './device-kinds.ts';
import type { DeviceKind } from './device-kinds.ts';

const STAGES = ['delivered', 'displayed', 'authorised'] as const;

/** What an operator watches of the sockets. */
@Injectable()
export class ConnectorMetrics {
  readonly kinds = new DeviceKinds((kind) => this.#displayed.remove(kind));
  readonly handshakes;
  readonly frames;
  readonly refused;
  readonly closed;
  readonly cardData;
  readonly supersededClaims;
  readonly #displayed;
  readonly #stages;
  readonly #tenants = new BoundedLabel(TENANTS_NAMED, (tenant) => this.#stages.forget(tenant));

  constructor(@Inject(Metrics) metrics: Metrics) {
    metrics.gauge('ppaas_device_sockets', 'Connections that have been welcomed', ['model', 'version'], (gauge) => {
      gauge.reset();
      for (const [kind, count] of this.kinds.counts()) gauge.set(kind, count);
    });
    this.#stages = new StageTimes(metrics, STAGES);
    this.#displayed = metrics.histogram(
      'ppaas_device_displayed_seconds',
      'From the acceptance of a sale to its first progress on the device',
      ['model', 'version'],
    );
    this.handshakes = metrics.counter('ppaas_device_handshakes_total', 'Upgrades by result', ['result']);
    this.frames = metrics.counter('ppaas_device_frames_total', 'Frames by direction and kind', ['direction', 'kind']);
    this.refused = metrics.counter('ppaas_device_commands_refused_total', 'Commands that were not written', ['reason']);
    this.closed = metrics.counter('ppaas_device_closed_total', 'Connections closed by the platform', ['code']);
    this.cardData = metrics.counter('ppaas_card_data_blocked_total', 'Frames with card data, taken out or refused');
    this.supersededClaims = metrics.counter(
      'ppaas_device_superseded_total',
      'Connections that gave way to a newer one',
    );
    for (const result of ['admitted', 'tls refused', 'too many']) this.handshakes.inc({ result }, 0);
    for (const code of Object.values(CLOSE_CODES)) this.closed.inc({ code }, 0);
    for (const reason of ['unproven', 'expired']) this.refused.inc({ reason }, 0);
  }

  /** @param seconds from the acceptance of a sale to its first progress on a device of this kind */
  displayed(kind: DeviceKind, seconds: number): void {
    this.#displayed.observe(this.kinds.labelOf(kind), seconds);
  }

  /** A part of a sale of this tenant took so long. */
  staged(stage: (typeof STAGES)[number], tenantId: string, seconds: number): void {
    this.#stages.observe(stage, this.#tenants.of(tenantId), seconds);
  }
}
