package ai.dragoneye.gateway.benchmarks.decode;

import ai.dragoneye.gateway.benchmarks.harness.PeerLoop;
import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The process of a subject in Java: each has its own, so that the profile of one does not spoil the
 * code of another and a heap is one subject's only. Files are mapped: they are no part of the heap.
 */
final class JavaSubject {
  private static final Map<String, Decoder> DECODERS =
      Map.of(
          "ours", new OurDecoder(),
          "floor", new FloorDecoder(),
          "parquet-group", new GroupDecoder());

  private final Decoder decoder;
  private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private JavaSubject(Decoder decoder) {
    this.decoder = decoder;
  }

  /**
   * Answers requests until standard input ends.
   *
   * @param arguments the subject's name
   */
  public static void main(String[] arguments) throws IOException {
    Decoder decoder = DECODERS.get(arguments[0]);
    if (decoder == null) {
      throw new IllegalArgumentException("no such subject: " + arguments[0]);
    }
    PeerLoop.run(new JavaSubject(decoder)::handle);
  }

  private void handle(JsonNode request, ObjectNode answer) throws IOException {
    String input = decoder.input() == Decoder.Input.ARCHIVE ? "archive" : "predictions";
    ByteBuffer bytes = map(Path.of(request.get(input).asString()));
    switch (request.get("op").asString()) {
      case "check" -> check(bytes, answer);
      case "measure" -> measure(bytes, request.get("repeats").asInt(), answer);
      default -> throw new IllegalArgumentException("no such request");
    }
  }

  private static ByteBuffer map(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()).load();
    }
  }

  private void check(ByteBuffer bytes, ObjectNode answer) throws IOException {
    if (decoder.givesObjects()) {
      ContentsCount count = new ContentsCount();
      decoder.decode(bytes, count);
      count.writeTo(answer);
    }
  }

  private void measure(ByteBuffer bytes, int repeats, ObjectNode answer) throws IOException {
    System.gc();
    long cpu = system.getProcessCpuTime();
    long allocated = threads.getCurrentThreadAllocatedBytes();
    long first = 0;
    long start = System.nanoTime();
    for (int i = 0; i < repeats; i++) {
      first += decodeOnce(bytes);
    }
    double total = (System.nanoTime() - start) / 1e6;
    answer.put("total_ms", total / repeats);
    answer.put("cpu_ms", (system.getProcessCpuTime() - cpu) / 1e6 / repeats);
    if (decoder.givesObjects()) {
      answer.put("first_object_ms", first / 1e6 / repeats);
    }
    answer.put(
        "allocated_mb",
        (threads.getCurrentThreadAllocatedBytes() - allocated) / (double) repeats / (1 << 20));
  }

  private long decodeOnce(ByteBuffer bytes) throws IOException {
    FirstObject first = new FirstObject();
    long start = System.nanoTime();
    decoder.decode(bytes, first);
    return first.at() - start;
  }

  /** Notes when the first object came. */
  private static final class FirstObject implements WireSink {
    private long at;
    private long bytes;

    @Override
    public void accept(byte[] buffer, int offset, int length) {
      if (bytes == 0) {
        at = System.nanoTime();
      }
      bytes += length;
    }

    long at() {
      if (bytes == 0) {
        throw new IllegalStateException("nothing was decoded");
      }
      return at;
    }
  }
}
