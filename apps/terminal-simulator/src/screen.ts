import type { Action, View } from './screen-view.ts';

/** How long a result stays on the display. */
const RESULT_MS = 15_000;

/** The display and the keys of a terminal, for whoever looks at them. */
export class Screen {
  #view: View = { screen: 'idle' };
  #listener: ((action: Action) => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  readonly #watchers = new Set<() => void>();

  get view(): View {
    return this.#view;
  }

  /** A person has the page open. */
  get isWatched(): boolean {
    return this.#watchers.size > 0;
  }

  /** @returns what ends it */
  watch(changed: () => void): () => void {
    this.#watchers.add(changed);
    return () => void this.#watchers.delete(changed);
  }

  show(view: View): void {
    clearTimeout(this.#timer);
    this.#view = view;
    if (view.screen === 'result') {
      this.#timer = setTimeout(() => this.show({ screen: 'idle' }), RESULT_MS);
      this.#timer.unref();
    }
    this.changed();
  }

  /** Something beside the view has changed that is shown. */
  changed(): void {
    for (const changed of this.#watchers) changed();
  }

  /** Who gets what a person does, until somebody else does. */
  listen(listener: ((action: Action) => void) | undefined): void {
    this.#listener = listener;
  }

  /** @returns false when nobody waits for it now */
  press(action: Action): boolean {
    if (action.do === 'done' && this.#view.screen === 'result') {
      this.show({ screen: 'idle' });
      return true;
    }
    this.#listener?.(action);
    return this.#listener !== undefined;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#listener = undefined;
    this.#view = { screen: 'idle' };
    this.changed();
  }
}
