// SPDX-License-Identifier: Apache-2.0
package dev.sluice.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The jobs that a folder deploys. */
final class Deployments {

  private Deployments() {}

  /** All jobs of all folders that have any. */
  static List<DeployedJob> all() throws IOException {
    List<DeployedJob> all = new ArrayList<>();
    for (String folder : Folders.all()) {
      all.addAll(of(folder));
    }
    return all;
  }

  /** The jobs of a folder. */
  static List<DeployedJob> of(String folder) throws IOException {
    Map<String, JsonNode> maps = new HashMap<>();
    for (ObjectNode map : Folders.objects(folder, "ConfigMap")) {
      maps.put(map.at("/metadata/name").asText(), map.get("data"));
    }
    return Folders.objects(folder, "FlinkDeployment").stream()
        .map(job -> new DeployedJob(job, files(job, maps)))
        .toList();
  }

  private static Map<String, String> files(ObjectNode job, Map<String, JsonNode> maps) {
    Map<String, JsonNode> volumes = new HashMap<>();
    for (JsonNode volume : job.at("/spec/podTemplate/spec/volumes")) {
      volumes.put(volume.get("name").asText(), volume);
    }
    Map<String, String> files = new HashMap<>();
    for (JsonNode mount : job.at("/spec/podTemplate/spec/containers/0/volumeMounts")) {
      JsonNode volume = volumes.get(mount.get("name").asText());
      if (volume == null) {
        throw new IllegalArgumentException("no volume " + mount.get("name"));
      }
      if (volume.has("configMap")) {
        maps.get(volume.at("/configMap/name").asText())
            .properties()
            .forEach(
                entry ->
                    files.put(
                        mount.get("mountPath").asText() + "/" + entry.getKey(),
                        entry.getValue().asText()));
      }
    }
    return files;
  }
}
