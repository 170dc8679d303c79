// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.schemas.Topic;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.assertj.core.util.DoubleComparator;

/** Latest records, taken apart so that a difference names its topic, key and field. */
final class Leaves {

  /** What two runs never agree upon: how long something took, and when it was decided. */
  private static final Set<String> TIMES =
      Set.of("cpuMillis", "refreshMillis", "trainingSeconds", "at", "proposedAt");

  /** Sums depend on the order of their terms. */
  private static final double TOLERANCE = 1e-9;

  private Leaves() {}

  /**
   * Asserts that all fields of all records are the same.
   *
   * @param without names of fields that are passed over, in all records or, as {@code key.name}, in
   *     those of one key
   */
  static void assertSame(
      Map<Topic, Map<String, JsonNode>> actual,
      Map<Topic, Map<String, JsonNode>> expected,
      Set<String> without) {
    SortedMap<String, Object> leaves = of(actual, without);
    SortedMap<String, Object> expectedLeaves = of(expected, without);
    assertThat(leaves.keySet()).isEqualTo(expectedLeaves.keySet());
    assertThat(leaves)
        .usingRecursiveComparison()
        .withComparatorForType(new DoubleComparator(TOLERANCE), Double.class)
        .isEqualTo(expectedLeaves);
  }

  private static SortedMap<String, Object> of(
      Map<Topic, Map<String, JsonNode>> records, Set<String> without) {
    SortedMap<String, Object> leaves = new TreeMap<>();
    records.forEach(
        (topic, byKey) ->
            byKey.forEach((key, record) -> add(topic + " " + key, record, without, leaves)));
    return leaves;
  }

  private static void add(
      String path, JsonNode node, Set<String> without, SortedMap<String, Object> leaves) {
    if (node.isObject()) {
      String ofKey = path.substring(path.indexOf(' ') + 1) + ".";
      node.properties().stream()
          .filter(field -> !TIMES.contains(field.getKey()))
          .filter(field -> !without.contains(field.getKey()))
          .filter(field -> !without.contains(ofKey + field.getKey()))
          .forEach(field -> add(path + "." + field.getKey(), field.getValue(), without, leaves));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        add(path + "[" + i + "]", node.get(i), without, leaves);
      }
    } else {
      leaves.put(path, node.isNumber() ? (Object) node.asDouble() : node.asText());
    }
  }
}
