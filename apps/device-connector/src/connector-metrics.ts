import { Inject, Injectable } from '@nestjs/common';
import { Metrics } from '@ppaas/service';

/** What an operator watches of the sockets. */
@Injectable()
export class ConnectorMetrics {
  readonly sockets;
  readonly handshakes;
  readonly frames;
  readonly refused;
  readonly closed;
  readonly cardData;
  readonly supersededClaims;

  constructor(@Inject(Metrics) metrics: Metrics) {
    this.sockets = metrics.gauge('ppaas_device_sockets', 'Connections that have been welcomed');
    this.handshakes = metrics.counter('ppaas_device_handshakes_total', 'Upgrades by result', ['result']);
    this.frames = metrics.counter('ppaas_device_frames_total', 'Frames by direction and kind', ['direction', 'kind']);
    this.refused = metrics.counter('ppaas_device_commands_refused_total', 'Commands that were not written', ['reason']);
    this.closed = metrics.counter('ppaas_device_closed_total', 'Connections closed by the platform', ['code']);
    this.cardData = metrics.counter('ppaas_card_data_blocked_total', 'Frames with card data, taken out or refused');
    this.supersededClaims = metrics.counter(
      'ppaas_device_superseded_total',
      'Connections that gave way to a newer one',
    );
  }
}
