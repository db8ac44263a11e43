package ai.dragoneye.gateway.server.task;

import java.time.Duration;

/** Time as polling sees it. */
interface Pacing {
  /** The real thing. */
  Pacing SYSTEM =
      new Pacing() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
          Thread.sleep(duration);
        }
      };

  long nanoTime();

  void sleep(Duration duration) throws InterruptedException;
}
