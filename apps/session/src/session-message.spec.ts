import { describe, expect, it } from '@jest/globals';
import { bodyOf, buildAnswer, responseOf, validateCanonical } from '@ppaas/nexo';
import type { NexoMessage } from '@ppaas/nexo';
import { DIAGNOSIS, LOGIN, LOGOUT } from './session.ts';
import { answerFor, attributesOf, loginAgain, logoutFor } from './session-message.ts';

const now = '2026-03-04T08:59:58.120Z';
const party = { now, exchangeIdentification: 'restore-7-0a1b2c3d-0', saleId: 'TILL-1', deviceId: 'dev_1' };
const attributes = {
  SaleSoftware: [{ Type: 'SaleComponent' as const, Identification: { Identification: 'Till' } }],
  TrainingModeFlag: true,
  CashierIdentification: 'C-1',
  CashierLanguage: 'fr',
  ShiftNumber: '2',
  TotalsGroupIdentification: 'G-1',
};
const login = loginAgain({ ...party, attributes });
const strict = (message: NexoMessage): unknown => validateCanonical(message as never, 'strict');

describe('what the platform sends by itself', () => {
  it('repeats a Login with everything the first one said', () => {
    expect(strict(login)).toMatchObject({ ok: true });
    expect(attributesOf(login)).toEqual(attributes);
    expect(bodyOf(login)['LoginRequest']).toEqual({ ...attributes, LoginDateTime: now });
  });

  it('logs out in the name of the former holder', () => {
    const logout = logoutFor(party);
    expect(strict(logout)).toMatchObject({ ok: true });
    expect(() => attributesOf(logout)).toThrow('not a Login');
  });

  it('keeps nothing of a Login that is about the moment', () => {
    const said = bodyOf(login)['LoginRequest'] as object;
    const message = structuredClone(login);
    Object.assign(bodyOf(message)['LoginRequest'] as object, said, {
      OutputDisplay: {},
      POIIdentification: { SerialNumber: 'S' },
    });
    expect(attributesOf(message)).toEqual(attributes);
  });
});

describe('what the POS is told', () => {
  const failed = (request: NexoMessage, reason: 'Busy' | 'LoggedOut'): NexoMessage =>
    buildAnswer(request, { now, response: 'Failure', reason, info: 'a card flow is running' });

  it('calls a Logout during the own sale NotAllowed', () => {
    const answer = answerFor(LOGOUT, failed(logoutFor(party), 'Busy'));
    expect(responseOf(answer)).toMatchObject({ Response: 'Failure', ResponseReason: 'NotAllowed' });
    expect(strict(answer)).toMatchObject({ ok: true });
  });

  it('leaves other refusals as the device said them', () => {
    for (const answer of [failed(login, 'Busy'), failed(login, 'LoggedOut')])
      expect(answerFor(LOGIN, answer)).toBe(answer);
    const loggedOut = failed(logoutFor(party), 'LoggedOut');
    expect(answerFor(LOGOUT, loggedOut)).toBe(loggedOut);
  });

  it.each([
    [LOGIN, login],
    [LOGOUT, logoutFor(party)],
  ])('completes a Success that an enquiry has told: %s', (kind, request) => {
    const answer = answerFor(kind, buildAnswer(request, { now, response: 'Success' }));
    expect(strict(answer)).toMatchObject({ ok: true });
  });

  it('completes a Diagnosis likewise', () => {
    const request = structuredClone(logoutFor(party));
    const body = bodyOf(request);
    body['ServiceContent'] = DIAGNOSIS;
    delete body['LogoutRequest'];
    body['DiagnosisRequest'] = {};
    expect(strict(answerFor(DIAGNOSIS, buildAnswer(request, { now, response: 'Success' })))).toMatchObject({
      ok: true,
    });
  });
});
