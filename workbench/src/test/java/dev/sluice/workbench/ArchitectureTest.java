// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * The arrows between the modules: schemas &lt;- connectors &lt;- jobs &lt;- workbench, models &lt;-
 * jobs. No arrow runs back.
 */
@AnalyzeClasses(packages = "dev.sluice", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest
  static final ArchRule SCHEMAS_KNOW_AVRO_ONLY =
      classes()
          .that()
          .resideInAPackage("dev.sluice.schemas..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.sluice.schemas..", "org.apache.avro..", "java..");

  @ArchTest
  static final ArchRule MODELS_KNOW_NOBODY =
      noClasses()
          .that()
          .resideInAPackage("dev.sluice.models..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.sluice.schemas..",
              "dev.sluice.connectors..",
              "dev.sluice.jobs..",
              "dev.sluice.workbench..")
          .because("jobs translate between wire records and what models take");

  @ArchTest
  static final ArchRule MODELS_RUN_WITHOUT_A_CLUSTER =
      noClasses()
          .that()
          .resideInAPackage("dev.sluice.models..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.flink..", "org.apache.kafka..", "org.apache.avro..")
          .because("the mathematics is tested and used without Flink, Kafka and Avro");

  @ArchTest
  static final ArchRule CONNECTORS_KNOW_SCHEMAS_ONLY =
      noClasses()
          .that()
          .resideInAPackage("dev.sluice.connectors..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.sluice.models..", "dev.sluice.jobs..", "dev.sluice.workbench..");

  @ArchTest
  static final ArchRule JOBS_DO_NOT_KNOW_THE_WORKBENCH =
      noClasses()
          .that()
          .resideInAPackage("dev.sluice.jobs..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.sluice.workbench..")
          .because("the jobs run on any cluster");

  @ArchTest
  static final ArchRule NO_JOB_KNOWS_ANOTHER =
      slices()
          .matching("dev.sluice.jobs.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(
              DescribedPredicate.alwaysTrue(), resideInAPackage("dev.sluice.jobs.experiment"))
          .because(
              "what two jobs share moves down into models or connectors; into jobs.experiment, if"
                  + " it needs both, as declarations do, which turn records into domains and"
                  + " priors");

  @ArchTest
  static final ArchRule PACKAGES_OF_MODELS_HAVE_NO_CYCLES =
      slices().matching("dev.sluice.models.(*)..").should().beFreeOfCycles();
}
