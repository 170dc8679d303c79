// SPDX-License-Identifier: Apache-2.0
package dev.sluice.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The operator's own definition of a {@code FlinkDeployment}, in which the API server drops fields
 * that it does not know; here they are errors.
 */
final class OperatorSchema {

  private static final String DEFINITION =
      "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";

  /** Versions of Flink that came after this release of the definition. */
  private static final List<String> LATER_VERSIONS = List.of("v2_1", "v2_2", "v2_3");

  private final JsonSchema schema;

  private OperatorSchema(JsonSchema schema) {
    this.schema = schema;
  }

  static OperatorSchema load() throws IOException {
    try (InputStream definition = OperatorSchema.class.getResourceAsStream(DEFINITION)) {
      ObjectNode root =
          (ObjectNode)
              Yaml.MAPPER.readTree(definition).at("/spec/versions/0/schema/openAPIV3Schema");
      close(root);
      ObjectNode properties = root.withObject("/properties");
      for (String everyKinds : List.of("apiVersion", "kind")) {
        properties.withObject("/" + everyKinds).put("type", "string");
      }
      properties.withObject("/metadata").put("type", "object");
      ArrayNode versions = (ArrayNode) root.at("/properties/spec/properties/flinkVersion/enum");
      LATER_VERSIONS.forEach(versions::add);
      return new OperatorSchema(
          JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(root));
    }
  }

  /** What is wrong with an object. */
  List<String> problems(JsonNode object) {
    return schema.validate(object).stream().map(ValidationMessage::getMessage).sorted().toList();
  }

  /** Lets no fields in but those that are named, and says what Kubernetes says otherwise. */
  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode node) {
      if (node.path("x-kubernetes-int-or-string").asBoolean()) {
        node.putArray("type").add("integer").add("string");
      }
      boolean isOpen =
          node.has("additionalProperties")
              || node.path("x-kubernetes-preserve-unknown-fields").asBoolean();
      if (node.path("type").asText().equals("object") && node.has("properties") && !isOpen) {
        node.put("additionalProperties", false);
      }
      node.properties().removeIf(field -> field.getKey().startsWith("x-kubernetes-"));
    }
    schema.forEach(OperatorSchema::close);
  }
}
