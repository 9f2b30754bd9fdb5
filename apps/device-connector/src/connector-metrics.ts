import { CLOSE_CODES } from '@ppaas/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { Metrics } from '@ppaas/service';

/** A device says itself what it is, and could say another thing each time. */
const KINDS = 30;

export interface DeviceKind {
  readonly model: string;
  readonly version: string;
}
export const OTHER_KIND: DeviceKind = { model: 'other', version: 'other' };

/** What an operator watches of the sockets. */
@Injectable()
export class ConnectorMetrics {
  readonly sockets;
  readonly stages;
  readonly displayed;
  readonly handshakes;
  readonly frames;
  readonly refused;
  readonly closed;
  readonly cardData;
  readonly supersededClaims;
  private readonly kinds = new Set<string>();

  constructor(@Inject(Metrics) metrics: Metrics) {
    this.sockets = metrics.gauge('ppaas_device_sockets', 'Connections that have been welcomed', ['model', 'version']);
    this.stages = metrics.histogram('ppaas_exchange_stage_seconds', 'Parts of the time of an exchange', ['stage']);
    this.displayed = metrics.histogram(
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
    this.sockets.set(OTHER_KIND, 0);
    for (const result of ['admitted', 'tls refused', 'too many']) this.handshakes.inc({ result }, 0);
    for (const code of Object.values(CLOSE_CODES)) this.closed.inc({ code }, 0);
    for (const reason of ['unproven', 'expired']) this.refused.inc({ reason }, 0);
  }

  /** Labels of a kind of device: the first thirty kinds have series of their own. */
  kindOf(model: string, version: string): DeviceKind {
    const kind = JSON.stringify([model, version]);
    if (this.kinds.size < KINDS) this.kinds.add(kind);
    return this.kinds.has(kind) ? { model, version } : OTHER_KIND;
  }
}
