import { Inject, Injectable, RequestMethod, SetMetadata } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants.js';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import type { Importance } from './overload.ts';
import { Shedding } from './shedding.ts';

const IMPORTANCE = 'ppaas:importance';
/** `apart`: neither counted nor refused, since it lasts for hours, or says how the process is. */
type Weight = Importance | 'apart';

/** How much the calls of a route, or of all routes of a controller, matter. Default: GET is a `listing`, all else a `start`. */
export const Matters = (value: Weight): MethodDecorator & ClassDecorator => SetMetadata(IMPORTANCE, value);

/** Refuses a call, before it is known who calls, when there is too much to do for one that matters no more. */
@Injectable()
export class SheddingGuard implements CanActivate {
  private readonly known = new Map<unknown, Weight>();

  constructor(
    private readonly reflector: Reflector,
    @Inject(Shedding) private readonly shedding: Shedding,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const importance = this.importanceOf(context);
    const { raw } = context.switchToHttp().getResponse<FastifyReply>();
    // Whoever is gone already would never leave.
    if (importance === 'apart' || raw.destroyed) return true;
    this.shedding.enter(importance);
    // Not `onResponse`: of a caller who hangs up Fastify says nothing.
    raw.once('close', this.shedding.leave);
    return true;
  }

  private importanceOf(context: ExecutionContext): Weight {
    const handler = context.getHandler();
    const known = this.known.get(handler);
    if (known !== undefined) return known;
    const method = this.reflector.get<RequestMethod | undefined>(METHOD_METADATA, handler);
    const importance =
      this.reflector.getAllAndOverride<Weight | undefined>(IMPORTANCE, [handler, context.getClass()]) ??
      (method === RequestMethod.GET ? 'listing' : 'start');
    this.known.set(handler, importance);
    return importance;
  }
}
