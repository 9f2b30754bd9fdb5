import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Incoming } from '@ppaas/messaging';
import { SYSTEM_CLOCK, type Clock } from '@ppaas/service';
import type { WebSocket } from 'ws';
import { setTimeout as pause } from 'node:timers/promises';
import { admit, type Admission, type DeviceIdentity } from './certificate.ts';
import { CertificateStore } from './certificate.store.ts';
import { ConnectionParts } from './connection-parts.ts';
import type { ConnectionHost } from './connection-host.ts';
import { DeviceConnection } from './device-connection.ts';
import { Homes } from './homes.ts';
import { MailboxService } from './mailbox.service.ts';
import { Newcomers } from './newcomers.ts';
import { OpenConnectionStore } from './open-connection.store.ts';
import { Revocations } from './revocations.ts';

/** A certificate that was issued a moment ago may be known a moment later. */
const LOOKUP_MS = 2_000;
const LOOKUP_EVERY_MS = 100;
const LEAVE_LOOK_MS = 50;

/** Takes sockets of admitted devices, and lets go of those that must go. */
@Injectable()
export class DeviceSockets implements OnApplicationShutdown {
  /** Every socket, also those that have not said Hello yet. */
  private readonly open = new Set<DeviceConnection>();
  private readonly revocations = new Revocations();
  private readonly homes = new Homes();
  private readonly newcomers = new Newcomers();
  /** Who has not gone home by itself, or could not. */
  private readonly goingHome: NodeJS.Timeout;
  /** Who is on the way out: when it has nothing to do any more. */
  private readonly leaving = new Set<DeviceConnection>();
  private readonly host: ConnectionHost<DeviceConnection>;

  constructor(
    @Inject(ConnectionParts) private readonly parts: ConnectionParts,
    @Inject(MailboxService) private readonly mailbox: MailboxService,
    @Inject(CertificateStore) private readonly certificates: CertificateStore,
    @Inject(OpenConnectionStore) private readonly notes: OpenConnectionStore,
    @Inject(SYSTEM_CLOCK) private readonly clock: Clock,
  ) {
    const { cell, instance, times, limits, events, presence, metrics, logger } = parts;
    this.host = {
      ...{ cell, instance, times, limits, events, presence, metrics, logger, clock },
      nextEpoch: (identity) => notes.open(identity),
      over: (epoch) => notes.close(epoch),
      opened: (connection) => this.opened(connection),
      closed: (connection) => this.closed(connection),
    };
    presence.onSuperseded({ cell, instance }, ({ epoch, deviceId, serialNumber }) => {
      this.supersede(epoch, deviceId, serialNumber);
    });
    presence.onForgotten(() => {
      for (const connection of this.mailbox.connections.all()) void connection.claim();
    });
    this.goingHome = setInterval(() => this.sendHome(() => true), times.homeMs);
    this.goingHome.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.goingHome);
  }

  /** Whose certificate it is, with a little patience for one that is new. */
  async admit(thumbprint: string): Promise<Admission> {
    const until = this.clock.now().getTime() + LOOKUP_MS;
    for (;;) {
      const row = (await this.certificates.find(thumbprint)) ?? this.newcomers.find(thumbprint);
      const admission = admit(row, this.clock.now());
      if (admission.kind !== 'unknown' || this.clock.now().getTime() > until) return admission;
      await pause(LOOKUP_EVERY_MS);
    }
  }

  take(socket: WebSocket, identity: DeviceIdentity): void {
    const connection = new DeviceConnection(socket, identity, this.host);
    this.open.add(connection);
    if (this.revocations.concern(identity)) connection.revoke();
  }

  /** What the registry says of certificates and owners counts for live sockets at once. */
  apply(message: Incoming<'registryEvents'>): void {
    this.revocations.hear(message);
    this.newcomers.hear(message);
    const { type, data } = message;
    for (const connection of this.open) {
      const { thumbprint, deviceId, tenantId } = connection.identity;
      if (type === 'CertificateChanged' && data.thumbprint === thumbprint) {
        if (data.status === 'REVOKED') connection.revoke();
        else connection.role = data.role;
      }
      const isRemoved =
        (type === 'DeviceChanged' && data.deviceId === deviceId && data.status === 'REMOVED') ||
        (type === 'OrganisationChanged' && data.tenantId === tenantId && data.status === 'REMOVED');
      if (isRemoved) connection.revoke();
    }
    if (this.homes.hear(message)) this.sendHome(({ identity }) => identity.tenantId === message.tenantId);
  }

  /** Devices of an organisation that another cell serves go there, each as soon as it has nothing to do. */
  private sendHome(isMeant: (connection: DeviceConnection) => boolean): void {
    for (const connection of this.open) {
      const connectUrl = this.homes.awayFrom(this.parts.cell, connection.identity.tenantId);
      const isHere = connection.epoch > 0 && !this.leaving.has(connection);
      if (connectUrl !== undefined && isHere && isMeant(connection)) void this.leave(connection);
    }
  }

  /**
   * One that never ends what runs there leaves in the end: its result comes over the next connection. Its organisation may have
   * moved on meanwhile, or back: a device keeps the address it is given, and must not be given one of a moment ago.
   */
  private async leave(connection: DeviceConnection): Promise<void> {
    this.leaving.add(connection);
    const { revokedMs, goAwayMs } = this.parts.times;
    const until = performance.now() + revokedMs;
    while (connection.isBusy && this.open.has(connection) && performance.now() < until) await pause(LEAVE_LOOK_MS);
    this.leaving.delete(connection);
    const connectUrl = this.homes.awayFrom(this.parts.cell, connection.identity.tenantId);
    if (connectUrl === undefined || !this.open.has(connection)) return;
    connection.goAway(Math.floor(Math.random() * goAwayMs), connectUrl);
  }

  /**
   * Sends the devices elsewhere: the idle ones at once, the others when their exchange is over or the time is. Whoever has not
   * heard of it yet still sends them commands here, which nobody but this process can refuse.
   */
  async drain(limitMs: number): Promise<void> {
    const hadDevices = this.open.size > 0;
    const until = this.clock.now().getTime() + limitMs;
    const leave = (connection: DeviceConnection): void =>
      connection.goAway(Math.floor(Math.random() * this.parts.times.goAwayMs));
    while (this.open.size > 0 && this.clock.now().getTime() < until) {
      for (const connection of this.open) if (!connection.isBusy) leave(connection);
      if (this.open.size > 0) await pause(50);
    }
    for (const connection of this.open) leave(connection);
    await this.parts.events.flush();
    await this.notes.flush();
    if (hadDevices) await pause(this.parts.times.lingerMs);
  }

  private opened(connection: DeviceConnection): void {
    const { deviceId, serialNumber } = connection.identity;
    this.mailbox.ledger.open(connection.epoch, connection.identity);
    this.mailbox.connections.add(connection);
    this.supersede(connection.epoch, deviceId, serialNumber);
  }

  private closed(connection: DeviceConnection): void {
    this.open.delete(connection);
    this.mailbox.connections.remove(connection);
    this.mailbox.ledger.close(connection.epoch, this.clock.now().getTime(), connection.expected);
  }

  private supersede(epoch: number, deviceId: string, serialNumber: string): void {
    for (const older of this.mailbox.connections.olderThan(epoch, deviceId, serialNumber)) older.supersede();
  }
}
