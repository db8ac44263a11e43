package ai.dragoneye.gateway.server.results;

import static org.assertj.core.api.Assertions.assertThat;

import ai.dragoneye.gateway.upstream.MediaFamily;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class IdleArchivesTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void shouldHoldAnArchiveForAWhileAfterItsLastReader() throws InterruptedException {
    // given
    ScriptedDownloads downloads = new ScriptedDownloads(new IdleLimits(1000, 3, MINUTE));
    ArchiveLease first = downloads.open("task");
    ArchiveLease second = downloads.open("task");
    first.close();
    first.close();
    downloads.pass(Duration.ofHours(1));
    second.close();

    // when
    downloads.pass(MINUTE.minusMillis(1));
    ArchiveLease third = Objects.requireNonNull(downloads.find("task"));

    // then
    assertThat(third.family()).isEqualTo(MediaFamily.IMAGE);
    assertThat(third.results()).isSameAs(first.results());
    third.close();
    downloads.pass(MINUTE);
    assertThat(downloads.archives().count()).isZero();
    assertThat(downloads.freed()).isOne();
    assertThat(downloads.find("task")).isNull();
  }

  @Test
  void shouldHoldNoMoreArchivesThanAllowedTheLatestFirst() throws InterruptedException {
    // given
    ScriptedDownloads downloads = new ScriptedDownloads(new IdleLimits(1000, 3, MINUTE));

    // when
    for (String task : List.of("a", "b", "c", "a", "d")) {
      downloads.open(task).close();
    }

    // then
    assertThat(downloads.find("b")).isNull();
    assertThat(downloads.find("a")).isNotNull();
    assertThat(downloads.find("c")).isNotNull();
    assertThat(downloads.find("d")).isNotNull();
    assertThat(downloads.freed()).isOne();
  }

  @Test
  void shouldHoldNoMoreBytesThanAllowed() throws InterruptedException {
    // given
    ScriptedDownloads downloads =
        new ScriptedDownloads(new IdleLimits(2 * ScriptedDownloads.SIZE - 1, 10, MINUTE));

    // when
    downloads.open("a").close();
    downloads.open("b").close();

    // then
    assertThat(downloads.find("a")).isNull();
    assertThat(downloads.find("b")).isNotNull();
  }

  @Test
  void shouldNeverTakeAwayWhatIsInUse() throws InterruptedException {
    // given
    ScriptedDownloads downloads = new ScriptedDownloads(new IdleLimits(0, 0, MINUTE));
    ArchiveLease first = downloads.open("a");
    ArchiveLease second = downloads.open("b");

    // when
    second.close();
    downloads.pass(Duration.ofHours(1));

    // then
    assertThat(downloads.archives().count()).isOne();
    assertThat(downloads.freed()).isOne();
    first.close();
    assertThat(downloads.freed()).isEqualTo(2);
  }
}
