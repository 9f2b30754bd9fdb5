import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { once } from 'node:events';
import type { JsonAnswer } from './json-call.ts';
import { outcomeOf } from './outcome.ts';
import { PosClient } from './pos-client.ts';

const POS = { name: 'Till 1', reference: 'T-1', storeId: 's', applicationId: 'a', applicationKey: 'k', saleId: 'T-1' };
const TOKEN = { access_token: 'token', token_type: 'Bearer', expires_in: 600, scope: 'retail' };

describe('the command line’s point of sale', () => {
  let server: Server;
  let url: string;
  const calls: { path: string; authorization: string | undefined; body: string }[] = [];

  beforeEach(async () => {
    calls.length = 0;
    server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request.setEncoding('utf8')) body += String(chunk);
      calls.push({ path: request.url ?? '', authorization: request.headers.authorization, body });
      const answer = request.url === '/retail/v1/getToken' ? TOKEN : { seen: true };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  });
  afterEach(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  });

  it('fetches one token and sends the same message twice as the same bytes', async () => {
    const client = new PosClient(url, POS);
    const sale = { deviceId: 'D-1', amount: '12.50', currency: 'EUR', reference: 'R-1', at: new Date(0) };
    const { message, exchangeId } = client.saleMessage({ ...sale, methods: ['VISA'] });
    await client.send('financial', message);
    await client.send('financial', message);
    expect(calls.map(({ path }) => path)).toEqual([
      '/retail/v1/getToken',
      '/retail/v1/financial',
      '/retail/v1/financial',
    ]);
    expect(calls[1]?.authorization).toBe('Bearer token');
    expect(calls[1]?.body).toBe(calls[2]?.body);
    expect(exchangeId.length).toBeLessThanOrEqual(35);
    expect(calls[1]?.body).toContain('"CardProgrammeProposed":["VISA"]');
  });

  it('calls a sale approved only when the terminal said so', () => {
    const answer = (Response: string, verdict?: string): JsonAnswer => ({
      text: '',
      status: 200,
      headers: new Headers(),
      body: {
        SaleToPOIServiceResponse: {
          ServiceResponse: {
            Response: { Response },
            ...(verdict === undefined
              ? {}
              : {
                  PaymentResponse: {
                    RetailerPaymentResult: {
                      TransactionResponse: { AuthorisationResult: { ResponseToAuthorisation: { Response: verdict } } },
                    },
                  },
                }),
          },
        },
      },
    });
    expect(outcomeOf(answer('Success', 'Approved')).isApproved).toBe(true);
    expect(outcomeOf(answer('Failure', 'Declined')).isApproved).toBe(false);
    expect(outcomeOf(answer('Failure')).isApproved).toBe(false);
    expect(outcomeOf({ ...answer('Success', 'Approved'), status: 202 }).isApproved).toBe(false);
  });
});
