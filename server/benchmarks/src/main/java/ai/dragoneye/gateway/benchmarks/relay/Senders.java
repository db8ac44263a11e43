package ai.dragoneye.gateway.benchmarks.relay;

import ai.dragoneye.gateway.benchmarks.harness.BenchSettings;
import ai.dragoneye.gateway.benchmarks.harness.ServerProcess;
import ai.dragoneye.gateway.benchmarks.rig.JavaCommand;
import ai.dragoneye.gateway.benchmarks.rig.NullSink;
import ai.dragoneye.gateway.benchmarks.rig.OurGateway;
import ai.dragoneye.gateway.benchmarks.rig.PeerGateways;
import ai.dragoneye.gateway.benchmarks.rig.Upstream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** All ways to send, by subject, and the servers they send to. */
final class Senders implements AutoCloseable {
  static final String NULL_SINK = "null-sink";
  static final String CURL = "curl";

  private final Upstream upstream = Upstream.start();
  private final Map<String, Sender> bySubject = new LinkedHashMap<>();
  private final PeerGateways peers;

  private Senders(BenchSettings settings) {
    this.peers = new PeerGateways(settings);
  }

  /** Starts all that are wanted. */
  static Senders start(BenchSettings settings, OurGateway ours)
      throws IOException, InterruptedException {
    Senders senders = new Senders(settings);
    try {
      senders.startOwn(settings, ours);
      senders
          .peers
          .start(senders.upstream.url())
          .forEach((subject, server) -> senders.add(subject, senders.through(server)));
      return senders;
    } catch (IOException | InterruptedException | RuntimeException e) {
      senders.close();
      throw e;
    }
  }

  private void startOwn(BenchSettings settings, OurGateway ours)
      throws IOException, InterruptedException {
    if (settings.wants(OurGateway.NAME)) {
      add(OurGateway.NAME, through(ours.start(upstream.url())));
    }
    if (settings.wants(NULL_SINK)) {
      ServerProcess sink =
          ServerProcess.start(NULL_SINK, JavaCommand.ofClass(NullSink.class), Map.of());
      add(NULL_SINK, new GrpcSender(sink, null));
    }
    if (settings.wants(CURL)) {
      add(CURL, new CurlSender(upstream, settings.work().resolve("relay")));
    }
  }

  private Sender through(ServerProcess gateway) {
    return new GrpcSender(gateway, upstream);
  }

  private void add(String subject, Sender sender) {
    bySubject.put(subject, sender);
  }

  Map<String, Sender> bySubject() {
    return bySubject;
  }

  /** A subject that cannot take part any more. */
  void drop(String subject, String why) {
    Sender sender = bySubject.remove(subject);
    if (sender != null) {
      sender.close();
    }
    peers.notRun().put(subject, why);
  }

  /** Why a subject takes no part. */
  Map<String, String> notRun() {
    return peers.notRun();
  }

  @Override
  public void close() {
    bySubject.values().forEach(Sender::close);
    upstream.close();
  }
}
