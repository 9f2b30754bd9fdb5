import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Bench } from './bench.ts';
import { DeviceControl } from './device-control.ts';
import { RULES } from './rules.ts';
import { lineOf, runRules, summaryOf } from './run.ts';

const USAGE = `Plays the platform against one device and tries every rule of docs/device-channel.md.

  --listen PORT      port of the platform to play (default 8444)
  --host NAME        name by which the device reaches it (default localhost)
  --ca FILE          where to write the authority that the device has to trust (default conformance-ca.pem)
  --control URL      test hooks of the device: POST URL/script, GET URL/journal (as the terminal simulator has them)
  --only SECTION     only rules of this section, such as 5 or 5.2
  --wait SECONDS     how long to wait for the device to connect (default 300)
`;

const { values } = parseArgs({
  options: {
    listen: { type: 'string', default: '8444' },
    host: { type: 'string', default: 'localhost' },
    ca: { type: 'string', default: 'conformance-ca.pem' },
    control: { type: 'string' },
    only: { type: 'string' },
    wait: { type: 'string', default: '300' },
    help: { type: 'boolean', default: false },
  },
});
const say = (line: string): void => void process.stdout.write(`${line}\n`);
if (values.help) {
  say(USAGE);
  process.exit(0);
}

const bench = await Bench.start(values.host, Number(values.listen));
if (values.control !== undefined) bench.control = new DeviceControl(values.control);
writeFileSync(values.ca, bench.authority.pem);
say(`Trust    ${values.ca}`);
say(`Enrol    POST ${bench.enrolUrl}/device/v1/enrol  {"activationCode": any, "csr": …}`);
say(`Connect  ${bench.connectUrl}`);
say('Waiting for the device …');
await bench.newLine(Number(values.wait) * 1_000);
const { only } = values;
const [first, ...rest] = RULES;
const wanted = rest.filter(({ section }) => only === undefined || section === only || section.startsWith(`${only}.`));
const findings = await runRules(bench, [...(first === undefined ? [] : [first]), ...wanted], (finding) =>
  say(lineOf(finding)),
);
say(summaryOf(findings));
await bench.stop();
process.exit(findings.some(({ verdict }) => verdict === 'fail') ? 1 : 0);
