export type Unsubscribe = () => void;

/** A value that tells its listeners when it is replaced. */
export class Observable<T> {
  private current: T;
  private readonly listeners = new Set<(value: T) => void>();

  constructor(initial: T) {
    this.current = initial;
  }

  get value(): T {
    return this.current;
  }

  set(value: T): void {
    if (Object.is(value, this.current)) return;
    this.current = value;
    for (const listener of [...this.listeners]) listener(value);
  }

  /** Calls the listener at every change from now on. */
  onChange(listener: (value: T) => void): Unsubscribe {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Calls the listener with the value now and at every change. */
  follow(listener: (value: T) => void): Unsubscribe {
    listener(this.current);
    return this.onChange(listener);
  }
}

/** What has to be undone when a view goes away. */
export class Disposal {
  private readonly steps: Unsubscribe[] = [];

  add(...steps: Unsubscribe[]): void {
    this.steps.push(...steps);
  }

  /** A signal that aborts when the view goes away. */
  signal(): AbortSignal {
    const controller = new AbortController();
    this.add(() => controller.abort());
    return controller.signal;
  }

  readonly run = (): void => {
    for (const step of this.steps.splice(0).reverse()) step();
  };
}
