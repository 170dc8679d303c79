// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster.workload;

import dev.sluice.cluster.workload.Message.Fate;
import dev.sluice.schemas.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Declarations and samples of experiments as JSON; variables are named A, B and so on. */
final class Samples {
  private static final long DRAWN_AT = 1_700_000_000_000L;

  private Samples() {}

  /**
   * A declaration.
   *
   * @param categories of each variable; 0 for continuous ones
   * @param edges of the true graph: "AB" is A to B
   */
  static Message declaration(String experiment, int variables, int categories, String... edges) {
    String kind =
        categories == 0
            ? "\"kind\":\"CONTINUOUS\""
            : "\"kind\":\"CATEGORICAL\",\"categories\":" + categories;
    String declared =
        IntStream.range(0, variables)
            .mapToObj(v -> "{\"name\":\"%s\",%s}".formatted(name(v), kind))
            .collect(Collectors.joining(",", "[", "]"));
    String truth =
        Arrays.stream(edges)
            .map(edge -> "[\"%s\",\"%s\"]".formatted(edge.charAt(0), edge.charAt(1)))
            .collect(Collectors.joining(",", "[", "]"));
    return new Message(
        Topic.EXPERIMENTS,
        experiment,
        "{\"experimentId\":\"%s\",\"variables\":%s,\"trueEdges\":%s}"
            .formatted(experiment, declared, truth),
        Fate.ACCEPTED);
  }

  /**
   * A sample.
   *
   * @param target the variable that was intervened upon; -1 for none
   */
  static Message sample(String experiment, long number, int target, double... values) {
    String targets = target < 0 ? "[]" : "[\"" + name(target) + "\"]";
    return new Message(
        Topic.SAMPLES,
        experiment,
        "{\"experimentId\":\"%s\",\"sampleId\":\"%d\",\"drawnAt\":%d,\"targets\":%s,\"values\":%s}"
            .formatted(experiment, number, DRAWN_AT + number, targets, Arrays.toString(values)),
        Fate.ACCEPTED);
  }

  /** One of an experiment that is never declared. */
  static Message undeclared(long number) {
    return sample("undeclared", number, -1, 0);
  }

  /** The first names of variables. */
  static List<String> names(int variables) {
    return IntStream.range(0, variables).mapToObj(Samples::name).toList();
  }

  private static String name(int variable) {
    return Character.toString('A' + variable);
  }
}
