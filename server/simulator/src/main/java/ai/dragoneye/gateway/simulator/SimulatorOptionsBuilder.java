package ai.dragoneye.gateway.simulator;

import ai.dragoneye.gateway.simulator.api.AccessRules;
import ai.dragoneye.gateway.simulator.api.TaskRules;
import ai.dragoneye.gateway.simulator.api.UploadRules;
import ai.dragoneye.gateway.simulator.archive.ResultsSource;
import ai.dragoneye.gateway.simulator.media.Keeping;
import ai.dragoneye.gateway.simulator.media.MediaFacts;
import ai.dragoneye.gateway.simulator.task.TaskScript;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** Collects settings that differ from the defaults. Not thread-safe. */
public final class SimulatorOptionsBuilder {
  private String host = "127.0.0.1";
  private int port;
  private int controlPort;
  private Set<String> apiKeys = Set.of();
  private Set<String> parameterNames = Set.of();
  private long maxUploadBytes = 16L << 30;
  private Duration presignLifetime = Duration.ofHours(1);
  private Duration uploadSilence = Duration.ofMinutes(1);
  private long uploadBytesPerSecond;
  private Optional<MediaFacts> assumedMedia = Optional.empty();
  private Keeping keeping = Keeping.DIGEST;
  private TaskScript script = TaskScript.succeeding();
  private ResultsSource results = ResultsSource.NONE;
  private InstantSource clock = InstantSource.system();
  private long seed = new SecureRandom().nextLong();

  SimulatorOptionsBuilder() {}

  /** The address to listen on; loopback by default. */
  public SimulatorOptionsBuilder host(String address) {
    host = address;
    return this;
  }

  /** The port of the API; 0, the default, is any free one. */
  public SimulatorOptionsBuilder port(int number) {
    port = number;
    return this;
  }

  /** The port of fault scripting; 0, the default, is any free one. */
  public SimulatorOptionsBuilder controlPort(int number) {
    controlPort = number;
    return this;
  }

  /** Accepts these keys only; by default any that is not empty. */
  public SimulatorOptionsBuilder apiKeys(String... keys) {
    apiKeys = Set.of(keys);
    return this;
  }

  /** Accepts these form fields too at begin and predict; none by default. */
  public SimulatorOptionsBuilder parameterNames(String... names) {
    parameterNames = Set.of(names);
    return this;
  }

  /** The largest media taken, in bytes; 16 GiB by default. */
  public SimulatorOptionsBuilder maxUploadBytes(long bytes) {
    maxUploadBytes = bytes;
    return this;
  }

  /** How long an upload may be started after begin; an hour by default. */
  public SimulatorOptionsBuilder presignLifetime(Duration time) {
    presignLifetime = time;
    return this;
  }

  /** How long the store waits for the next bytes of an upload; a minute by default. */
  public SimulatorOptionsBuilder uploadSilence(Duration time) {
    uploadSilence = time;
    return this;
  }

  /** The speed at which each upload is read; 0, the default, is unlimited. */
  public SimulatorOptionsBuilder uploadBytesPerSecond(long rate) {
    uploadBytesPerSecond = rate;
    return this;
  }

  /** Takes unreadable media for a picture, or a video of 10 s, of 1920 × 1080. */
  public SimulatorOptionsBuilder acceptUnreadableMedia() {
    assumedMedia = Optional.of(new MediaFacts(1920, 1080, 10_000_000));
    return this;
  }

  /** Keeps the bytes of all media in memory; by default only their digest is kept. */
  public SimulatorOptionsBuilder retainMedia() {
    keeping = Keeping.CONTENT;
    return this;
  }

  /** Digests only the first MiB of media, for benchmarks; by default all of it. */
  public SimulatorOptionsBuilder sampleDigest() {
    keeping = Keeping.SAMPLED_DIGEST;
    return this;
  }

  /** How the status of tasks moves. */
  public SimulatorOptionsBuilder script(TaskScript taskScript) {
    script = taskScript;
    return this;
  }

  /** How long a task takes, image or video; 300 and 900 ms by default. */
  public SimulatorOptionsBuilder inferenceTime(Duration time) {
    script = script.withInferenceTime(time);
    return this;
  }

  /** Where archives come from; by default the simulator makes them. */
  public SimulatorOptionsBuilder results(ResultsSource source) {
    results = source;
    return this;
  }

  /** The time that statuses and presigned forms go by; the system's by default. */
  public SimulatorOptionsBuilder clock(InstantSource source) {
    clock = source;
    return this;
  }

  /** What task ids follow from; random by default. Results never depend on it. */
  public SimulatorOptionsBuilder seed(long number) {
    seed = number;
    return this;
  }

  /** The settings. */
  public SimulatorOptions build() {
    return new SimulatorOptions(
        new SimulatorOptions.Ports(host, port, controlPort),
        new AccessRules(apiKeys, parameterNames),
        new UploadRules(
            maxUploadBytes,
            presignLifetime,
            uploadSilence,
            uploadBytesPerSecond,
            assumedMedia,
            keeping),
        new TaskRules(script, results, clock, seed));
  }
}
