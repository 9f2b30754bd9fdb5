// The floor under any sale of this shape: HTTP, two kafkajs legs, two commits with fsync, and nothing else. It keeps no
// promise: no idempotency, no outbox, no recovery, no TLS. Imports nothing of libs/.
import { createServer } from 'node:http';
import { Kafka, Partitioners, logLevel } from 'kafkajs';
import { Pool } from 'pg';

const [role = '', brokers = '', databaseUrl = '', port = '0'] = process.argv.slice(2);
const kafka = new Kafka({ brokers: brokers.split(','), clientId: `floor-${role}`, logLevel: logLevel.NOTHING });
const REQUESTS = 'bench.floor.requests';
const REPLIES = 'bench.floor.replies';

const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner, allowAutoTopicCreation: false });
const send = (topic: string, key: string, value: string): Promise<unknown> =>
  producer.send({ topic, acks: -1, messages: [{ key, value }] });

async function consume(topic: string, onMessage: (key: string, value: string) => Promise<void>): Promise<void> {
  const consumer = kafka.consumer({ groupId: `floor-${role}-${process.pid}`, maxWaitTimeInMs: 500, minBytes: 1 });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const joined = new Promise((resolve) => consumer.on(consumer.events.GROUP_JOIN, resolve));
  await consumer.run({
    eachBatch: async ({ batch }) => {
      await Promise.all(batch.messages.map((message) => onMessage(String(message.key), String(message.value))));
    },
  });
  await joined;
}

async function back(): Promise<void> {
  await consume(REQUESTS, async (key, value) => {
    await send(REPLIES, key, value);
  });
}

async function front(): Promise<void> {
  const pool = new Pool({ connectionString: databaseUrl, max: 20 });
  await pool.query('create table if not exists floor_sale (id text primary key, request text, answer text)');
  const waiting = new Map<string, (answer: string) => void>();
  await consume(REPLIES, (key, value) => {
    waiting.get(key)?.(value);
    return Promise.resolve();
  });
  let count = 0;
  const perform = async (body: string): Promise<string> => {
    const id = `${process.pid}-${(count += 1)}`;
    await pool.query('insert into floor_sale (id, request) values ($1, $2)', [id, body]);
    const answered = new Promise<string>((resolve) => waiting.set(id, resolve));
    await send(REQUESTS, id, body);
    const answer = await answered;
    waiting.delete(id);
    await pool.query('update floor_sale set answer = $2 where id = $1', [id, answer]);
    return answer;
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      perform(Buffer.concat(chunks).toString()).then(
        (answer) => response.end(answer),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    });
  });
  server.listen(Number(port), '127.0.0.1', () => process.send?.('ready'));
}

async function createTopics(): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({
    topics: [REQUESTS, REPLIES].map((topic) => ({ topic, numPartitions: 6 })),
    waitForLeaders: true,
  });
  await admin.disconnect();
}

if (role === 'front') await createTopics();
await producer.connect();
if (role === 'front') await front();
else {
  await back();
  process.send?.('ready');
}
