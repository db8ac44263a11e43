package ai.dragoneye.gateway.server.task;

import ai.dragoneye.gateway.upstream.TaskStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tasks being polled, each once for a key, and those that ended lately. There are never more
 * polls than calls that watch: a poll stops when its last watcher leaves. Thread-safe.
 */
final class TaskPolls {
  private final StatusReader reader;
  private final PollTiming timing;
  private final Map<KeyedTask.Identity, TaskPoll> polls = new HashMap<>();
  private final EndedTasks ended;

  TaskPolls(StatusReader reader, PollTiming timing) {
    this.reader = reader;
    this.timing = timing;
    this.ended = new EndedTasks(timing.time());
  }

  /** A watcher's place at a poll; closing it leaves. */
  final class Place implements AutoCloseable {
    private final KeyedTask.Identity task;
    private final TaskPoll poll;
    private final Watcher watcher;

    private Place(KeyedTask.Identity task, TaskPoll poll, Watcher watcher) {
      this.task = task;
      this.poll = poll;
      this.watcher = watcher;
    }

    /** As {@link TaskPoll#awaitChange}. */
    @Nullable TaskStatus awaitChange() throws InterruptedException {
      return poll.awaitChange(watcher);
    }

    @Nullable TaskStatus lastStatus() {
      return poll.lastStatus();
    }

    @Override
    public void close() {
      leave(this);
    }
  }

  /**
   * Lets {@code watcher} watch a task, whose poll starts with the first one.
   *
   * @param likely how long the task is likely to take from now on, or null
   */
  synchronized Place join(KeyedTask task, Watcher watcher, @Nullable Duration likely) {
    KeyedTask.Identity identity = task.identity();
    TaskStatus last = ended.find(identity);
    if (last != null) {
      return joined(TaskPoll.over(last, timing), identity, watcher, likely);
    }
    TaskPoll running = polls.get(identity);
    if (running != null) {
      return joined(running, identity, watcher, likely);
    }
    TaskPoll first = create(task, identity);
    polls.put(identity, first);
    Place place = joined(first, identity, watcher, likely);
    first.start();
    return place;
  }

  private Place joined(
      TaskPoll poll, KeyedTask.Identity task, Watcher watcher, @Nullable Duration likely) {
    poll.join(watcher, likely);
    return new Place(task, poll, watcher);
  }

  private TaskPoll create(KeyedTask task, KeyedTask.Identity identity) {
    return new TaskPoll(
        limit -> reader.read(task.key(), task.uuid(), limit),
        timing,
        poll -> pollEnded(identity, poll));
  }

  private synchronized void leave(Place place) {
    if (place.poll.leave(place.watcher)) {
      polls.remove(place.task, place.poll);
      place.poll.stop();
    }
  }

  private synchronized void pollEnded(KeyedTask.Identity task, TaskPoll poll) {
    polls.remove(task, poll);
    TaskStatus last = poll.lastStatus();
    if (last != null && last.ended()) {
      ended.add(task, last);
    }
  }

  /** How many tasks are polled. */
  synchronized int size() {
    return polls.size();
  }
}
