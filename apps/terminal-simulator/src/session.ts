import { objectAt, type JsonObject } from './json.ts';
import { answerTo, failure, SUCCESS, type Message } from './message.ts';

/** Who is logged in. It lives in memory only: a reboot forgets it. */
export interface OpenLogin {
  readonly saleId: string;
  readonly isTraining: boolean;
}

export interface SessionAnswer {
  readonly message: JsonObject;
  readonly login: OpenLogin | undefined;
}

interface Terminal {
  readonly login: OpenLogin | undefined;
  /** A card flow is running. */
  readonly isBusy: boolean;
  readonly serialNumber: string;
  readonly softwareVersion: string;
  readonly now: Date;
}

/**
 * Login, Logout and Diagnosis (casp.006). A Login takes the place of whatever Login was open: who may is the platform's
 * business. Only while a card flow runs nobody else logs in, and nobody logs out.
 */
export function sessionAnswer(request: Message, terminal: Terminal): SessionAnswer {
  const { now } = terminal;
  switch (request.serviceContent) {
    case 'AdministrativeSessionManagementLoginRequest': {
      if (terminal.isBusy && terminal.login?.saleId !== request.initiatingParty) {
        return { message: answerTo(request, failure('Busy', 'a card flow is running'), now), login: terminal.login };
      }
      const isTraining = objectAt(request.body, 'LoginRequest')['TrainingModeFlag'] === true;
      return {
        message: answerTo(request, SUCCESS, now, { body: { LoginResponse: loginResponse(terminal) } }),
        login: { saleId: request.initiatingParty, isTraining },
      };
    }
    case 'AdministrativeSessionManagementLogoutRequest': {
      const isHolder = terminal.login === undefined || terminal.login.saleId === request.initiatingParty;
      if (isHolder && terminal.isBusy) {
        return {
          message: answerTo(request, failure('Busy', 'a card flow is running'), now),
          login: terminal.login,
        };
      }
      if (isHolder) return { message: answerTo(request, SUCCESS, now), login: undefined };
      const refused = failure('LoggedOut', 'another sale system is logged in');
      return { message: answerTo(request, refused, now), login: terminal.login };
    }
    case 'AdministrativeSessionManagementDiagnosisRequest':
      return {
        message: answerTo(request, SUCCESS, now, { body: { DiagnosisResponse: diagnosisResponse(terminal) } }),
        login: terminal.login,
      };
    default:
      return {
        message: answerTo(request, failure('UnavailableService', request.serviceContent), now),
        login: terminal.login,
      };
  }
}

const loginResponse = (terminal: Terminal): JsonObject => ({
  POIDateTime: terminal.now.toISOString(),
  POISoftware: [
    {
      Type: 'PaymentApplication',
      Identification: {
        ProviderIdentification: 'PPaaS',
        Identification: 'terminal-simulator',
        SerialNumber: terminal.serialNumber,
      },
      Status: { VersionNumber: terminal.softwareVersion, Status: 'InOperation' },
    },
  ],
  POICapabilities: {
    CardReadingCapabilities: ['ICC', 'EMVProximityReader', 'QRCode'],
    CardholderVerificationCapabilities: ['OnLinePIN', 'NoCapabilities'],
    OnLineCapabilities: 'OnLine',
  },
});

const diagnosisResponse = (terminal: Terminal): JsonObject => ({
  ...(terminal.login === undefined ? {} : { LoggedSaleIdentification: [terminal.login.saleId] }),
  POIStatus: { AttendanceContext: 'Attended', POIDateTime: terminal.now.toISOString() },
  HostStatus: [{ AcquirerIdentification: 'SIM-ACQUIRER', Reachable: true }],
});
