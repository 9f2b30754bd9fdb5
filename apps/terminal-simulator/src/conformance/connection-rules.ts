import { newId } from './requests.ts';
import { expectThat, type Rule } from './rule.ts';
import { pause } from './steps.ts';

/** How a device connects and stays connected (section 3). */
export const CONNECTION: readonly Rule[] = [
  {
    section: '3.1',
    title: 'Hello is the first frame, within 5 s, and nothing follows it before Welcome',
    async run(bench) {
      const line = await bench.newLine();
      bench.lastHello = await line.hello();
      await pause(500);
      expectThat(line.frames.length === 1, 'frames were sent before Welcome');
      expectThat(line.binaryFrames === 0, 'a binary frame was sent');
      bench.welcome(line);
    },
  },
  {
    section: '2.2',
    title: 'the certificate request names the serial number that Hello names',
    run(bench) {
      const said = bench.lastHello?.serialNumber;
      const { enrolledSerialNumber } = bench;
      expectThat(
        enrolledSerialNumber === undefined || enrolledSerialNumber === said,
        `${enrolledSerialNumber} was enrolled, ${said} says Hello`,
      );
      return Promise.resolve();
    },
  },
  {
    section: '3.3',
    title: 'a ping is answered with its own payload within 1 s',
    async run(bench) {
      const line = await bench.line();
      const payload = newId('Q');
      const answered = new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => resolve(false), 1_000);
        line.socket.on('pong', (data) => {
          if (data.toString() !== payload) return;
          clearTimeout(timer);
          resolve(true);
        });
      });
      line.socket.ping(payload);
      expectThat(await answered, 'no pong within 1 s');
    },
  },
  {
    section: '3.4',
    title: 'a connection without a sign of life for three pings is closed, and a new one made',
    async run(bench) {
      const line = await bench.line();
      line.stopPings();
      await line.closed(bench.pingSeconds * 3_000 + 3_000);
      await bench.line();
    },
  },
  {
    section: '3.5',
    title: 'after a lost connection it comes back with the same boot id and journal id',
    async run(bench) {
      await bench.line();
      const before = bench.lastHello;
      await bench.reconnect();
      const after = bench.lastHello;
      expectThat(after?.bootId === before?.bootId, 'a new boot id without a reboot');
      expectThat(after?.journalId === before?.journalId, 'a new journal id');
      expectThat((after?.journalSequence ?? 0) >= (before?.journalSequence ?? 0), 'the journal sequence went back');
    },
  },
  {
    section: '3.6',
    title: 'GoAway is followed: it leaves, waits, and comes back',
    async run(bench) {
      const line = await bench.line();
      const began = performance.now();
      line.send({ GoAway: { retryAfterMs: 1_000 } });
      await line.closed(5_000);
      await bench.line(10_000);
      expectThat(performance.now() - began >= 950, 'it came back before retryAfterMs');
    },
  },
];
