import {
  AddCells1700000006000,
  CreateExchange1700000001000,
  NameWhatIsSold1700000004000,
  QuotaOfOrganisation1700000008000,
  StoreRetailApi1700000004500,
  WallExchange1700000005000,
  TillsOnDevices1700000003300,
} from '@ppaas/exchange';
import { AddOutboxCell1700000000100, CreateOutbox1700000000000 } from '@ppaas/messaging';
import { AddStandAloneFacts1700000002001 } from './add-stand-alone-facts.ts';
import { CreateTransaction1700000002000 } from './create-transaction.ts';
import { FindWhatIsOver1700000008500 } from './find-what-is-over.ts';
import { FindWhatOperatorsAsk1700000003200 } from './find-what-operators-ask.ts';
import { OneExchangePerSale1700000003000 } from './one-exchange-per-sale.ts';
import { RunningSessionExchange1700000003100 } from './running-session-exchange.ts';
import { ShowTransactions1700000004100 } from './show-transactions.ts';
import { SortByAmount1700000007000 } from './sort-by-amount.ts';
import { WallTransaction1700000005100 } from './wall-transaction.ts';

/** In a file of its own: who migrates has no configuration of the service, which its module reads. */
export const MIGRATIONS = [
  CreateOutbox1700000000000,
  AddOutboxCell1700000000100,
  CreateExchange1700000001000,
  CreateTransaction1700000002000,
  AddStandAloneFacts1700000002001,
  OneExchangePerSale1700000003000,
  RunningSessionExchange1700000003100,
  FindWhatOperatorsAsk1700000003200,
  TillsOnDevices1700000003300,
  NameWhatIsSold1700000004000,
  ShowTransactions1700000004100,
  StoreRetailApi1700000004500,
  WallExchange1700000005000,
  WallTransaction1700000005100,
  AddCells1700000006000,
  SortByAmount1700000007000,
  QuotaOfOrganisation1700000008000,
  FindWhatIsOver1700000008500,
];
