import { randomUUID } from 'node:crypto';
import { deviceListing, tokenAnswer } from '@ppaas/contracts';
import type { z } from 'zod';
import { callJson, expectJson } from './json-call.ts';
import type { JsonAnswer } from './json-call.ts';
import type { SandboxPos } from './sandbox/sandbox-file.ts';

export type Listing = z.infer<typeof deviceListing>;

/** One exchange as it went over the wire. */
export interface Exchange {
  readonly path: string;
  readonly request: unknown;
  readonly answer: JsonAnswer;
  readonly tookMs: number;
}

export interface Sale {
  readonly deviceId: string;
  /** Decimal string. */
  readonly amount: string;
  readonly currency: string;
  /** Codes of the listing; none = whatever the store allows. */
  readonly methods?: readonly string[];
  /** The till's own number of the sale. */
  readonly reference: string;
  readonly at: Date;
}

/** The HTTP call is held up to 145 s for the terminal's answer. */
const CALL_TIMEOUT_MS = 150_000;

/**
 * A point of sale, written as its vendor would: plain fetch and plain nexo messages, nothing of the platform's own code
 * but the shapes of two answers.
 */
export class PosClient {
  readonly pos: SandboxPos;
  readonly #retailUrl: string;
  #token: string | undefined;

  constructor(retailUrl: string, pos: SandboxPos) {
    this.#retailUrl = retailUrl;
    this.pos = pos;
  }

  async getToken(): Promise<z.infer<typeof tokenAnswer>> {
    const { applicationId, applicationKey } = this.pos;
    const body = { applicationId, applicationKey };
    const answer = await expectJson(`${this.#retailUrl}/retail/v1/getToken`, 200, tokenAnswer, { body });
    this.#token = answer.access_token;
    return answer;
  }

  async list(): Promise<Listing> {
    return expectJson(`${this.#retailUrl}/retail/v1/payment-devices`, 200, deviceListing, {
      token: await this.#bearer(),
    });
  }

  login(deviceId: string, at: Date): Promise<Exchange> {
    const LoginRequest = {
      LoginDateTime: at.toISOString(),
      SaleSoftware: [
        {
          Type: 'SaleComponent',
          Identification: { ProviderIdentification: 'PPaaS', Identification: 'ppaas-cli', SerialNumber: '1' },
          Status: { VersionNumber: '1.0' },
        },
      ],
      SaleTerminalData: { TerminalEnvironment: 'Attended' },
      CashierLanguage: 'en',
    };
    return this.#session(deviceId, 'Login', { LoginRequest }, at);
  }

  logout(deviceId: string, at: Date): Promise<Exchange> {
    return this.#session(deviceId, 'Logout', { LogoutRequest: { MaintenanceAllowed: true } }, at);
  }

  /** The message alone: sent with `send`, again and again if need be. */
  saleMessage(sale: Sale): { readonly exchangeId: string; readonly message: unknown } {
    const header = this.#header('SaleFinancialServiceRequest', sale.deviceId, sale.at);
    const message = {
      SaleToPOIServiceRequest: {
        Header: header,
        ServiceRequest: {
          ...this.#surroundings(sale.deviceId),
          ServiceContent: 'FinancialPaymentRequest',
          PaymentRequest: {
            PaymentTransaction: {
              TransactionType: 'CardPayment',
              TransactionIdentification: {
                TransactionDateTime: sale.at.toISOString(),
                TransactionReference: sale.reference,
              },
              TransactionDetails: { Currency: sale.currency, TotalAmount: sale.amount },
              ...(sale.methods === undefined ? {} : { CardProgrammeProposed: sale.methods }),
            },
          },
        },
      },
    };
    return { exchangeId: header.ExchangeIdentification, message };
  }

  /** What became of an exchange. */
  status(deviceId: string, exchangeId: string, at: Date): Promise<Exchange> {
    return this.send('status', {
      SaleToPOIMessageStatusRequest: {
        Header: this.#header('MessageStatusRequest', deviceId, at),
        StatusRequest: {
          ...this.#surroundings(deviceId),
          MessageStatusRequestData: {
            ExchangeIdentification: exchangeId,
            InitiatingParty: { Identification: this.pos.saleId, Type: 'Merchant' },
            ReceiptReprintFlag: false,
          },
        },
      },
    });
  }

  async send(path: 'session' | 'financial' | 'status' | 'abort', request: unknown): Promise<Exchange> {
    const token = await this.#bearer();
    const startedAt = performance.now();
    const answer = await callJson(`${this.#retailUrl}/retail/v1/${path}`, {
      token,
      body: request,
      timeoutMs: CALL_TIMEOUT_MS,
    });
    return { path, request, answer, tookMs: performance.now() - startedAt };
  }

  async #bearer(): Promise<string> {
    return this.#token ?? (await this.getToken()).access_token;
  }

  #session(deviceId: string, kind: 'Login' | 'Logout', block: object, at: Date): Promise<Exchange> {
    return this.send('session', {
      SaleToPOISessionManagementRequest: {
        Header: this.#header('SessionManagementRequest', deviceId, at),
        SessionManagementRequest: {
          ...this.#surroundings(deviceId),
          ServiceContent: `AdministrativeSessionManagement${kind}Request`,
          ...block,
        },
      },
    });
  }

  #header(MessageFunction: string, deviceId: string, at: Date) {
    return {
      MessageFunction,
      ProtocolVersion: '5.0',
      // At most 35 characters: a UUID with its dashes has 36.
      ExchangeIdentification: randomUUID().replaceAll('-', ''),
      CreationDateTime: at.toISOString(),
      InitiatingParty: { Identification: this.pos.saleId, Type: 'Merchant' },
      RecipientParty: { Identification: deviceId, Type: 'OriginatingPOI' },
    };
  }

  #surroundings(deviceId: string) {
    return {
      Environment: { POI: { Identification: { Identification: deviceId } } },
      Context: { SaleContext: { SaleIdentification: this.pos.saleId, CashierIdentification: 'C-1' } },
    };
  }
}
