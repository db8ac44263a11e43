package ai.dragoneye.gateway.upstream.storage;

import static ai.dragoneye.gateway.upstream.testing.TestClients.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.upstream.UpstreamFailure;
import ai.dragoneye.gateway.upstream.UpstreamSettings;
import ai.dragoneye.gateway.upstream.results.ByteSource;
import ai.dragoneye.gateway.upstream.testing.OpenFiles;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultBytesTest {
  private static final int KIB = 1 << 10;
  private static final long DISK = 1_000 * KIB;

  @TempDir private Path directory;

  @Test
  void shouldHoldTheOldAndTheNewArrayWhileItGrows() throws IOException {
    // given
    ResultStorage enough = storage(192 * KIB);
    ResultStorage tooLittle = storage(192 * KIB - 1);

    // when
    ByteSource inMemory = collected(enough, 128);
    ByteSource inFile = collected(tooLittle, 128);

    // then
    assertThat(enough.memory().free()).isEqualTo(64 * KIB);
    assertThat(enough.disk().free()).isEqualTo(DISK);
    assertThat(tooLittle.memory().free()).isEqualTo(192 * KIB - 1);
    assertThat(tooLittle.disk().free()).isEqualTo(DISK - 128 * KIB);
    assertThat(content(inMemory)).isEqualTo(content(inFile)).isEqualTo(bytes(128));
    inMemory.close();
    inFile.close();
  }

  @Test
  void shouldGiveItsRoomBackOnceHoweverOftenItIsClosed() throws IOException {
    // given
    ResultStorage storage = storage(300 * KIB);
    ByteSource inMemory = collected(storage, 100);
    ByteSource inFile = collected(storage, 500);

    // when
    for (int times = 0; times < 2; times++) {
      inMemory.close();
      inFile.close();
    }

    // then
    assertAllFree(storage, 300 * KIB);
  }

  @Test
  void shouldGiveItsRoomBackWhenTheDiskHasNone() throws IOException {
    // given
    ResultStorage storage = storage(300 * KIB);
    ByteSource other = collected(storage, 900);

    // when / then
    assertFailure(() -> collected(storage, 400)).isInstanceOf(UpstreamFailure.NoRoom.class);
    assertThat(storage.memory().free()).isEqualTo(300 * KIB);
    assertThat(storage.disk().free()).isEqualTo(DISK - 900 * KIB);
    other.close();
    collected(storage, 400).close();
    assertAllFree(storage, 300 * KIB);
    assertThat(OpenFiles.unlinkedIn(directory)).isEmpty();
  }

  @Test
  void shouldHaveRoomMadeBeforeItDoesWithout() throws IOException {
    // given
    ResultStorage storage = storage(128 * KIB);
    Deque<ByteSource> idle = new ArrayDeque<>();
    idle.add(collected(storage, 64));
    idle.add(collected(storage, 64));
    storage.onShortage(
        () -> {
          ByteSource oldest = idle.poll();
          if (oldest != null) {
            oldest.close();
          }
          return oldest != null;
        });

    // when
    ByteSource next = collected(storage, 64);

    // then
    assertThat(idle).hasSize(1);
    assertThat(storage.disk().free()).isEqualTo(DISK);
    next.close();
    idle.remove().close();
    assertAllFree(storage, 128 * KIB);
  }

  private static void assertAllFree(ResultStorage storage, long memory) {
    assertThat(storage.memory().free()).isEqualTo(memory);
    assertThat(storage.disk().free()).isEqualTo(DISK);
  }

  private ResultStorage storage(long memory) {
    return new ResultStorage(
        new UpstreamSettings.Results(256 * KIB, memory, DISK, DISK, 1 << 20, directory));
  }

  private static ByteSource collected(ResultStorage storage, int kibibytes) throws IOException {
    ByteBuf all = Unpooled.wrappedBuffer(bytes(kibibytes));
    try (ResultBytes collecting = storage.collect()) {
      while (all.isReadable()) {
        collecting.append(all.readSlice(Math.min(4 * KIB, all.readableBytes())));
      }
      return collecting.finish();
    }
  }

  private static byte[] bytes(int kibibytes) {
    byte[] bytes = new byte[kibibytes * KIB];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  private static byte[] content(ByteSource source) throws IOException {
    ByteBuffer target = ByteBuffer.allocate(Math.toIntExact(source.size()));
    source.read(0, target);
    return target.array();
  }
}
