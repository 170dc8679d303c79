// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * The arrows between the modules: schemas &lt;- connectors &lt;- jobs &lt;- workbench, models &lt;-
 * jobs. No arrow runs back.
 */
@AnalyzeClasses(packages = "dev.sluice", importOptions = ShippedClasses.class)
final class ModulesTest {
  @ArchTest
  static final ArchRule SCHEMAS_KNOW_AVRO_ONLY =
      classes()
          .that()
          .resideInAPackage("dev.sluice.schemas..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.sluice.schemas..", "org.apache.avro..", "java..")
          .because(
              "producers in other projects take the contracts alone: what a job makes of a record"
                  + " belongs into the job");

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
          .because(
              "jobs translate between wire records and what models take: give the model arrays and"
                  + " records of its own, and translate in the job's room");

  @ArchTest
  static final ArchRule MODELS_RUN_WITHOUT_A_CLUSTER =
      noClasses()
          .that()
          .resideInAPackage("dev.sluice.models..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.flink..", "org.apache.kafka..", "org.apache.avro..")
          .because(
              "the mathematics is tested and used without Flink, Kafka and Avro: state, timers and"
                  + " types of Flink belong into the operator in jobs that loads, observes, stores"
                  + " and emits");

  @ArchTest
  static final ArchRule CONNECTORS_KNOW_SCHEMAS_ONLY =
      noClasses()
          .that()
          .resideInAPackage("dev.sluice.connectors..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.sluice.models..", "dev.sluice.jobs..", "dev.sluice.workbench..")
          .because(
              "connectors carry every job's records and know none of them: hand the job's part over"
                  + " as a function, as Decode takes it");

  @ArchTest
  static final ArchRule WIRE_KNOWS_FORMATS_ONLY =
      noClasses()
          .that()
          .resideInAPackage("dev.sluice.connectors.wire..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.sluice.connectors",
              "org.apache.kafka..",
              "org.apache.flink.connector..",
              "org.apache.flink.streaming..")
          .because(
              "formats are bytes to records and back, whatever carries the bytes: KafkaSettings"
                  + " makes decoders and encoders and gives them what they need as plain values");

  @ArchTest
  static final ArchRule JOBS_DO_NOT_KNOW_THE_WORKBENCH =
      noClasses()
          .that()
          .resideInAPackage("dev.sluice.jobs..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.sluice.workbench..")
          .because(
              "the jobs run on any cluster, where there is no workbench: move what both need into"
                  + " jobs or connectors");
}
