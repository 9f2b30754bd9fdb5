/** Sets the clock of this process wrong by so many milliseconds; timers go on. @returns the way to set it right */
export function skewClock(byMs: number): () => void {
  const RealDate = Date;
  globalThis.Date = class extends RealDate {
    constructor(...parts: [] | [string]) {
      if (parts.length === 0) super(RealDate.now() + byMs);
      else super(...parts);
    }
    static override now(): number {
      return RealDate.now() + byMs;
    }
  } as DateConstructor;
  return () => {
    globalThis.Date = RealDate;
  };
}
