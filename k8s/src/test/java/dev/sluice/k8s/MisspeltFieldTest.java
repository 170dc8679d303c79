// SPDX-License-Identifier: Apache-2.0
package dev.sluice.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the checks of manifests are worth: valid objects with one thing wrong are refused. */
class MisspeltFieldTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // The operator's definition.
        "base | FlinkDeployment | /spec/job | upgradeMode | upgradeMod | upgradeMod",
        "base | FlinkDeployment | /spec | serviceAccount | serviceAcount | serviceAcount",
        "base | FlinkDeployment | /spec/podTemplate/spec/containers/0/securityContext | "
            + "readOnlyRootFilesystem | readOnlyRootFileSystem | readOnlyRootFileSystem",
        "base | FlinkDeployment | /spec/jobManager/podTemplate/spec/containers/0/livenessProbe | "
            + "failureThreshold | failureTreshold | failureTreshold",
        // Strimzi's classes.
        "strimzi | KafkaTopic | /spec | partitions | partions | partions",
        "strimzi | KafkaUser | /spec/authorization/acls/0/resource | name | nam | nam",
        // The classes of Kubernetes' own kinds.
        "base | NetworkPolicy | /spec | podSelector | podSelektor | podSelektor",
        "base | PodDisruptionBudget | /spec | maxUnavailable | maxUnavailabel | maxUnavailabel",
        "base | Role | /rules/0 | verbs | verb | verb",
        "base | ConfigMap | '' | data | dta | dta"
      })
  void aFieldUnderAnotherNameIsRefused(
      String folder, String kind, String at, String name, String misspelt, String named)
      throws Exception {
    ObjectNode object = Folders.objects(folder, kind).get(0);
    assertThat(ManifestCheck.load().problems(object)).isEmpty();
    ObjectNode parent = (ObjectNode) object.at(at);

    parent.set(misspelt, parent.remove(name));

    assertThat(ManifestCheck.load().problems(object))
        .isNotEmpty()
        .anyMatch(problem -> problem.contains(named));
  }

  @ParameterizedTest
  @CsvSource({
    "base, FlinkDeployment, /spec, flinkVersion, v2_9",
    "base, FlinkDeployment, /spec/job, upgradeMode, savepoints",
    "base, FlinkDeployment, /spec/job, parallelism, two",
    "strimzi, KafkaTopic, /spec, partitions, four",
    "strimzi, KafkaUser, /spec/authorization/acls/0/resource, type, topics",
    "base, PodDisruptionBudget, /spec, selector, none"
  })
  void aValueThatIsNoneIsRefused(String folder, String kind, String at, String name, String value)
      throws Exception {
    ObjectNode object = Folders.objects(folder, kind).get(0);
    ((ObjectNode) object.at(at)).put(name, value);

    assertThat(ManifestCheck.load().problems(object)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({"v1, Deployment", "apps/v1, ConfigMap"})
  void aKindThatNobodyChecksIsRefused(String apiVersion, String kind) throws Exception {
    ObjectNode object = Yaml.MAPPER.createObjectNode().put("apiVersion", apiVersion);

    assertThat(ManifestCheck.load().problems(object.put("kind", kind)))
        .isEqualTo(List.of("nobody checks the kind " + apiVersion + " " + kind));
  }
}
