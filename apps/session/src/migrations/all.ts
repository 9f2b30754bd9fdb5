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
import { CreateSession1700000002000 } from './create-session.ts';
import { FindWhatIsOver1700000008500 } from './find-what-is-over.ts';
import { WallSession1700000005100 } from './wall-session.ts';

/** In a file of its own: who migrates has no configuration of the service, which its module reads. */
export const MIGRATIONS = [
  CreateOutbox1700000000000,
  AddOutboxCell1700000000100,
  CreateExchange1700000001000,
  CreateSession1700000002000,
  TillsOnDevices1700000003300,
  NameWhatIsSold1700000004000,
  StoreRetailApi1700000004500,
  WallExchange1700000005000,
  WallSession1700000005100,
  AddCells1700000006000,
  QuotaOfOrganisation1700000008000,
  FindWhatIsOver1700000008500,
];
