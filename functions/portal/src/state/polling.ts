import type { Unsubscribe } from './observable';

export interface PollOptions {
  /** Milliseconds from the end of one call to the start of the next. */
  interval: number;
  /** Longest pause after repeated failures, milliseconds. */
  longest: number;
  /** False while nobody looks; the call is then put off. */
  visible: () => boolean;
  onFailure: (error: unknown) => void;
}

/**
 * Calls `step` again and again, never twice at once, until it answers false or the caller stops it. After a failure the pause doubles up to
 * `longest`.
 */
export function poll(step: (signal: AbortSignal) => Promise<boolean>, options: PollOptions): Unsubscribe {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pause = options.interval;

  const run = async (): Promise<void> => {
    if (controller.signal.aborted) return;
    if (!options.visible()) return schedule();
    try {
      const again = await step(controller.signal);
      pause = options.interval;
      if (!again) return;
    } catch (error) {
      if (controller.signal.aborted) return;
      pause = Math.min(pause * 2, options.longest);
      options.onFailure(error);
    }
    schedule();
  };
  const schedule = (): void => {
    if (!controller.signal.aborted) timer = setTimeout(() => void run(), pause);
  };

  schedule();
  return () => {
    controller.abort();
    clearTimeout(timer);
  };
}
