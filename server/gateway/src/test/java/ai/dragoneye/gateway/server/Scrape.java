package ai.dragoneye.gateway.server;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A page of metrics as Prometheus gets it. */
public final class Scrape {
  private final List<String> samples;

  private Scrape(String page) {
    this.samples = page.lines().filter(line -> !line.startsWith("#")).toList();
  }

  /** Of a gateway whose health port is open. */
  public static Scrape of(GatewayServer server) {
    return new Scrape(HttpGet.get(server.healthPort().orElseThrow(), "/metrics").body());
  }

  /** The series, without values. */
  public Set<String> series() {
    return samples.stream()
        .map(line -> line.substring(0, line.lastIndexOf(' ')))
        .collect(Collectors.toSet());
  }

  /** The names of the metrics. */
  public Set<String> names() {
    return series().stream().map(series -> series.split("\\{", 2)[0]).collect(Collectors.toSet());
  }

  /** The sum of all series of {@code name} that have each of {@code labels}, as {@code a="b"}. */
  public double sum(String name, String... labels) {
    return samples.stream()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .filter(line -> List.of(labels).stream().allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
