/** Wakes everyone who waits. */
export class Wakeup {
  #waiting: (() => void)[] = [];

  wait(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  notify(): void {
    const woken = this.#waiting;
    this.#waiting = [];
    woken.forEach((wake) => {
      wake();
    });
  }
}
