// SPDX-License-Identifier: Apache-2.0
package dev.sluice.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonPatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What {@code kubectl kustomize} makes of a folder, as far as the folders here use it: anything
 * else in a {@code kustomization.yaml} is an error. A patch that is a list is one of RFC 6902. One
 * that is a mapping is laid over the object as in RFC 7386, which is what kustomize does with kinds
 * whose schema it does not know; so it may only be laid over {@code FlinkDeployment}.
 *
 * @param apiVersion of kustomize
 * @param kind always {@code Kustomization}
 * @param namespace of all objects; null to leave them as they are
 * @param resources files and folders
 * @param patches in their order
 */
record Kustomization(
    String apiVersion, String kind, String namespace, List<String> resources, List<Patch> patches) {

  /** One patch, and what it is for. */
  record Patch(String path, Target target) {}

  /** Objects of a kind; all of them if there is no name. */
  record Target(String kind, String name) {
    boolean matches(JsonNode object) {
      return object.path("kind").asText().equals(kind)
          && (name == null || object.at("/metadata/name").asText().equals(name));
    }
  }

  /** The objects of a folder. */
  static List<ObjectNode> build(Path folder) throws IOException {
    Kustomization self =
        Yaml.MAPPER.readValue(
            Files.readString(folder.resolve("kustomization.yaml")), Kustomization.class);
    List<ObjectNode> objects = new ArrayList<>();
    for (String resource : self.resources) {
      Path path = folder.resolve(resource);
      objects.addAll(Files.isDirectory(path) ? build(path) : Yaml.documents(path));
    }
    List<Patch> patches = self.patches == null ? List.of() : self.patches;
    for (Patch patch : patches) {
      objects = patched(objects, patch, Yaml.tree(folder.resolve(patch.path)));
    }
    if (self.namespace != null) {
      objects.forEach(o -> o.withObject("/metadata").put("namespace", self.namespace));
    }
    return objects;
  }

  private static List<ObjectNode> patched(List<ObjectNode> objects, Patch patch, JsonNode change) {
    if (objects.stream().noneMatch(patch.target::matches)) {
      throw new IllegalArgumentException(patch + " is for nothing");
    }
    List<ObjectNode> all = new ArrayList<>();
    for (ObjectNode object : objects) {
      all.add(patch.target.matches(object) ? patched(object, change) : object);
    }
    return all;
  }

  private static ObjectNode patched(ObjectNode object, JsonNode change) {
    if (change.isArray()) {
      return (ObjectNode) JsonPatch.apply(change, object);
    }
    if (!object.path("kind").asText().equals("FlinkDeployment")) {
      throw new IllegalArgumentException("kustomize knows the schema of " + object.path("kind"));
    }
    ObjectNode laid = change.deepCopy();
    laid.remove("metadata"); // of the patch: the target says whom it is for
    ObjectNode result = object.deepCopy();
    merge(result, laid);
    return result;
  }

  private static void merge(ObjectNode object, ObjectNode change) {
    for (Map.Entry<String, JsonNode> field : change.properties()) {
      if (field.getValue().isNull()) {
        object.remove(field.getKey());
      } else if (field.getValue() instanceof ObjectNode inner) {
        JsonNode there = object.get(field.getKey());
        ObjectNode under = there instanceof ObjectNode known ? known : object.objectNode();
        merge(under, inner);
        object.set(field.getKey(), under);
      } else {
        object.set(field.getKey(), field.getValue());
      }
    }
  }
}
