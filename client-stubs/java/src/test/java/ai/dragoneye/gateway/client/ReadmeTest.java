package ai.dragoneye.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java in the README is Java. */
class ReadmeTest {
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  /** What the text around a fragment has told of: each fragment is a method with all of it. */
  private static final String FRAGMENT =
      """
      import ai.dragoneye.gateway.client.*;
      import ai.dragoneye.gateway.v1.*;
      import io.grpc.Status;
      import java.io.*;
      import java.nio.file.*;
      import java.time.Duration;
      import java.util.*;
      import java.util.concurrent.CompletableFuture;
      import java.util.stream.Stream;

      abstract class NAME {
        abstract void remember(String token);

        abstract void store(long index, VideoDetectedObject object);

        Object fragment(TOLD) throws Exception {
          BODY
        }
      }
      """;

  private static final List<String> TOLD =
      List.of(
          "Dragoneye dragoneye",
          "Image image",
          "String model",
          "String taskId",
          "byte[] bytes",
          "InputStream stream",
          "long contentLength",
          "Path directory",
          "ResultFilter filter");

  @TempDir private Path classes;

  @Test
  void shouldShowOnlyCodeThatCompiles() throws IOException {
    List<String> blocks =
        BLOCK
            .matcher(Files.readString(Path.of("README.md")))
            .results()
            .map(MatchResult::group)
            .map(block -> block.substring("```java\n".length(), block.length() - 3))
            .toList();
    List<JavaFileObject> sources = new ArrayList<>();
    for (String block : blocks) {
      sources.add(source(sources.size(), block));
    }

    assertThat(blocks).hasSizeGreaterThan(5);
    assertThat(errorsOf(sources)).isEmpty();
  }

  private static JavaFileObject source(int number, String block) {
    if (block.startsWith("import ")) {
      return new Source("QuickStart", block);
    }
    String name = "Fragment" + number;
    return new Source(
        name,
        FRAGMENT
            .replace("NAME", name)
            .replace("TOLD", parametersFor(block))
            .replace("BODY", body(block)));
  }

  /** A fragment may declare itself what another takes as told. */
  private static String parametersFor(String block) {
    return String.join(", ", TOLD.stream().filter(told -> !declares(block, told)).toList());
  }

  private static boolean declares(String block, String told) {
    String name = told.substring(told.indexOf(' ') + 1);
    return block.contains(told + " =") || block.contains(name + " ->");
  }

  private static String body(String block) {
    return block.contains("return ") ? block : block + "\nreturn null;";
  }

  private String errorsOf(List<JavaFileObject> sources) {
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    StringWriter errors = new StringWriter();
    List<String> options =
        List.of(
            "-d",
            classes.toString(),
            "-classpath",
            System.getProperty("java.class.path"),
            "-proc:none",
            "-nowarn");
    boolean compiled = compiler.getTask(errors, null, null, options, null, sources).call();
    return compiled ? "" : errors.toString();
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String code;

    Source(String name, String code) {
      super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
      this.code = code;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return code;
    }
  }
}
