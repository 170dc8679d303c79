// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.workload;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.schemas.Topic;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Samples of equal experiments, which take turns.
 *
 * @param experiments how many
 * @param variables of each
 * @param kind of the variables, as in {@code "kind":"CONTINUOUS"}
 * @param sample what follows the id in a sample's record, by its number in its experiment
 */
record ExperimentRecords(int experiments, int variables, String kind, IntFunction<String> sample) {
  static final String CONTINUOUS = "\"kind\":\"CONTINUOUS\"";

  /** The kind of variables with so many categories. */
  static String categorical(int categories) {
    return "\"kind\":\"CATEGORICAL\",\"categories\":" + categories;
  }

  /** The kind of variables of a system of mechanisms. */
  static String kindOf(String system) {
    return system.startsWith("categorical:")
        ? categorical(Integer.parseInt(system.substring("categorical:".length())))
        : CONTINUOUS;
  }

  /** The names of some variables in quotes. */
  static String names(VariableSet variables) {
    return IntStream.of(variables.members())
        .mapToObj(v -> "\"v" + v + "\"")
        .collect(Collectors.joining(",", "[", "]"));
  }

  /** All names in quotes. */
  String names() {
    return names(VariableSet.first(variables));
  }

  /** The ids of the experiments. */
  List<String> ids() {
    return IntStream.range(0, experiments).mapToObj(e -> "e" + e).toList();
  }

  /**
   * The declarations of all.
   *
   * @param further fields, each with a comma before it
   */
  List<ProducerRecord<byte[], byte[]>> declarations(String prefix, String further) {
    String declared =
        IntStream.range(0, variables)
            .mapToObj(v -> "{\"name\":\"v" + v + "\"," + kind + "}")
            .collect(Collectors.joining(","));
    return ids().stream()
        .map(
            id ->
                Workload.record(
                    Topic.EXPERIMENTS,
                    prefix,
                    id,
                    "{\"experimentId\":\""
                        + id
                        + "\",\"variables\":["
                        + declared
                        + "]"
                        + further
                        + "}"))
        .toList();
  }

  ProducerRecord<byte[], byte[]> record(int index, String prefix) {
    String id = id(index);
    int number = index / experiments;
    return Workload.record(
        Topic.SAMPLES,
        prefix,
        id,
        "{\"experimentId\":\""
            + id
            + "\",\"sampleId\":\""
            + number
            + "\","
            + sample.apply(number)
            + "}");
  }

  String id(int index) {
    return "e" + index % experiments;
  }
}
