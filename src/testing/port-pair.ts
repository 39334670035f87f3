/** Two ports that hand over copies at once, or when a test says so. */
import type { Port } from '../session/worker/protocol.ts';

export class PortPair<Order, Report> {
  readonly page: Port<Order, Report>;
  readonly worker: Port<Report, Order>;
  /** Every order that the page has sent. */
  readonly orders: Order[] = [];
  #held: (() => void)[] | undefined;

  constructor() {
    const toPage = new Inbox<Report>();
    const toWorker = new Inbox<Order>();
    this.page = {
      post: (order) => {
        this.orders.push(order);
        const copy = structuredClone(order);
        if (this.#held) this.#held.push(() => toWorker.put(copy));
        else toWorker.put(copy);
      },
      listen: (on) => toPage.open(on),
      close: () => toPage.open(() => undefined),
    };
    this.worker = {
      post: (report) => toPage.put(structuredClone(report)),
      listen: (on) => toWorker.open(on),
      close: () => undefined,
    };
  }

  /** The worker is busy: orders wait until they are released. */
  hold(): void {
    this.#held ??= [];
  }

  /** Hands over what waits; what comes of it waits in turn, unless the worker is at leisure again. */
  release({ leisure = false } = {}): void {
    const held = this.#held ?? [];
    this.#held = leisure ? undefined : [];
    for (const hand of held) hand();
  }
}

/** What comes before somebody listens waits. */
class Inbox<T> {
  #waiting: T[] = [];
  #on: ((message: T) => void) | undefined;

  put(message: T): void {
    if (this.#on) this.#on(message);
    else this.#waiting.push(message);
  }

  open(on: (message: T) => void): void {
    this.#on = on;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const message of waiting) on(message);
  }
}
