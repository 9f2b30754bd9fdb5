import { describe, expect, it } from '@jest/globals';
import { DeviceKinds, OTHER_KIND } from './device-kinds.ts';
import type { DeviceKind } from './device-kinds.ts';

const version = (n: number | string): DeviceKind => ({ model: 'M', version: `v${n}` });
const fleet = (size: number, kind: DeviceKind, work: (kind: DeviceKind) => void): void =>
  void Array.from({ length: size }, () => work(kind));

/** Thirty kinds with two devices each. */
function full(): { readonly kinds: DeviceKinds; readonly dropped: DeviceKind[] } {
  const dropped: DeviceKind[] = [];
  const kinds = new DeviceKinds((kind) => dropped.push(kind));
  for (let n = 0; n < 30; n += 1) fleet(2, version(n), (kind) => kinds.connected(kind));
  return { kinds, dropped };
}
const countOf = (kinds: DeviceKinds, wanted: DeviceKind): number | undefined =>
  kinds.counts().find(([kind]) => kind === wanted || JSON.stringify(kind) === JSON.stringify(wanted))?.[1];

describe('kinds of devices', () => {
  it('have names of their own, and count what is connected now', () => {
    const kinds = new DeviceKinds(() => undefined);
    kinds.connected(version(1));
    kinds.connected(version(1));
    kinds.connected(version(2));
    kinds.disconnected(version(1));
    expect(kinds.counts()).toEqual([
      [version(1), 1],
      [version(2), 1],
      [OTHER_KIND, 0],
    ]);
    expect([version(1), version(3)].map((kind) => kinds.labelOf(kind))).toEqual([version(1), OTHER_KIND]);
  });

  it('are others once thirty have names', () => {
    const { kinds } = full();
    fleet(3, version('late'), (kind) => kinds.connected(kind));
    expect(kinds.labelOf(version('late'))).toEqual(OTHER_KIND);
    expect([countOf(kinds, OTHER_KIND), kinds.counts().length]).toEqual([3, 31]);
  });

  it('take the place of the rarest when there are twice as many: the newest version has a name after any number of roll-outs', () => {
    const { kinds, dropped } = full();
    for (let release = 100; release < 140; release += 1) {
      const former = release === 100 ? version(0) : version(release - 1);
      fleet(2, former, (kind) => kinds.disconnected(kind));
      fleet(2, version(release), (kind) => kinds.connected(kind));
      expect(kinds.labelOf(version(release))).toEqual(version(release));
    }
    expect(dropped).toHaveLength(40);
    expect(dropped[0]).toEqual(version(0));
    expect([countOf(kinds, version(139)), countOf(kinds, OTHER_KIND), kinds.counts().length]).toEqual([2, 0, 31]);
  });

  it('keep their names beside a device that calls itself another thing each time', () => {
    const { kinds, dropped } = full();
    fleet(2, version(0), (kind) => kinds.disconnected(kind));
    for (let n = 0; n < 1_000; n += 1) {
      kinds.connected(version(`random-${n}`));
      kinds.disconnected(version(`random-${n}`));
    }
    expect([dropped, countOf(kinds, OTHER_KIND)]).toEqual([[], 0]);
  });

  it('count a kind right that has lost its name, and that gets it again', () => {
    const { kinds, dropped } = full();
    fleet(4, version('new'), (kind) => kinds.connected(kind));
    expect(dropped).toEqual([version(0)]);
    expect(countOf(kinds, OTHER_KIND)).toBe(2);
    fleet(2, version(0), (kind) => kinds.connected(kind));
    expect([kinds.labelOf(version(0)), countOf(kinds, version(0))]).toEqual([version(0), 4]);
    fleet(4, version(0), (kind) => kinds.disconnected(kind));
    expect([countOf(kinds, version(0)), countOf(kinds, OTHER_KIND)]).toEqual([0, 2]);
  });

  it('may not count twice under the name of the others', () => {
    const kinds = new DeviceKinds(() => undefined);
    kinds.connected({ model: 'other', version: 'other' });
    kinds.connected(version(1));
    expect(kinds.counts()).toEqual([
      [version(1), 1],
      [OTHER_KIND, 1],
    ]);
  });
});
