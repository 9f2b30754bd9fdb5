import { describe, expect, it } from '@jest/globals';
import { durationsOf, timelineOf } from './timeline.ts';
import type { Change, Seen } from './timeline.ts';

const START = Date.parse('2026-01-01T10:00:00.000Z');
const at = (ms: number): Date => new Date(START + ms);
const change = (ms: number, state: string, cause = 'accepted'): Change => ({ at: at(ms), state, cause });
const seen = (ms: number, hop: Seen['hop'], detail?: string): Seen => ({ at: at(ms), hop, detail });
const hops = (history: readonly Change[], words: readonly Seen[] = [], said: readonly { at: Date; said: { state: string } }[] = []) =>
  timelineOf({ history, seen: words, contradictions: said }).map(({ hop }) => hop); // prettier-ignore

const accepted = [change(0, 'ACCEPTED'), change(0, 'DISPATCHING')];
const done = change(4_200, 'APPROVED', 'answered by the device');
const way = [
  seen(5, 'DELIVERED'),
  seen(20, 'ACKNOWLEDGED'),
  seen(50, 'DISPLAYED'),
  seen(1_000, 'CARD_PRESENTED'),
  seen(2_000, 'PIN_ENTRY'),
  seen(3_650, 'AUTHORISING'),
  seen(4_190, 'ANSWERED'),
  seen(4_210, 'TOLD'),
];

describe('the timeline of a sale', () => {
  it('has each hop once, in order, with the time since the one before', () => {
    const timeline = timelineOf({ history: [...accepted, done], seen: way, contradictions: [] });
    expect(timeline.map(({ hop, lane, sinceLastMs }) => `${lane} ${hop} ${sinceLastMs}`)).toEqual([
      'PLATFORM ACCEPTED 0',
      'PLATFORM DISPATCHED 0',
      'CONNECTOR DELIVERED 5',
      'DEVICE ACKNOWLEDGED 15',
      'DEVICE DISPLAYED 30',
      'DEVICE CARD_PRESENTED 950',
      'DEVICE PIN_ENTRY 1000',
      'DEVICE AUTHORISING 1650',
      'DEVICE ANSWERED 540',
      'PLATFORM DONE 10',
      'POS TOLD 10',
    ]);
    expect(timeline.flatMap(({ message }) => message ?? [])).toEqual([
      'request',
      'deviceRequest',
      'deviceAnswer',
      'answer',
    ]);
    expect(timeline.flatMap(({ state }) => state ?? [])).toEqual(['ACCEPTED', 'DISPATCHING', 'APPROVED']);
    expect(durationsOf(timeline)).toEqual({ totalMs: 4_200, shopperMs: 3_600, hostMs: 540 });
  });

  it('falls back on the changes of state where the steps themselves were lost', () => {
    const history = [
      ...accepted,
      change(30, 'DISPATCHED', 'acknowledged'),
      change(90, 'IN_PROGRESS', 'CardPresented'),
      done,
    ];
    expect(hops(history)).toEqual(['ACCEPTED', 'DISPATCHED', 'ACKNOWLEDGED', 'CARD_PRESENTED', 'DONE']);
    expect(hops(history, [seen(25, 'ACKNOWLEDGED'), seen(80, 'CARD_PRESENTED')])).toHaveLength(5);
  });

  it('shows what was handled twice once', () => {
    expect(hops(accepted, [seen(5, 'DELIVERED'), seen(5, 'DELIVERED')])).toEqual([
      'ACCEPTED',
      'DISPATCHED',
      'DELIVERED',
    ]);
  });

  it('lets no clock put a step before the acceptance, or the answer after the end that it brought', () => {
    const words = [seen(-80, 'DELIVERED'), seen(4_300, 'ANSWERED')];
    const timeline = timelineOf({ history: [...accepted, done], seen: words, contradictions: [] });
    expect(timeline.map(({ hop }) => hop)).toEqual(['ACCEPTED', 'DISPATCHED', 'DELIVERED', 'ANSWERED', 'DONE']);
    expect(timeline.every(({ sinceLastMs }) => sinceLastMs >= 0)).toBe(true);
  });

  it.each<[string, readonly Change[], readonly Seen[], string]>([
    ['a refusal', [change(0, 'NOT_STARTED', 'Busy: the device is busy')], [seen(2, 'TOLD')], 'REFUSED TOLD'],
    [
      'a connector that never wrote it',
      [...accepted, change(9, 'NOT_STARTED', 'refused by the connector: expired')],
      [],
      'ACCEPTED DISPATCHED COMMAND_REFUSED',
    ],
    [
      'a device that was lost and came back',
      [
        ...accepted,
        change(100, 'UNKNOWN', 'the device disconnected: silent'),
        change(900, 'DECLINED', 'told by an enquiry'),
      ],
      [
        seen(99, 'DEVICE_LOST', 'silent'),
        seen(700, 'DEVICE_BACK'),
        seen(800, 'ENQUIRED'),
        seen(850, 'ENQUIRY_ANSWERED', 'Success'),
      ],
      'ACCEPTED DISPATCHED DEVICE_LOST UNKNOWN DEVICE_BACK ENQUIRED ENQUIRY_ANSWERED DONE',
    ],
    [
      'a person',
      [
        ...accepted,
        change(10, 'UNKNOWN', 'no answer'),
        change(20, 'NEEDS_ATTENTION', 'the hardware was exchanged'),
        change(30, 'APPROVED', 'resolved by ann@shop.example: receipt'),
      ],
      [],
      'ACCEPTED DISPATCHED UNKNOWN NEEDS_ATTENTION RESOLVED',
    ],
    [
      'an answer after a person has spoken',
      [
        ...accepted,
        change(20, 'NEEDS_ATTENTION', 'the hardware was exchanged'),
        change(30, 'APPROVED', 'resolved by ann@shop.example: receipt'),
      ],
      [seen(60, 'ANSWERED')],
      'ACCEPTED DISPATCHED NEEDS_ATTENTION RESOLVED LATE_ANSWER',
    ],
    [
      'the same answer again after a reconnect',
      [...accepted, done],
      [seen(4_190, 'ANSWERED'), seen(9_000, 'ANSWERED')],
      'ACCEPTED DISPATCHED ANSWERED DONE LATE_ANSWER',
    ],
  ])('tells of %s', (_name, history, words, expected) => {
    expect(hops(history, words).join(' ')).toBe(expected);
  });

  it('has a contradiction with the message that made it', () => {
    const said = [{ at: at(9_000), said: { state: 'DECLINED' } }];
    expect(timelineOf({ history: [...accepted, done], seen: [], contradictions: said }).at(-1)).toMatchObject({
      hop: 'CONTRADICTED',
      detail: 'DECLINED',
      message: 'lateAnswer-1',
    });
  });

  it('knows no duration of what it has not seen', () => {
    const timeline = timelineOf({ history: accepted, seen: [], contradictions: [] });
    expect(durationsOf(timeline)).toEqual({ totalMs: null, shopperMs: null, hostMs: null });
  });
});
