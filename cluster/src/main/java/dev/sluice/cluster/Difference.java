// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** In what results differ from those that they have to be. */
final class Difference {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What two runs never agree upon: how long something took. */
  private static final Set<String> TIMES = Set.of("cpuMillis", "refreshMillis", "trainingSeconds");

  /**
   * Nor upon the newest answer of the set when a pair or the clusters were told for the last time:
   * an answer that changes neither is not told, and whether it came before is chance.
   */
  private static final Pattern WHEN_TOLD =
      Pattern.compile("/SURVEY_(AGREEMENT|CLUSTERS)_LATEST/.*/asOf");

  private Difference() {}

  /**
   * Compares all fields that are expected.
   *
   * @param tolerance between numbers; 0 where they have to be the same to the bit
   * @return one line for each that differs or is missing; empty if none does
   */
  static List<String> between(Object expected, Object actual, double tolerance) {
    SortedMap<String, JsonNode> wanted = leaves(expected);
    SortedMap<String, JsonNode> found = leaves(actual);
    List<String> differences = new ArrayList<>();
    wanted.forEach(
        (path, value) -> {
          JsonNode other = found.get(path);
          if (other == null || !same(value, other, tolerance)) {
            differences.add("%s is %s and should be %s".formatted(path, other, value));
          }
        });
    return differences;
  }

  /** The same, and nothing but what is expected may be there. */
  static List<String> exactly(Object expected, Object actual) {
    List<String> differences = new ArrayList<>(between(expected, actual, 0));
    SortedMap<String, JsonNode> wanted = leaves(expected);
    leaves(actual).keySet().stream()
        .filter(path -> !wanted.containsKey(path))
        .forEach(path -> differences.add(path + " should not be there"));
    return differences;
  }

  private static boolean same(JsonNode one, JsonNode other, double tolerance) {
    if (!one.isNumber() || !other.isNumber()) {
      return one.equals(other);
    }
    double x = one.asDouble();
    double y = other.asDouble();
    return Double.compare(x, y) == 0 || Math.abs(x - y) <= tolerance * Math.max(1, Math.abs(x));
  }

  private static SortedMap<String, JsonNode> leaves(Object tree) {
    SortedMap<String, JsonNode> leaves = new TreeMap<>();
    add("", JSON.valueToTree(tree), leaves);
    leaves.keySet().removeIf(path -> WHEN_TOLD.matcher(path).matches());
    return leaves;
  }

  private static void add(String path, JsonNode node, Map<String, JsonNode> leaves) {
    if (node.isObject()) {
      node.properties().stream()
          .filter(field -> !TIMES.contains(field.getKey()))
          .forEach(field -> add(path + "/" + field.getKey(), field.getValue(), leaves));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        add(path + "/" + i, node.get(i), leaves);
      }
    } else {
      leaves.put(path, node);
    }
  }
}
