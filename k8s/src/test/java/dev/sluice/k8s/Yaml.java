// SPDX-License-Identifier: Apache-2.0
package dev.sluice.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files of YAML as trees. A key that stands twice in one mapping is an error. */
final class Yaml {

  static final YAMLMapper MAPPER =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
                  .build())
          .build();

  private Yaml() {}

  /** The documents of a file, each a mapping. */
  static List<ObjectNode> documents(Path file) throws IOException {
    return documents(Files.readString(file));
  }

  /** The documents of a text, each a mapping. */
  static List<ObjectNode> documents(String text) throws IOException {
    try (MappingIterator<ObjectNode> all = MAPPER.readerFor(ObjectNode.class).readValues(text)) {
      return all.readAll();
    }
  }

  /** The only document of a file. */
  static JsonNode tree(Path file) throws IOException {
    return MAPPER.readTree(Files.readString(file));
  }
}
