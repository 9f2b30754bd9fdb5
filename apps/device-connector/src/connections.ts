import type { DeviceConnection } from './device-connection.ts';

/** The connections of this process that have an epoch, found by what is known of them. */
export class Connections {
  readonly #byEpoch = new Map<number, DeviceConnection>();
  readonly #byDevice = new Map<string, Set<DeviceConnection>>();

  add(connection: DeviceConnection): void {
    this.#byEpoch.set(connection.epoch, connection);
    const { deviceId } = connection.identity;
    const ofDevice = this.#byDevice.get(deviceId) ?? new Set();
    this.#byDevice.set(deviceId, ofDevice.add(connection));
  }

  remove(connection: DeviceConnection): void {
    if (this.#byEpoch.get(connection.epoch) === connection) this.#byEpoch.delete(connection.epoch);
    const ofDevice = this.#byDevice.get(connection.identity.deviceId);
    ofDevice?.delete(connection);
    if (ofDevice?.size === 0) this.#byDevice.delete(connection.identity.deviceId);
  }

  atEpoch(epoch: number): DeviceConnection | undefined {
    return this.#byEpoch.get(epoch);
  }

  ofDevice(deviceId: string): DeviceConnection[] {
    return [...(this.#byDevice.get(deviceId) ?? [])];
  }

  /** Connections of one piece of hardware that are older than an epoch. */
  olderThan(epoch: number, deviceId: string, serialNumber: string): DeviceConnection[] {
    return this.ofDevice(deviceId).filter(
      (connection) => connection.identity.serialNumber === serialNumber && connection.epoch < epoch,
    );
  }

  all(): DeviceConnection[] {
    return [...this.#byEpoch.values()];
  }
}
