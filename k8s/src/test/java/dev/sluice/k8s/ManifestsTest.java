// SPDX-License-Identifier: Apache-2.0
package dev.sluice.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every object of every folder is what its operator or client takes. */
class ManifestsTest {

  static List<String> folders() throws Exception {
    return Folders.all();
  }

  @ParameterizedTest
  @MethodSource("folders")
  void everyObjectIsValid(String folder) throws Exception {
    ManifestCheck check = ManifestCheck.load();
    Map<String, List<String>> problems = new TreeMap<>();
    for (ObjectNode object : Folders.objects(folder)) {
      List<String> found = check.problems(object);
      if (!found.isEmpty()) {
        problems.put(
            object.at("/kind").asText() + " " + object.at("/metadata/name").asText(), found);
      }
    }
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("folders")
  void noObjectStandsTwice(String folder) throws Exception {
    assertThat(Folders.objects(folder))
        .extracting(o -> o.at("/kind").asText() + " " + o.at("/metadata/name").asText())
        .isNotEmpty()
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("folders")
  void whoIsGrantedRightsIsInTheSameNamespace(String folder) throws Exception {
    for (ObjectNode object : Folders.objects(folder)) {
      if (object.path("kind").asText().equals("RoleBinding")) {
        assertThat(object.at("/subjects/0/namespace")).isEqualTo(object.at("/metadata/namespace"));
      }
    }
  }
}
