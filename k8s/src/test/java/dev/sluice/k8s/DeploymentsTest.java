// SPDX-License-Identifier: Apache-2.0
package dev.sluice.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The manifests have the jobs run as they are built, tested and documented. */
class DeploymentsTest {

  @TempDir private Path folder;

  static List<DeployedJob> deployed() throws Exception {
    return Deployments.all();
  }

  @Test
  void everyJobHasItsManifest() throws Exception {
    Set<String> jobs =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.sluice.jobs")
                .stream()
                .filter(type -> type.tryGetMethod("main", String[].class).isPresent())
                .map(JavaClass::getName)
                .collect(Collectors.toSet());

    assertThat(Deployments.of("base").stream().map(DeployedJob::entryClass))
        .as("a job of dev.sluice.jobs is deployed by k8s/base/NAME.yaml")
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(jobs);
  }

  @ParameterizedTest
  @MethodSource("deployed")
  void theJobIsBuiltOfItsArgumentsAndConfiguration(DeployedJob job) {
    assertThatCode(() -> job.built(folder).getStreamGraph().getJobGraph())
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("deployed")
  void everyKeyOfFlinksConfigurationIsKnownAndHasAValueOfItsType(DeployedJob job) throws Exception {
    FlinkOptions options = FlinkOptions.load();
    Set<String> wrong = new TreeSet<>();
    Configuration configuration = Configuration.fromMap(job.configuration());
    for (Map.Entry<String, String> entry : job.configuration().entrySet()) {
      ConfigOption<?> option = options.option(entry.getKey());
      if (!options.knows(entry.getKey())) {
        wrong.add(entry.getKey() + " is declared nowhere");
      } else if (option != null && option.key().equals(entry.getKey())) {
        assertThatCode(() -> configuration.get(option))
            .as(entry.toString())
            .doesNotThrowAnyException();
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void aKeyThatIsMisspeltIsFound() throws Exception {
    FlinkOptions options = FlinkOptions.load();

    assertThat(options.knows("execution.checkpointing.interval")).isTrue();
    assertThat(options.knows("execution.checkpointing.intervall")).isFalse();
    assertThat(options.knows("job.autoscaler.metrics.window")).isTrue();
    assertThat(options.knows("job.autoscaler.metric.window")).isFalse();
    assertThat(options.knows("metrics.reporter.prom.factory.clas")).isFalse();
    assertThat(options.knows("state.checkpoints.dir")).as("its name of Flink 1").isFalse();
  }

  @ParameterizedTest
  @MethodSource("deployed")
  void podsCannotDoMoreThanTheyMust(DeployedJob job) {
    JsonNode pod = job.manifest().at("/spec/podTemplate/spec");
    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    JsonNode own = job.container().get("securityContext");
    assertThat(own.get("readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(own.get("allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(own.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
    assertThat(job.configuration())
        .containsEntry("web.submit.enable", "false")
        .containsEntry("web.cancel.enable", "false");
  }

  @ParameterizedTest
  @MethodSource("deployed")
  void oneThreadDoesTheLinearAlgebraOfASlot(DeployedJob job) {
    assertThat(job.environment())
        .containsEntry("OMP_NUM_THREADS", "1")
        .containsEntry("OPENBLAS_NUM_THREADS", "1");
  }

  @ParameterizedTest
  @MethodSource("deployed")
  void stateOutlivesPodsAndUpgrades(DeployedJob job) {
    assertThat(job.configuration())
        .containsEntry("high-availability.type", "kubernetes")
        .containsKeys(
            "high-availability.storageDir",
            "execution.checkpointing.dir",
            "execution.checkpointing.savepoint-dir",
            "execution.checkpointing.interval");
    assertThat(job.manifest().at("/spec/job/upgradeMode").asText()).isEqualTo("savepoint");
    assertThat(job.manifest().at("/spec/job/allowNonRestoredState").asBoolean(true)).isFalse();
  }

  @Test
  void theOverlayChangesTheVersionAndNothingElse() throws Exception {
    List<DeployedJob> base = Deployments.of("base");
    List<DeployedJob> overlay = Deployments.of("overlays/operator-v2_2");
    assertThat(overlay).hasSameSizeAs(base);
    for (int i = 0; i < base.size(); i++) {
      assertThat(base.get(i).manifest().at("/spec/flinkVersion").asText()).isEqualTo("v2_3");
      base.get(i).manifest().withObject("/spec").put("flinkVersion", "v2_2");
      assertThat(overlay.get(i).manifest()).isEqualTo(base.get(i).manifest());
    }
  }

  @Test
  void theImageHoldsWhatTheManifestsRun() throws Exception {
    String image = Files.readString(Path.of("Dockerfile"));

    assertThat(image)
        .contains("FROM flink:2.3.0-java17")
        .contains(" jobs/target/cluster-lib/*.jar /opt/flink/lib/")
        .contains(" jobs/target/sluice-jobs.jar /opt/flink/usrlib/sluice-jobs.jar");
    assertThat(Files.readString(Path.of("../jobs/pom.xml")))
        .contains("<outputDirectory>${project.build.directory}/cluster-lib</outputDirectory>")
        .contains("<outputFile>${project.build.directory}/sluice-jobs.jar</outputFile>");
    for (DeployedJob job : Deployments.all()) {
      assertThat(job.manifest().at("/spec/job/jarURI").asText())
          .isEqualTo("local:///opt/flink/usrlib/sluice-jobs.jar");
    }
  }
}
