import { randomUUID } from 'node:crypto';
import {
  mkdirSync,
  openSync,
  readSync,
  writeSync,
  closeSync,
  fsyncSync,
  renameSync,
  rmSync,
  existsSync,
  ftruncateSync,
  readFileSync,
  writeFileSync,
  fdatasync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { expiredPrefix, JournalState, type JournalEntry, type NewEntry, type Position } from './journal.ts';

/** The terminal stopped while somebody still wanted to write. */
export class JournalClosed extends Error {}

interface Waiting {
  resolve(): void;
  reject(error: Error): void;
}

/**
 * The append-only file behind a terminal's promises: an entry is durable when `append` resolves. Entries that wait at the
 * same time share one fdatasync. One JSON text per line; a last line cut off by a power loss is dropped,
 * since nobody was told that it was durable.
 */
export class JournalFile {
  readonly state = new JournalState();
  readonly #path: string;
  readonly #isSynced: boolean;
  readonly #now: () => Date;
  #fd: number;
  #size = 0;
  #waiting: Waiting[] = [];
  #isFlushing = false;
  #fault: Error | undefined;

  private constructor(path: string, options: { isSynced: boolean; now: () => Date }) {
    this.#path = path;
    this.#isSynced = options.isSynced;
    this.#now = options.now;
    this.#fd = openSync(path, 'a+');
  }

  /** @param options `isSynced: false` leaves durability to the operating system (for benches only). */
  static open(path: string, options: { isSynced?: boolean; now?: () => Date } = {}): JournalFile {
    mkdirSync(dirname(path), { recursive: true });
    const now = options.now ?? ((): Date => new Date());
    trim(path, now());
    const file = new JournalFile(path, { isSynced: options.isSynced ?? true, now });
    file.#load();
    if (file.#size === 0) {
      file.#write({ type: 'created', journalId: randomUUID() });
      fsyncSync(file.#fd);
      syncDirectory(path);
    }
    return file;
  }

  /** Deletes a journal, as a terminal that lost its memory. */
  static wipe(path: string): void {
    rmSync(path, { force: true });
    syncDirectory(path);
  }

  #load(): void {
    const bytes = readFileSync(this.#path);
    let offset = 0;
    for (let end = bytes.indexOf(10, offset); end >= 0; end = bytes.indexOf(10, offset)) {
      const length = end - offset;
      this.state.apply(JSON.parse(bytes.toString('utf8', offset, end)) as JournalEntry, { offset, length });
      offset = end + 1;
    }
    if (offset < bytes.length) ftruncateSync(this.#fd, offset);
    this.#size = offset;
  }

  /** Applies the entry at once, so that a copy of the same exchange finds it; resolves when it is on the disk. */
  append(entry: NewEntry): Promise<void> {
    if (this.#fault !== undefined) return Promise.reject(this.#fault);
    this.#write(entry);
    return this.#durable();
  }

  /** Resolves when everything appended so far is on the disk. */
  flushed(): Promise<void> {
    return this.#isFlushing ? this.#durable() : Promise.resolve();
  }

  /** Reads back the entry at a position. */
  read(position: Position): JournalEntry {
    const bytes = Buffer.alloc(position.length);
    readSync(this.#fd, bytes, 0, position.length, position.offset);
    return JSON.parse(bytes.toString('utf8')) as JournalEntry;
  }

  close(): void {
    closeSync(this.#fd);
    this.#fault = new JournalClosed('the journal is closed');
    this.#settle(this.#fault);
  }

  #write(entry: NewEntry): void {
    const numbered = {
      sequence: this.state.journalSequence + 1,
      at: this.#now().toISOString(),
      ...entry,
    } as JournalEntry;
    const line = Buffer.from(`${JSON.stringify(numbered)}\n`);
    writeSync(this.#fd, line);
    this.state.apply(numbered, { offset: this.#size, length: line.length - 1 });
    this.#size += line.length;
  }

  #durable(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      if (!this.#isFlushing) this.#flush();
    });
  }

  #flush(): void {
    this.#isFlushing = true;
    const waiting = this.#waiting;
    this.#waiting = [];
    const done = (error: Error | null): void => {
      this.#isFlushing = false;
      if (error !== null) this.#fault = error;
      for (const waiter of waiting) {
        if (error === null) waiter.resolve();
        else waiter.reject(error);
      }
      if (this.#fault !== undefined) this.#settle(this.#fault);
      else if (this.#waiting.length > 0) this.#flush();
    };
    if (this.#isSynced) fdatasync(this.#fd, done);
    else setImmediate(done, null);
  }

  #settle(error: Error): void {
    for (const waiter of this.#waiting.splice(0)) waiter.reject(error);
  }
}

/** A new name in a directory is durable only when the directory is. */
function syncDirectory(path: string): void {
  const fd = openSync(dirname(path), 'r');
  fsyncSync(fd);
  closeSync(fd);
}

/** Rewrites the file without the entries that may go. */
function trim(path: string, now: Date): void {
  if (!existsSync(path)) return;
  const text = readFileSync(path, 'utf8');
  const lines = text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .slice(0, -1);
  const entries = lines.map((line) => JSON.parse(line) as JournalEntry);
  const gone = expiredPrefix(entries, now);
  const [first] = entries;
  if (gone < 2 || first?.type !== 'created') return;
  // The journal's identity must survive: it takes the place of the last entry that goes.
  const last = entries[gone - 1];
  const head = JSON.stringify({ ...first, sequence: last?.sequence ?? 0, at: last?.at ?? first.at });
  const fresh = join(dirname(path), 'journal.new');
  writeFileSync(fresh, [head, ...lines.slice(gone), ''].join('\n'), { flush: true });
  renameSync(fresh, path);
  syncDirectory(path);
}
