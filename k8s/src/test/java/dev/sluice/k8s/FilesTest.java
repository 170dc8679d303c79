// SPDX-License-Identifier: Apache-2.0
package dev.sluice.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the files lie that jobs read and write. */
class FilesTest {

  static List<DeployedJob> deployed() throws Exception {
    return Deployments.all();
  }

  private static DeployedJob job(String folder, String name) throws Exception {
    return Deployments.of(folder).stream()
        .filter(job -> job.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("deployed")
  void noArgumentNamesAFileThatIsGoneWithItsPod(DeployedJob job) {
    assertThat(job.lostPaths()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"/tmp/synthetic", "/tmp", "/elsewhere", "/lesions-2/synthetic", "/"})
  void aFileThatWouldBeIsFound(String path) throws Exception {
    DeployedJob job = job("base", "sluice-enhance");
    ArrayNode arguments = (ArrayNode) job.manifest().at("/spec/job/args");
    arguments.add("--out=" + path);

    assertThat(job.lostPaths()).containsExactly("--out=" + path);
  }

  @ParameterizedTest
  @MethodSource("deployed")
  void everyPodHasAFolderOfItsOwnForWhatIsTemporary(DeployedJob job) {
    JsonNode mount = job.mountOf("/tmp/x");

    assertThat(mount.path("mountPath").asText()).isEqualTo("/tmp");
    assertThat(job.volumeOf(mount).has("emptyDir")).isTrue();
  }

  @Test
  void bothJobsOfTheLesionStudySeeTheSameFilesAndOneWritesThem() throws Exception {
    Map<String, Boolean> readOnly = Map.of("sluice-enhance", false, "sluice-lesion", true);
    for (String folder : List.of("base", "overlays/example", "overlays/operator-v2_2")) {
      for (Map.Entry<String, Boolean> each : readOnly.entrySet()) {
        DeployedJob job = job(folder, each.getKey());
        JsonNode mount = job.mountOf("/lesions/synthetic/a.nii.gz");
        assertThat(mount.path("readOnly").asBoolean(false)).isEqualTo(each.getValue());
        assertThat(job.volumeOf(mount).at("/persistentVolumeClaim/claimName").asText())
            .isEqualTo("sluice-lesion-files");
        assertThat(job.volumeOf(mount).at("/persistentVolumeClaim/readOnly").asBoolean(false))
            .isFalse();
      }
    }
  }
}
