import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { AddOutboxCell1700000000100, CreateOutbox1700000000000 } from '@ppaas/messaging';
import { ANSWER_SEAL, Idempotency, REFUSALS, RefusalsInterceptor, SIGN_INS, ServiceModule } from '@ppaas/service';
import { Acts } from './acts.service.ts';
import { ApiClientController } from './api-client/api-client.controller.ts';
import { ApiClientService } from './api-client/api-client.service.ts';
import { ApiClientsStore } from './api-client/api-clients.store.ts';
import { AuthConsumers } from './auth.consumers.ts';
import type { AuthConfig, AuthSecrets } from './auth.config.ts';
import { AUTH_CONFIG, AUTH_SECRETS } from './auth.symbols.ts';
import { ClientsService } from './clients.service.ts';
import { ClientsStore } from './clients.store.ts';
import { DeviceTokenService } from './device-token.service.ts';
import { DoorController } from './door.controller.ts';
import { FactorStore } from './factor/factor.store.ts';
import { Factors } from './factor/factor.service.ts';
import { answerSeal } from './factor/sealed-secret.ts';
import { KnownClients } from './known-clients.service.ts';
import { KeyNotices } from './mail/key-notices.service.ts';
import { MailStore } from './mail/mail.store.ts';
import { MailSweeper } from './mail/mail.sweeper.ts';
import { MailboxController } from './mail/mailbox.controller.ts';
import { MetadataController } from './metadata.controller.ts';
import { CreateAuth1700000100000 } from './migrations/1700000100000-create-auth.ts';
import { AddDevices1700000100001 } from './migrations/1700000100001-add-devices.ts';
import { CreatePeople1700000110000 } from './migrations/1700000110000-create-people.ts';
import { TellShownKeys1700000120000 } from './migrations/1700000120000-tell-shown-keys.ts';
import { WallAuth1700000190000 } from './migrations/1700000190000-wall-auth.ts';
import { AddRetailUrl1700000191000 } from './migrations/1700000191000-add-retail-url.ts';
import { IdempotentRequests1700000192000 } from './migrations/1700000192000-idempotent-requests.ts';
import { AddApiClients1700000193000 } from './migrations/1700000193000-add-api-clients.ts';
import { AUTH_ENTITIES } from './projection.entity.ts';
import { RevocationsStore } from './revocations.store.ts';
import { Sightings } from './sightings.service.ts';
import { AccountChanges } from './sign-in/account-changes.service.ts';
import { AccountController } from './sign-in/account.controller.ts';
import { AccountService } from './sign-in/account.service.ts';
import { Credentials } from './sign-in/credentials.service.ts';
import { SignInController } from './sign-in/sign-in.controller.ts';
import { SignInService } from './sign-in/sign-in.service.ts';
import { SignInStore } from './sign-in/sign-in.store.ts';
import { Throttle } from './sign-in/throttle.store.ts';
import { TokenController } from './token.controller.ts';
import { TokenLimits } from './token.limiter.ts';
import { TokenService } from './token.service.ts';
import { TokenStatusService } from './token-status.service.ts';
import { LinksController } from './user/links.controller.ts';
import { Links } from './user/links.service.ts';
import { LinksStore } from './user/links.store.ts';
import { PasswordLinks } from './user/password-links.service.ts';
import { Passwords } from './user/passwords.service.ts';
import { UserRefusals } from './user/refusals.service.ts';
import { UserController } from './user/user.controller.ts';
import { UserService } from './user/user.service.ts';
import { UsersStore } from './user/users.store.ts';

export const MIGRATIONS = [
  ...[CreateOutbox1700000000000, AddOutboxCell1700000000100, CreateAuth1700000100000],
  ...[AddDevices1700000100001, CreatePeople1700000110000],
  ...[TellShownKeys1700000120000, WallAuth1700000190000, AddRetailUrl1700000191000],
  ...[IdempotentRequests1700000192000, AddApiClients1700000193000],
];

/** People and their sign-ins. */
const PEOPLE = [
  ...[Idempotency, Acts, UsersStore, UserService, Passwords, LinksStore, Links, PasswordLinks],
  ...[FactorStore, Factors, MailStore, MailSweeper, KeyNotices],
  ...[SignInStore, SignInService, Credentials, Throttle, AccountService, AccountChanges],
];

@Module({})
export class AuthModule {
  static with(config: AuthConfig, secrets: AuthSecrets): DynamicModule {
    return {
      module: AuthModule,
      imports: [
        ServiceModule.forRoot({
          config,
          database: { entities: AUTH_ENTITIES, migrations: MIGRATIONS },
          redis: true,
          tokens: true,
          messaging: true,
        }),
      ],
      controllers: [
        TokenController,
        DoorController,
        MetadataController,
        AuthConsumers,
        SignInController,
        AccountController,
        LinksController,
        UserController,
        ApiClientController,
        MailboxController,
      ],
      providers: [
        { provide: AUTH_CONFIG, useValue: config },
        { provide: AUTH_SECRETS, useValue: secrets },
        ApiClientService,
        ApiClientsStore,
        ClientsService,
        ClientsStore,
        DeviceTokenService,
        KnownClients,
        RevocationsStore,
        Sightings,
        TokenLimits,
        TokenService,
        TokenStatusService,
        { provide: REFUSALS, useClass: UserRefusals },
        { provide: APP_INTERCEPTOR, useClass: RefusalsInterceptor },
        { provide: ANSWER_SEAL, useValue: answerSeal(secrets.peppers) },
        { provide: SIGN_INS, useExisting: SignInService },
        ...PEOPLE,
      ],
    };
  }
}
