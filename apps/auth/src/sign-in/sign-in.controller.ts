import { Controller, Delete, Get, HttpCode, Inject, Ip, Param, Post, Req, Res } from '@nestjs/common';
import {
  DomainError,
  SIGN_IN_COOKIE,
  isUuid,
  secondFactorRequest,
  signInRequest,
  stepUpRequest,
} from '@ppaas/contracts';
import type { SignedIn, signInPlaces, signInStep } from '@ppaas/contracts';
import {
  CurrentPerson,
  Matters,
  Public,
  RateLimiter,
  RequireSignIn,
  isPassive,
  parseBody,
  requireOwnPage,
  signInIdOf,
} from '@ppaas/service';
import type { HttpRequest, Person } from '@ppaas/service';
import type { z } from 'zod';
import { AUTH_CONFIG } from '../auth.symbols.ts';
import type { AuthConfig } from '../auth.config.ts';
import { UsersStore } from '../user/users.store.ts';
import { SignInService } from './sign-in.service.ts';
import type { Step } from './sign-in.service.ts';

/** The part of Fastify's reply that is used here. */
interface HttpReply {
  header(name: string, value: string): unknown;
}
type StepAnswer = z.infer<typeof signInStep>;

/** The browser keeps it until it is closed; when it is over is decided here. */
const ATTRIBUTES = 'Path=/; Secure; HttpOnly; SameSite=Lax';

/** Signing in, out, and who is signed in. What is public here checks by itself that a page of ours calls. */
@Controller('auth/v1')
export class SignInController {
  private readonly origin: string;

  constructor(
    private readonly signIns: SignInService,
    private readonly users: UsersStore,
    private readonly limiter: RateLimiter,
    @Inject(AUTH_CONFIG) private readonly config: AuthConfig,
  ) {
    this.origin = new URL(config.ISSUER).origin;
  }

  @Post('sign-in')
  @Public()
  @HttpCode(200)
  async signIn(@Req() request: HttpRequest, @Res({ passthrough: true }) reply: HttpReply): Promise<StepAnswer> {
    requireOwnPage(request.headers, this.origin);
    const rate = { points: this.config.SIGN_INS_PER_MINUTE, durationSeconds: 60 };
    await this.limiter.take(`sign-in:${request.ip}`, rate);
    const place = { address: request.ip, userAgent: String(request.headers['user-agent'] ?? '') };
    const asked = parseBody(signInRequest, request.body);
    return answer(reply, await this.signIns.signIn(asked, place, signInIdOf(request.headers)));
  }

  @Post('sign-in/second-factor')
  @Public()
  @HttpCode(200)
  async secondFactor(@Req() request: HttpRequest, @Res({ passthrough: true }) reply: HttpReply): Promise<StepAnswer> {
    requireOwnPage(request.headers, this.origin);
    const shown = parseBody(secondFactorRequest, request.body);
    return answer(reply, await this.signIns.secondFactor(idOf(request), shown, request.ip));
  }

  /** What other services ask too, with the cookie they were sent: whatever they are asked for. */
  @Get('sign-in')
  @Public()
  @Matters('finish')
  async who(@Req() request: HttpRequest): Promise<SignedIn> {
    const found = await this.signIns.find(idOf(request), isPassive(request.headers));
    if (found === undefined) throw new DomainError('signIn.ended');
    return found;
  }

  @Post('sign-in/step-up')
  @RequireSignIn()
  @HttpCode(200)
  async stepUp(@Req() request: HttpRequest, @Res({ passthrough: true }) reply: HttpReply): Promise<StepAnswer> {
    const shown = parseBody(stepUpRequest, request.body);
    return answer(reply, await this.signIns.stepUp(idOf(request), shown, request.ip));
  }

  @Delete('sign-in')
  @RequireSignIn()
  @HttpCode(204)
  async signOut(@Req() request: HttpRequest, @Res({ passthrough: true }) reply: HttpReply): Promise<void> {
    const { signIn, user } = await this.signIns.open(idOf(request));
    await this.signIns.end(user, signIn.signInId, request.ip);
    reply.header('Set-Cookie', `${SIGN_IN_COOKIE}=; Max-Age=0; ${ATTRIBUTES}`);
  }

  @Get('sign-ins')
  @RequireSignIn()
  async places(@CurrentPerson() person: Person): Promise<z.infer<typeof signInPlaces>> {
    const places = await this.signIns.places(person.userId);
    return { items: places.map((place) => ({ ...place, isThis: place.signInId === person.signInId })) };
  }

  @Delete('sign-ins/:id')
  @RequireSignIn()
  @HttpCode(204)
  async end(@CurrentPerson() person: Person, @Param('id') id: string, @Ip() address: string): Promise<void> {
    if (!isUuid(id)) throw new DomainError('entity.unknown');
    await this.signIns.end(await this.users.one(person.userId), id, address);
  }
}

function answer(reply: HttpReply, { step, id }: Step): StepAnswer {
  reply.header('Set-Cookie', `${SIGN_IN_COOKIE}=${id}; ${ATTRIBUTES}`);
  return { step };
}

function idOf({ headers }: HttpRequest): string {
  const id = signInIdOf(headers);
  if (id === undefined) throw new DomainError('signIn.ended');
  return id;
}
