package ai.dragoneye.gateway.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;

final class SimulatorTest {

  @Test
  void shouldListenOnTwoFreePortsOfLoopback() {
    try (Simulator simulator = Simulator.start(SimulatorOptions.defaults())) {
      assertThat(simulator.baseUrl().toString()).matches("http://127\\.0\\.0\\.1:\\d+");
      assertThat(simulator.controlUrl().toString()).matches("http://127\\.0\\.0\\.1:\\d+");
      assertThat(simulator.controlUrl()).isNotEqualTo(simulator.baseUrl());
    }
  }

  @Test
  void shouldSayWhichPortIsTaken() {
    try (Simulator first = Simulator.start(SimulatorOptions.defaults())) {
      int taken = first.baseUrl().getPort();

      assertThatThrownBy(() -> Simulator.start(SimulatorOptions.builder().port(taken).build()))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage("cannot listen on 127.0.0.1:" + taken);
    }
  }

  @Test
  void shouldFreeItsPortsAndThreadsWhenClosed() {
    Simulator simulator = Simulator.start(SimulatorOptions.defaults());
    RawConnection open = new RawConnection(simulator.baseUrl());

    simulator.close();

    assertThat(open.rest()).isIn("", "<Connection reset>");
    open.close();
    assertThatThrownBy(
            () ->
                new Socket(InetAddress.getLoopbackAddress(), simulator.baseUrl().getPort()).close())
        .isInstanceOf(ConnectException.class);
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(t -> t.getName().startsWith("dragoneye-simulator") && t.isAlive());
  }

  @Test
  void shouldRunWithoutHadoop() {
    assertThatThrownBy(() -> Class.forName("org.apache.hadoop.conf.Configuration"))
        .isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void shouldGiveTheSameTaskIdsForTheSameSeed() {
    assertThat(firstTask(5)).isEqualTo(firstTask(5)).isNotEqualTo(firstTask(6));
  }

  private static String firstTask(long seed) {
    try (Simulator simulator = Simulator.start(SimulatorOptions.builder().seed(seed).build())) {
      return new TestClient(simulator.baseUrl()).begin(TestClient.imageFields()).taskId();
    }
  }
}
