/** What a first program needs to know. */
export interface SampleFacts {
  readonly origin: string;
  readonly applicationId: string;
  /** The Key where the page knows it, else what stands for it. */
  readonly applicationKey: string;
  /** What the point of sale calls itself. */
  readonly reference: string;
  readonly deviceId: string;
}

/** The three calls in a shell: token, list, sale. */
export const curlSample = ({ origin, applicationId, applicationKey, reference, deviceId }: SampleFacts): string =>
  `TOKEN=$(curl -sS ${origin}/oauth2/token -d grant_type=client_credentials \\
  -u '${applicationId}:${applicationKey}' | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')

curl -sS ${origin}/retail/v1/payment-devices -H "Authorization: Bearer $TOKEN"

curl -sS ${origin}/retail/v1/financial -H "Authorization: Bearer $TOKEN" \\
  -H 'Content-Type: application/json' -d @- <<JSON
{"SaleToPOIServiceRequest": {
  "Header": {"MessageFunction": "SaleFinancialServiceRequest", "ProtocolVersion": "5.0",
    "ExchangeIdentification": "try-$(date +%s)", "CreationDateTime": "$(date -u +%FT%TZ)",
    "InitiatingParty": {"Identification": "${reference}", "Type": "Merchant"},
    "RecipientParty": {"Identification": "${deviceId}", "Type": "OriginatingPOI"}},
  "ServiceRequest": {"Environment": {}, "Context": {}, "ServiceContent": "FinancialPaymentRequest",
    "PaymentRequest": {"PaymentTransaction": {"TransactionType": "CardPayment",
      "TransactionIdentification": {"TransactionDateTime": "$(date -u +%FT%TZ)", "TransactionReference": "try-$(date +%s)"},
      "TransactionDetails": {"Currency": "EUR", "TotalAmount": "12.50"}}}}}}
JSON
`;

/** The same for Node, Deno and Bun; it reads the values of `envSample`. */
export const typeScriptSample = (): string =>
  `const { RETAIL_URL, APPLICATION_ID, APPLICATION_KEY, SALE_ID, DEVICE_ID } = process.env as Record<string, string>;

const answer = await fetch(\`\${RETAIL_URL}/oauth2/token\`, {
  method: 'POST',
  headers: { Authorization: \`Basic \${btoa(\`\${APPLICATION_ID}:\${APPLICATION_KEY}\`)}\` },
  body: new URLSearchParams({ grant_type: 'client_credentials' }),
});
const { access_token: token } = (await answer.json()) as { access_token: string };

async function call(path: string, body?: object): Promise<unknown> {
  const headers = { Authorization: \`Bearer \${token}\`, 'Content-Type': 'application/json' };
  const given = body === undefined ? { headers } : { headers, method: 'POST', body: JSON.stringify(body) };
  return (await fetch(\`\${RETAIL_URL}/retail/v1/\${path}\`, given)).json();
}

console.log(await call('payment-devices'));

const now = new Date().toISOString();
const sale = {
  SaleToPOIServiceRequest: {
    Header: {
      MessageFunction: 'SaleFinancialServiceRequest',
      ProtocolVersion: '5.0',
      ExchangeIdentification: \`try-\${Date.now()}\`,
      CreationDateTime: now,
      InitiatingParty: { Identification: SALE_ID, Type: 'Merchant' },
      RecipientParty: { Identification: DEVICE_ID, Type: 'OriginatingPOI' },
    },
    ServiceRequest: {
      Environment: {},
      Context: {},
      ServiceContent: 'FinancialPaymentRequest',
      PaymentRequest: {
        PaymentTransaction: {
          TransactionType: 'CardPayment',
          TransactionIdentification: { TransactionDateTime: now, TransactionReference: \`try-\${Date.now()}\` },
          TransactionDetails: { Currency: 'EUR', TotalAmount: '12.50' },
        },
      },
    },
  },
};
console.log(JSON.stringify(await call('financial', sale), null, 2));

export {};
`;

export const envSample = ({ origin, applicationId, applicationKey, reference, deviceId }: SampleFacts): string =>
  [
    ...[`RETAIL_URL=${origin}`, `APPLICATION_ID=${applicationId}`, `APPLICATION_KEY=${applicationKey}`],
    ...[`SALE_ID=${JSON.stringify(reference)}`, `DEVICE_ID=${deviceId}`, ''],
  ].join('\n');
