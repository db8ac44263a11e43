package ai.dragoneye.gateway.cli;

import ai.dragoneye.gateway.cli.Environment.Trait;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Standard output. Every line is written at once, so that whoever reads along is up to date. */
final class Output extends OutputStream {
  private final OutputStream out;
  private final boolean notPiped;

  Output(Environment environment) {
    this.out = new BufferedOutputStream(environment.out());
    this.notPiped = environment.has(Trait.OUTPUT_NOT_PIPED);
  }

  /**
   * Writes one line of UTF-8.
   *
   * @throws OutputClosedException if nobody reads it any more
   */
  void line(String text) throws IOException {
    lines(List.of(text));
  }

  /**
   * Writes lines of UTF-8.
   *
   * @throws OutputClosedException if nobody reads them any more
   */
  void lines(List<String> lines) throws IOException {
    for (String line : lines) {
      write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
    flush();
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value});
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException failure) {
      throw judged(failure);
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException failure) {
      throw judged(failure);
    }
  }

  /** A full disk is worth a message; a pipe whose reader has seen enough is not. */
  private IOException judged(IOException failure) {
    if (notPiped) {
      return new IOException("Cannot write standard output: " + failure.getMessage(), failure);
    }
    throw new OutputClosedException(failure);
  }
}
