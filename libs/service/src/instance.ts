import { SERVICE_NAMES } from '@ppaas/contracts';

/**
 * The service that an instance belongs to. Kubernetes names the pods of a StatefulSet `device-connector-0`, those of a
 * Deployment `transaction-7d9f8b6c5d-x2x4q`, and those of a cell `transaction-acme-…`; all begin with the service.
 */
export function serviceOfInstance(instance: string): string {
  return SERVICE_NAMES.find((name) => `${instance}-`.startsWith(`${name}-`)) ?? instance.replace(/-\d+$/, '');
}
