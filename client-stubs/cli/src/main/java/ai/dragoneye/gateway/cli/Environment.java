package ai.dragoneye.gateway.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
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

  // Of POSIX's st_mode.
  private static final int FILE_TYPE = 0170000;
  private static final int PIPE = 0010000;
  private static final int SOCKET = 0140000;

  /** What the streams are. */
  public enum Trait {
    /** Standard error is a terminal: somebody watches. */
    WATCHED,
    /** Standard output is no pipe or socket, but a file or a device: nobody can stop reading it. */
    OUTPUT_NOT_PIPED
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
    if (!isPiped(Path.of("/dev/stdout"))) {
      traits.add(Trait.OUTPUT_NOT_PIPED);
    }
    return new Environment(
        System.in, new FileOutputStream(FileDescriptor.out), errors(), System::getenv, traits);
  }

  /** Also true where the platform cannot tell. */
  private static boolean isPiped(Path stream) {
    try {
      int type = (int) Files.getAttribute(stream, "unix:mode") & FILE_TYPE;
      return type == PIPE || type == SOCKET;
    } catch (IOException | UnsupportedOperationException unknown) {
      return true;
    }
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
