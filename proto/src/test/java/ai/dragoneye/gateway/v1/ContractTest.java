package ai.dragoneye.gateway.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.Descriptors.FileDescriptor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the contract against buf's rules and against its own frozen image. */
class ContractTest {
  private static final Path MODULE = Path.of("").toAbsolutePath();

  @BeforeAll
  static void installBuf() throws Exception {
    assumeTrue(onPath("npm"), "skipped: buf comes as an npm package and npm is not on the PATH");
    if (!Files.isDirectory(MODULE.resolve("node_modules"))) {
      assertThat(run("npm", "install", "--no-audit", "--no-fund")).endsWith("exit 0");
    }
  }

  @Test
  void shouldPassLintAndFormat() throws Exception {
    assertThat(run("npm", "run", "--silent", "lint")).endsWith("exit 0");
  }

  @Test
  void shouldNotBreakTheFrozenContract() throws Exception {
    assertThat(run("npm", "run", "--silent", "breaking")).endsWith("exit 0");
  }

  @Test
  void shouldNoticeABreakingChange() throws Exception {
    // given a copy of the contract in which a field changed its number
    Path copy = Files.createTempDirectory(MODULE.resolve("target"), "broken-contract");
    Path sources = Files.createDirectories(copy.resolve("dragoneye_gateway/v1"));
    try (Stream<Path> protos = Files.list(MODULE.resolve("dragoneye_gateway/v1"))) {
      for (Path proto : protos.toList()) {
        Files.writeString(
            sources.resolve(proto.getFileName()),
            Files.readString(proto).replace("string model = 1;", "string model = 99;"));
      }
    }
    Files.writeString(copy.resolve("buf.yaml"), "version: v2\n");

    // when
    String output =
        run(
            MODULE.resolve("node_modules/.bin/buf").toString(),
            "breaking",
            MODULE.relativize(copy).toString(),
            "--against",
            "contract.binpb");

    // then
    assertThat(output).contains("PredictionConfig").doesNotEndWith("exit 0");
  }

  @Test
  void shouldImportNothingButWellKnownTypes() {
    List<FileDescriptor> files =
        List.of(
            ErrorReason.getDescriptor().getFile(),
            PredictionConfig.getDescriptor().getFile(),
            PredictImageRequest.getDescriptor().getFile(),
            Task.getDescriptor().getFile(),
            VideoObjectPart.getDescriptor().getFile(),
            GetImageResultsRequest.getDescriptor().getFile());

    assertThat(files.stream().flatMap(file -> file.getDependencies().stream()))
        .allSatisfy(
            imported ->
                assertThat(imported.getFullName())
                    .matches("(dragoneye_gateway/v1|google/protobuf)/.*"));
  }

  private static boolean onPath(String tool) throws InterruptedException {
    try {
      return new ProcessBuilder(tool, "--version").start().waitFor() == 0;
    } catch (IOException missing) {
      return false;
    }
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(MODULE.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    return output + "exit " + process.exitValue();
  }
}
