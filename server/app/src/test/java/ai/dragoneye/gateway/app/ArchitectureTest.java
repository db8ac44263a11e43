package ai.dragoneye.gateway.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Holds the arrows between the modules. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("ai.dragoneye.gateway");

  @Test
  void shouldPointTheArrowsOneWay() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("ai.dragoneye.gateway..")
        .layer("proto")
        .definedBy("ai.dragoneye.gateway.v1..")
        .layer("upstream")
        .definedBy("ai.dragoneye.gateway.upstream..")
        .layer("simulator")
        .definedBy("ai.dragoneye.gateway.simulator..")
        .layer("gateway")
        .definedBy("ai.dragoneye.gateway.server..")
        .layer("client")
        .definedBy("ai.dragoneye.gateway.client..")
        .layer("cli")
        .definedBy("ai.dragoneye.gateway.cli..")
        .layer("app")
        .definedBy("ai.dragoneye.gateway.app..")
        // Not on this class path: a module behind this one, with a test of its own.
        .optionalLayer("benchmarks")
        .definedBy("ai.dragoneye.gateway.benchmarks..")
        .whereLayer("benchmarks")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("app")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("gateway")
        .mayOnlyBeAccessedByLayers("app")
        .whereLayer("cli")
        .mayOnlyBeAccessedByLayers("app")
        .whereLayer("client")
        .mayOnlyBeAccessedByLayers("cli", "app")
        .whereLayer("simulator")
        .mayOnlyBeAccessedByLayers("app")
        .whereLayer("upstream")
        .mayOnlyBeAccessedByLayers("gateway", "app")
        .whereLayer("proto")
        .mayOnlyBeAccessedByLayers("upstream", "gateway", "client", "cli", "app")
        .check(CLASSES);
  }

  @Test
  void shouldKeepGrpcAndTelemetryOutOfUpstream() {
    noClasses()
        .that()
        .resideInAPackage("ai.dragoneye.gateway.upstream..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.grpc..", "io.opentelemetry..")
        .check(CLASSES);
  }

  @Test
  void shouldKeepPackagesOfAModuleFreeOfCycles() {
    for (String module : new String[] {"upstream", "simulator", "server", "client", "cli", "app"}) {
      slices()
          .matching("ai.dragoneye.gateway." + module + ".(**)")
          .should()
          .beFreeOfCycles()
          .allowEmptyShould(true)
          .check(CLASSES);
    }
  }

  @Test
  void shouldBuildStatusesInOnePlaceOnly() {
    noClasses()
        .that()
        .resideInAPackage("ai.dragoneye.gateway.server..")
        .and()
        .resideOutsideOfPackage("ai.dragoneye.gateway.server.failure..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("io.grpc.protobuf.StatusProto")
        .check(CLASSES);
  }

  @Test
  void shouldMarkEveryPackageNullMarked() {
    classes()
        .that()
        .resideOutsideOfPackage("ai.dragoneye.gateway.v1..")
        .should(BeNullMarked.IN_THEIR_PACKAGE)
        .check(CLASSES);
  }
}
