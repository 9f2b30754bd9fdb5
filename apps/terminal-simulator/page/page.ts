import type { Action, Snapshot } from '../src/screen-view.js';
import { amountOf, displayOf } from './display.ts';
import type { Keyed } from './display.ts';
import { button, byId, make, money } from './elements.ts';

/** The terminal's own address: everything it can be told is below it. */
const TERMINAL = location.pathname.replace(/\/$/, '');
const MAX_DIGITS = 9;
const MAX_PIN = 6;
const MIN_PIN = 4;

const keyed: Keyed = { amount: null, currency: 'EUR', pin: '', brand: null };
let snapshot: Snapshot | undefined;
/** What was drawn, so that only what has changed is drawn again and the focus stays. */
const drawn = new Map<string, string>();

async function post(path: string, body: object | undefined, method = 'POST'): Promise<void> {
  const answer = await fetch(`${TERMINAL}/${path}`, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  if (!answer.ok) say(`not done: ${(await answer.text()).slice(0, 200)}`);
}

const say = (line: string): void => void (byId('line').textContent = line);
const act = (action: Action): void => void post('shopper', action);

function draw(id: string, of: unknown, children: () => Node[]): void {
  const now = JSON.stringify(of);
  if (drawn.get(id) === now) return;
  drawn.set(id, now);
  const element = byId(id);
  const active = document.activeElement;
  const hadFocus = element.contains(active);
  const field = active instanceof HTMLInputElement || active instanceof HTMLSelectElement ? active.name : '';
  element.replaceChildren(...children());
  if (!hadFocus) return;
  const again =
    field === '' ? null : element.querySelector<HTMLElement>(`input[name=${field}]:checked, select[name=${field}]`);
  (again ?? element).focus();
}

function redraw(): void {
  if (snapshot === undefined) return;
  const { view, deviceName, storeName, login, script } = snapshot;
  const now = snapshot;
  draw('display', { view, deviceName, storeName, login, script, keyed }, () => displayOf(now, { keyed, act, redraw }));
  drawKeys();
}

function show(next: Snapshot): void {
  if (next.view.screen !== snapshot?.view.screen) keyed.pin = '';
  if (next.view.screen !== 'idle') keyed.amount = null;
  snapshot = next;
  const title = [next.deviceName, next.storeName].filter((name) => name !== '').join(' · ');
  document.title = title;
  byId('title').textContent = title;
  say(next.isConnected ? 'online' : next.isPowered ? 'connecting' : 'offline: the cable is pulled');
  byId('power').textContent = next.isPowered ? 'Pull the network cable' : 'Plug the cable in';
  byId('script-now').textContent = scriptNow(next);
  redraw();
  draw('journal', next.journal, () => (next.journal.length === 0 ? [NO_ROWS] : next.journal.map(journalRow)));
}

function scriptNow({ script }: Snapshot): string {
  if (script === null)
    return 'Nothing was set: you are the shopper, and the amount decides (9001.00 is declined, and so on).';
  const who = script.shopper === 'person' ? 'you present the card' : 'the script presents the card';
  const howOften = script.times === undefined ? 'from now on' : script.times === 1 ? 'once' : `${script.times} times`;
  return `${script.outcome}, ${howOften}; ${who}.`;
}

const NO_ROWS = make('tr', {}, make('td', { colSpan: 4, textContent: 'No card was presented here yet.' }));

function journalRow(entry: Snapshot['journal'][number]): HTMLElement {
  const started = make('time', {
    dateTime: entry.startedAt,
    textContent: new Date(entry.startedAt).toLocaleTimeString(),
  });
  return make(
    'tr',
    {},
    make('td', {}, started),
    make('td', { className: 'number', textContent: money(entry.amount, entry.currency) }),
    make('td', { textContent: entry.saleId ?? 'stand-alone' }),
    make('td', { textContent: entry.result ?? 'running' }),
  );
}

const isPin = (): boolean => snapshot?.view.screen === 'pin';
const isKeyingIn = (): boolean => snapshot?.view.screen === 'idle' && keyed.amount !== null;
const isCancellable = (): boolean => isKeyingIn() || isPin() || snapshot?.view.screen === 'present';
const isOver = (): boolean => snapshot?.view.screen === 'result';
const isOk = (): boolean =>
  isOver() || (isPin() && keyed.pin.length >= MIN_PIN) || (isKeyingIn() && Number(keyed.amount) > 0);

function press(key: string): void {
  if (key === 'cancel') {
    if (isKeyingIn()) keyed.amount = null;
    else if (isCancellable()) act({ do: 'cancel' });
  } else if (key === 'ok') {
    if (!isOk()) return;
    if (isOver()) act({ do: 'done' });
    else if (isPin()) act({ do: 'pin', pin: keyed.pin });
    else void post('stand-alone', { amount: amountOf(keyed.amount ?? ''), currency: keyed.currency });
    keyed.pin = '';
    keyed.amount = null;
  } else if (isPin()) keyed.pin = key === 'clear' ? '' : (keyed.pin + key).slice(0, MAX_PIN);
  else if (isKeyingIn()) {
    keyed.amount = key === 'clear' ? '' : `${keyed.amount}${key}`.replace(/^0+/, '').slice(0, MAX_DIGITS);
  }
  redraw();
}

function drawKeys(): void {
  const isTyping = isPin() || isKeyingIn();
  for (const key of byId('keys').querySelectorAll('button')) {
    const { name } = key;
    key.disabled = name === 'cancel' ? !isCancellable() : name === 'ok' ? !isOk() : !isTyping;
  }
}

function makeKeys(): void {
  const key = (label: string, name: string, className = ''): HTMLButtonElement => {
    const made = button(label, () => press(name), className);
    made.name = name;
    return made;
  };
  const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => key(digit, digit));
  const last = [key('Cancel', 'cancel', 'stop'), key('0', '0'), key('Clear', 'clear', 'back')];
  const ok = key('OK', 'ok', 'ok');
  ok.style.gridColumn = '1 / -1';
  byId('keys').append(...digits, ...last, ok);
}

const KEYBOARD: Readonly<Record<string, string>> = { Enter: 'ok', Escape: 'cancel', Backspace: 'clear' };

document.addEventListener('keydown', (event) => {
  const isField = event.target instanceof HTMLElement && event.target.closest('button, select, input, .panel') !== null;
  const key = /^\d$/.test(event.key) ? event.key : KEYBOARD[event.key];
  if (key === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  // Enter on a button presses that button.
  if (isField && event.key !== 'Escape' && !(/^\d$/.test(event.key) && event.target instanceof HTMLButtonElement))
    return;
  event.preventDefault();
  press(key);
});

byId('script').addEventListener('submit', (event) => {
  event.preventDefault();
  const form = new FormData(event.target as HTMLFormElement);
  const isOnce = form.get('once') !== null;
  void post('script', { outcome: form.get('outcome'), shopper: form.get('shopper'), ...(isOnce && { times: 1 }) });
});
byId('clear').addEventListener('click', () => void post('script', undefined, 'DELETE'));
byId('power').addEventListener('click', () => void post('power', { on: snapshot?.isPowered !== true }));

makeKeys();
drawKeys();
const events = new EventSource(`${TERMINAL}/events`);
events.addEventListener('message', ({ data }) => show(JSON.parse(String(data)) as Snapshot));
events.addEventListener('error', () => say('reconnecting to the simulator'));
