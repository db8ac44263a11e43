package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.cli.Environment.Trait;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs the command line in this process. */
final class Cli {
  final Map<String, String> variables = new HashMap<>();
  final Set<Trait> traits = EnumSet.noneOf(Trait.class);
  final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final StringWriter err = new StringWriter();
  private byte[] in = {};

  /** A command line whose gateway is a variable of its environment. */
  static Cli against(FakeGateway gateway) {
    Cli cli = new Cli();
    cli.variables.put("DRAGONEYE_GATEWAY", gateway.address());
    return cli;
  }

  Cli reading(byte[] standardInput) {
    in = standardInput;
    return this;
  }

  Cli watched() {
    traits.add(Trait.WATCHED);
    return this;
  }

  int run(String... arguments) {
    return run(out, arguments);
  }

  /** Runs with a standard output that nobody reads any more. */
  int runIntoClosedPipe(String... arguments) {
    return run(
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("Broken pipe");
          }
        },
        arguments);
  }

  private int run(OutputStream standardOutput, String... arguments) {
    return DragoneyeCommand.run(
        new Environment(
            new ByteArrayInputStream(in),
            standardOutput,
            new PrintWriter(err, true),
            variables::get,
            traits),
        arguments);
  }

  String output() {
    return out.toString(StandardCharsets.UTF_8);
  }

  List<String> lines() {
    return output().lines().toList();
  }

  String errors() {
    return err.toString();
  }
}
