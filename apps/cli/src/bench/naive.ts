// What a team would write first: Nest's own request/reply over Kafka and a TypeORM save on both sides. A sale whose
// process is killed is lost, and a repeat charges again. Imports nothing of libs/.
import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { Body, Controller, Inject, Module, Post } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ClientKafka, ClientsModule, MessagePattern, Payload, Transport } from '@nestjs/microservices';
import type { MicroserviceOptions } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { InjectRepository, TypeOrmModule } from '@nestjs/typeorm';
import { Kafka, logLevel } from 'kafkajs';
import { lastValueFrom, timeout } from 'rxjs';
import { Column, Entity, PrimaryColumn, Repository } from 'typeorm';

const [role = '', brokers = '', databaseUrl = '', port = '0'] = process.argv.slice(2);
const SALE = 'bench.naive.sale';
const client = { clientId: `naive-${role}`, brokers: brokers.split(','), logLevel: logLevel.NOTHING };

@Entity()
class NaiveSale {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') body!: string;
  @Column('text') state!: string;
}

@Entity()
class NaiveDelivery {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') body!: string;
}

interface SaleMessage {
  readonly id: string;
  readonly body: string;
}

@Controller()
class SaleController implements OnModuleInit {
  constructor(
    @Inject('KAFKA') private readonly kafka: ClientKafka,
    @InjectRepository(NaiveSale) private readonly sales: Repository<NaiveSale>,
  ) {}

  async onModuleInit(): Promise<void> {
    this.kafka.subscribeToResponseOf(SALE);
    await this.kafka.connect();
  }

  @Post()
  async sale(@Body() body: object): Promise<unknown> {
    const sale = { id: randomUUID(), body: JSON.stringify(body), state: 'PENDING' };
    await this.sales.save(sale);
    const answer: SaleMessage = await lastValueFrom(
      this.kafka
        .send<SaleMessage>(SALE, { key: sale.id, value: { id: sale.id, body: sale.body } })
        .pipe(timeout(30_000)),
    );
    await this.sales.save({ ...sale, state: 'APPROVED' });
    return JSON.parse(answer.body) as unknown;
  }
}

@Controller()
class DeliveryController {
  constructor(@InjectRepository(NaiveDelivery) private readonly deliveries: Repository<NaiveDelivery>) {}

  @MessagePattern(SALE)
  async deliver(@Payload() sale: SaleMessage): Promise<SaleMessage> {
    await this.deliveries.save({ id: sale.id, body: sale.body });
    return sale;
  }
}

const database = TypeOrmModule.forRoot({
  type: 'postgres',
  url: databaseUrl,
  entities: [NaiveSale, NaiveDelivery],
  synchronize: role === 'front',
  extra: { max: 20 },
});

@Module({
  imports: [
    database,
    TypeOrmModule.forFeature([NaiveSale]),
    ClientsModule.register([
      {
        name: 'KAFKA',
        transport: Transport.KAFKA,
        options: { client, consumer: { groupId: `naive-front-${process.pid}` } },
      },
    ]),
  ],
  controllers: [SaleController],
})
class FrontModule {}

@Module({ imports: [database, TypeOrmModule.forFeature([NaiveDelivery])], controllers: [DeliveryController] })
class BackModule {}

if (role === 'front') {
  const admin = new Kafka(client).admin();
  await admin.connect();
  await admin.createTopics({
    topics: [SALE, `${SALE}.reply`].map((topic) => ({ topic, numPartitions: 6 })),
    waitForLeaders: true,
  });
  await admin.disconnect();
  const app = await NestFactory.create(FrontModule, new FastifyAdapter(), { logger: ['error'] });
  await app.listen(Number(port), '127.0.0.1');
} else {
  const app = await NestFactory.createMicroservice<MicroserviceOptions>(BackModule, {
    transport: Transport.KAFKA,
    options: { client, consumer: { groupId: `naive-back-${process.pid}` }, subscribe: { fromBeginning: true } },
    logger: ['error'],
  });
  await app.listen();
}
process.send?.('ready');
