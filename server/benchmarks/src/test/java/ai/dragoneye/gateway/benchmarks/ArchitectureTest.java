package ai.dragoneye.gateway.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Benchmarks may use the product; nothing uses the benchmarks. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("ai.dragoneye.gateway");

  @Test
  void shouldBeUsedByNothing() {
    noClasses()
        .that()
        .resideOutsideOfPackage("ai.dragoneye.gateway.benchmarks..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.dragoneye.gateway.benchmarks..")
        .check(CLASSES);
  }

  @Test
  void shouldKeepTheHarnessFreeOfWhatIsMeasured() {
    noClasses()
        .that()
        .resideInAPackage("ai.dragoneye.gateway.benchmarks.harness..")
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "the product or another package of the benchmarks",
                type ->
                    type.getPackageName().startsWith("ai.dragoneye.gateway")
                        && !type.getPackageName()
                            .startsWith("ai.dragoneye.gateway.benchmarks.harness")))
        .check(CLASSES);
  }

  @Test
  void shouldHavePackagesFreeOfCycles() {
    slices()
        .matching("ai.dragoneye.gateway.benchmarks.(**)")
        .should()
        .beFreeOfCycles()
        .check(CLASSES);
  }
}
