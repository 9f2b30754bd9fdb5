import { createLogger } from '@ppaas/service';
import { readFileSync } from 'node:fs';
import { ControlServer } from './control.ts';
import { loadSimulatorConfig } from './simulator.config.ts';
import { Simulator, terminalsFile } from './simulator.ts';

const config = loadSimulatorConfig();
const logger = createLogger({ service: 'terminal-simulator', instance: config.INSTANCE, level: config.LOG_LEVEL });
const simulator = new Simulator({
  dataDirectory: config.DATA_DIR,
  retailUrl: config.RETAIL_URL,
  ca: readFileSync(config.CA_FILE, 'utf8'),
  retailTlsUrl: config.RETAIL_TLS_URL,
  connectUrl: config.CONNECT_URL,
  timeScale: config.TIME_SCALE,
  isJournalSynced: config.JOURNAL_FSYNC,
  now: () => new Date(),
  report: (event, detail) => logger.info(detail, event),
});
let port = config.PORT;
const control = new ControlServer(simulator, () => `http://${config.HOST}:${port}`);

const stop = async (signal: string): Promise<void> => {
  logger.info({ signal }, 'stopping');
  await control.close();
  simulator.stop();
  process.exit(0);
};
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(signal));

await simulator.resume();
port = await control.listen(config.PORT, config.HOST);
logger.info({ url: `http://${config.HOST}:${port}` }, 'started');
if (config.TERMINALS_FILE !== undefined) {
  const wanted = terminalsFile.parse(JSON.parse(readFileSync(config.TERMINALS_FILE, 'utf8')));
  for (const terminal of wanted) await simulator.add(terminal);
}
