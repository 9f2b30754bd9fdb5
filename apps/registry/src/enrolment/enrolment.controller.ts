import { Controller, Header, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { DomainError, enrolRequest, renewRequest } from '@ppaas/contracts';
import { doorCertificate, parseBody, Public } from '@ppaas/service';
import type { RegistryConfig } from '../registry.config.ts';
import { REGISTRY_CONFIG } from '../registry.symbols.ts';
import { EnrolmentLimits } from './enrolment.limiter.ts';
import { EnrolmentService } from './enrolment.service.ts';
import type { EnrolAnswer } from './enrolment.service.ts';

interface DeviceRequest {
  readonly body: unknown;
  readonly ip: string;
  readonly headers: Parameters<typeof doorCertificate>[0];
}

/** Public, since a device has no token: the first route asks for an activation code, the second for a certificate. */
@Controller('device/v1')
@Public()
export class EnrolmentController {
  constructor(
    private readonly enrolment: EnrolmentService,
    private readonly limits: EnrolmentLimits,
    @Inject(REGISTRY_CONFIG) private readonly config: RegistryConfig,
  ) {}

  @Post('enrol')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  async enrol(@Req() { body, ip }: DeviceRequest): Promise<EnrolAnswer> {
    const { activationCode, csr } = parseBody(enrolRequest, body);
    return this.limits.attempt(ip, () => this.enrolment.enrol(activationCode, csr));
  }

  /** Behind the mutual-TLS door, which says whose certificate it checked and proves with its token that it is the door. */
  @Post('renew')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  async renew(@Req() { body, headers }: DeviceRequest): Promise<EnrolAnswer> {
    const thumbprint = doorCertificate(headers, this.config.DOOR_TOKEN);
    if (thumbprint === undefined) throw new DomainError('certificate.required');
    return this.enrolment.renew(thumbprint, parseBody(renewRequest, body).csr);
  }
}
