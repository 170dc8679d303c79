// SPDX-License-Identifier: Apache-2.0
package dev.sluice.k8s;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folders that can be deployed. Tests run in the module's folder. */
final class Folders {

  private static final Path ROOT = Path.of("");

  private Folders() {}

  /** All of them, by their path. */
  static List<String> all() throws IOException {
    try (Stream<Path> overlays = Files.list(ROOT.resolve("overlays"))) {
      return Stream.concat(Stream.of("base", "strimzi"), overlays.map(Path::toString).sorted())
          .toList();
    }
  }

  /** What lies in a folder after its patches. */
  static List<ObjectNode> objects(String folder) throws IOException {
    return Kustomization.build(ROOT.resolve(folder));
  }

  /** Those of a kind. */
  static List<ObjectNode> objects(String folder, String kind) throws IOException {
    return objects(folder).stream().filter(o -> o.path("kind").asText().equals(kind)).toList();
  }
}
