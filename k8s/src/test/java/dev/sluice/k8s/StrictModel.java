// SPDX-License-Identifier: Apache-2.0
package dev.sluice.k8s;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads objects into the classes that clients of Kubernetes have for them. These classes keep what
 * they do not know; here it is an error, as is a value that gets lost on the way.
 */
final class StrictModel {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .annotationIntrospector(new WithoutAnySetters())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private StrictModel() {}

  private static final class WithoutAnySetters extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }
  }

  /** What is wrong with an object that is to be one of a class. */
  static List<String> problems(JsonNode object, Class<?> type) {
    try {
      List<String> lost = new ArrayList<>();
      compare("", object, MAPPER.valueToTree(MAPPER.treeToValue(object, type)), lost);
      return lost;
    } catch (JsonProcessingException e) {
      return List.of(e.getOriginalMessage());
    }
  }

  private static void compare(String path, JsonNode given, JsonNode read, List<String> lost) {
    if (given instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        compare(path + "/" + field.getKey(), field.getValue(), read.path(field.getKey()), lost);
      }
    } else if (given.isArray()) {
      for (int i = 0; i < given.size(); i++) {
        compare(path + "/" + i, given.get(i), read.path(i), lost);
      }
    } else if (!given.asText().equals(read.asText())) {
      lost.add("%s is %s and is read as %s".formatted(path, given, read));
    }
  }
}
