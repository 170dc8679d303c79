// SPDX-License-Identifier: Apache-2.0
package dev.sluice.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks an object against what its kind may be, as the operator or client that takes it says. */
final class ManifestCheck {

  /** By apiVersion and kind. */
  private static final Map<String, Class<?>> MODELS =
      Map.of(
          "v1 ConfigMap", ConfigMap.class,
          "v1 ServiceAccount", ServiceAccount.class,
          "kafka.strimzi.io/v1 KafkaTopic", KafkaTopic.class,
          "kafka.strimzi.io/v1 KafkaUser", KafkaUser.class,
          "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class,
          "policy/v1 PodDisruptionBudget", PodDisruptionBudget.class,
          "rbac.authorization.k8s.io/v1 Role", Role.class,
          "rbac.authorization.k8s.io/v1 RoleBinding", RoleBinding.class);

  /** Where a deployment holds templates of pods. */
  private static final List<String> TEMPLATES =
      List.of("/spec/podTemplate", "/spec/jobManager/podTemplate", "/spec/taskManager/podTemplate");

  private final OperatorSchema schema;

  private ManifestCheck(OperatorSchema schema) {
    this.schema = schema;
  }

  static ManifestCheck load() throws IOException {
    return new ManifestCheck(OperatorSchema.load());
  }

  /** What is wrong with an object. */
  List<String> problems(JsonNode object) {
    String kind = object.path("apiVersion").asText() + " " + object.path("kind").asText();
    if (kind.equals("flink.apache.org/v1beta1 FlinkDeployment")) {
      List<String> problems = new ArrayList<>(schema.problems(object));
      for (String template : TEMPLATES) {
        if (!object.at(template).isMissingNode()) {
          problems.addAll(StrictModel.problems(object.at(template), Pod.class));
        }
      }
      return problems;
    }
    Class<?> model = MODELS.get(kind);
    return model == null
        ? List.of("nobody checks the kind " + kind)
        : StrictModel.problems(object, model);
  }
}
