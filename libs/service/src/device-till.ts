import { createHash } from 'node:crypto';

/**
 * The POS software on a device has no registration of its own: this is its posId, made from the deviceId so that every
 * service comes to the same one. UUID version 8 (RFC 9562 §5.8) over SHA-256.
 */
export function posIdOfDevice(deviceId: string): string {
  const bytes = createHash('sha256').update(`till on device ${deviceId}`).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
