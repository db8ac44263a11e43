package ai.dragoneye.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.dragoneye.gateway.simulator.archive.ArchiveWriter;
import ai.dragoneye.gateway.simulator.prediction.Predictions;
import ai.dragoneye.gateway.v1.ResultServiceGrpc;
import ai.dragoneye.gateway.v1.StreamVideoResultsRequest;
import ai.dragoneye.gateway.v1.StreamVideoResultsResponse;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Hostile results from the service: their callers are told, and nobody else notices. */
@ExtendWith(LeakCheck.class)
class HostileServiceTest {
  private static final String PREDICTIONS = "predictions.parquet";
  private static final byte[] GOOD =
      ArchiveWriter.write(
          new Predictions(
              List.of(Sightings.track(1, 0, 10, Sightings.category(1, "car", 1))),
              Optional.of(Sightings.timeline(10))));

  @Test
  void shouldRefuseHostileResultsAndServeOn() throws Exception {
    try (Gateway gateway = Gateway.start(GivenTasks.simulator().build());
        GivenTasks tasks = new GivenTasks(gateway)) {
      assertFailure(
          gateway,
          tasks.video(Arrays.copyOf(GOOD, GOOD.length + 7)),
          "RESULTS_CORRUPT",
          "7 bytes follow its end");
      assertFailure(
          gateway,
          tasks.video(deflated(new byte[200 << 20])),
          "RESULTS_TOO_LARGE",
          "upstream.results.bounds.inflated_ratio");
      assertFailure(
          gateway,
          tasks.video(stored(footerOf(Integer.MIN_VALUE))),
          "RESULTS_CORRUPT",
          "footer of 2147483648 bytes does not fit");
      assertFailure(
          gateway,
          tasks.video(stored(crowdedFooter())),
          "RESULTS_TOO_LARGE",
          "upstream.results.decode_memory_bytes");

      assertThat(
              HealthGrpc.newBlockingStub(gateway.channel())
                  .check(HealthCheckRequest.getDefaultInstance())
                  .getStatus())
          .isEqualTo(ServingStatus.SERVING);
      assertThat(open(gateway, tasks.video(GOOD)).rest())
          .last()
          .matches(StreamVideoResultsResponse::hasCompletion);
    }
  }

  private static void assertFailure(Gateway gateway, String task, String reason, String message) {
    StreamCall<StreamVideoResultsResponse> call = open(gateway, task);
    RpcFailure failure =
        new RpcFailure(catchThrowableOfType(StatusRuntimeException.class, call::rest));
    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.message()).contains(message);
  }

  private static StreamCall<StreamVideoResultsResponse> open(Gateway gateway, String task) {
    return StreamCall.open(
        gateway.channel(),
        ResultServiceGrpc.getStreamVideoResultsMethod(),
        StreamVideoResultsRequest.newBuilder().setTaskId(task).build());
  }

  /** The good predictions with another length of their footer. */
  private static byte[] footerOf(int length) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(GOOD))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals(PREDICTIONS)) {
          byte[] file = zip.readAllBytes();
          ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(file.length - 8, length);
          return file;
        }
      }
    }
    throw new AssertionError("no predictions");
  }

  /** 15 MiB of key-value pairs of three bytes, each an object. */
  private static byte[] crowdedFooter() {
    int count = 5 << 20;
    ByteBuffer file = ByteBuffer.allocate(4 + 6 + 3 * count + 1 + 8);
    file.order(ByteOrder.LITTLE_ENDIAN).putInt(0x3152_4150);
    file.put((byte) 0x59).put((byte) 0xFC);
    for (int rest = count; rest != 0; rest >>>= 7) {
      file.put((byte) (rest > 0x7F ? (rest & 0x7F) | 0x80 : rest));
    }
    for (int i = 0; i < count; i++) {
      file.put((byte) 0x18).put((byte) 0).put((byte) 0);
    }
    int footer = file.put((byte) 0).position() - 4;
    file.putInt(footer).putInt(0x3152_4150);
    return Arrays.copyOf(file.array(), file.position());
  }

  private static byte[] stored(byte[] predictions) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(predictions);
    ZipEntry entry = new ZipEntry(PREDICTIONS);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(predictions.length);
    entry.setCrc(crc.getValue());
    return zip(entry, predictions);
  }

  private static byte[] deflated(byte[] predictions) throws IOException {
    return zip(new ZipEntry(PREDICTIONS), predictions);
  }

  private static byte[] zip(ZipEntry entry, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(entry);
      zip.write(content);
    }
    return bytes.toByteArray();
  }
}
