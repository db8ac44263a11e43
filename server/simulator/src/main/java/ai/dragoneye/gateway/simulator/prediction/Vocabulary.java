package ai.dragoneye.gateway.simulator.prediction;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;

/** The things the simulated models know. Ids follow from names, so they never change. */
final class Vocabulary {
  static final List<Kind> KINDS =
      List.of(
          kind("person", trait("posture", "standing", "sitting", "walking", "running")),
          kind(
              "car",
              trait("colour", "white", "black", "red", "blue"),
              trait("brake lights", "on", "off")),
          kind("bicycle", trait("rider", "present", "absent")),
          kind("dog", trait("activity", "resting", "playing", "eating")),
          kind("señal de tráfico", trait("estado", "verde", "ámbar", "rojo")),
          kind("handbag", trait("material", "leather", "canvas"), trait("closure", "zip", "clasp")),
          kind("potted plant"),
          kind("chair", trait("occupied", "yes", "no")));

  private Vocabulary() {}

  record Kind(long id, String name, List<Trait> traits) {}

  record Trait(long id, String name, List<Option> options) {}

  record Option(long id, String name) {}

  private static Kind kind(String name, Trait... traits) {
    return new Kind(smallId(name), name, List.of(traits));
  }

  private static Trait trait(String name, String... options) {
    return new Trait(
        bigId(name),
        name,
        List.of(options).stream().map(o -> new Option(smallId(name + "=" + o), o)).toList());
  }

  private static long smallId(String name) {
    CRC32C checksum = new CRC32C();
    checksum.update(name.getBytes(StandardCharsets.UTF_8));
    return checksum.getValue();
  }

  /** An id that a double cannot hold: odd and above 2^53. */
  private static long bigId(String name) {
    return (1L << 60) | (smallId(name) << 1) | 1;
  }
}
