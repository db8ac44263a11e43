package ai.dragoneye.gateway.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a command is given by whoever starts it.
 *
 * @param out where results go, as UTF-8 text or as bytes; unbuffered or flushed by the commands
 * @param err where everything else goes
 * @param variables reads an environment variable
 */
public record Environment(
    InputStream in,
    OutputStream out,
    PrintWriter err,
    UnaryOperator<@Nullable String> variables,
    Set<Trait> traits) {
  // The launcher knows: the JVM cannot tell of standard error alone.
  private static final String TERMINAL_PROPERTY = "dragoneye.terminal";

  /** What the streams are. */
  public enum Trait {
    /** Standard error is a terminal: somebody watches. */
    WATCHED,
    /** Standard output is a regular file: nobody can stop reading it. */
    OUTPUT_TO_FILE
  }

  /** Copies the traits. */
  public Environment {
    traits = Set.copyOf(traits);
  }

  static Environment ofProcess() {
    Set<Trait> traits = EnumSet.noneOf(Trait.class);
    if (Boolean.getBoolean(TERMINAL_PROPERTY)) {
      traits.add(Trait.WATCHED);
    }
    if (Files.isRegularFile(Path.of("/dev/stdout"))) {
      traits.add(Trait.OUTPUT_TO_FILE);
    }
    return new Environment(
        System.in, new FileOutputStream(FileDescriptor.out), errors(), System::getenv, traits);
  }

  private static PrintWriter errors() {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(FileDescriptor.err), Charset.defaultCharset()),
        true);
  }

  boolean has(Trait trait) {
    return traits.contains(trait);
  }

  @Nullable String variable(String name) {
    String value = variables.apply(name);
    return value == null || value.isBlank() ? null : value;
  }
}
