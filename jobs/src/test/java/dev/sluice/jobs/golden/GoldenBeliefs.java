// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.golden;

import dev.sluice.jobs.golden.GoldenJob.Message;
import dev.sluice.schemas.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a site of a federation reads: declarations, samples, and what its coordinator says. */
final class GoldenBeliefs {
  private GoldenBeliefs() {}

  /** How many numbers an update of so many variables has. */
  static int numbers(int variables) {
    return 4 * pairs(variables) + 1;
  }

  private static int pairs(int variables) {
    return variables * (variables - 1) / 2;
  }

  /**
   * Declares a federation.
   *
   * @param categories of each variable; 0 if they are continuous
   */
  static Message declaration(String federation, int variables, int categories) {
    String kind =
        categories == 0
            ? "\"kind\":\"CONTINUOUS\""
            : "\"kind\":\"CATEGORICAL\",\"categories\":" + categories;
    return new Message(
        Topic.EXPERIMENTS,
        federation,
        "{\"experimentId\":\"%s\",\"variables\":%s}".formatted(federation, named(variables, kind)));
  }

  private static String named(int variables, String more) {
    return IntStream.range(0, variables)
        .mapToObj(v -> "{\"name\":\"%c\",%s}".formatted('A' + v, more))
        .collect(Collectors.joining(",", "[", "]"));
  }

  /** A round opens whose updates are not masked. */
  static Message updates(
      String federation, long round, int variables, int categories, double logit) {
    return belief(federation, round, "UPDATES", variables, categories, logit, 8, "");
  }

  /**
   * What a coordinator says.
   *
   * @param logit of all edges
   * @param more fields, each after a comma
   */
  static Message belief(
      String federation,
      long round,
      String phase,
      int variables,
      int categories,
      double logit,
      double clip,
      String more) {
    int pairs = pairs(variables);
    return new Message(
        Topic.FED_BELIEF,
        federation,
        """
        {"federation":"%s","round":%d,"phase":"%s","at":0,"shared":"BELIEFS","minimumSites":2,
        "clip":%s,"leastWeight":0.05,"alpha":0.2,"variables":%s,
        "existence":%s,"orientation":%s%s}"""
            .formatted(
                federation,
                round,
                phase,
                clip,
                named(variables, "\"categories\":" + (categories == 0 ? null : categories)),
                Collections.nCopies(2 * pairs, logit),
                Collections.nCopies(pairs, logit),
                more));
  }

  /** A -> B -> C and so on, of three categories each; every second sample sets B. */
  static List<Message> samples(String federation, int from, int to, int variables) {
    List<Message> samples = new ArrayList<>();
    for (int t = from; t < to; t++) {
      double[] values = new double[variables];
      for (int v = 0; v < variables; v++) {
        boolean follows = v > 0 && (v + t) % 5 != 0 && !(v == 1 && t % 2 == 1);
        values[v] = follows ? values[v - 1] : (t * (v + 3) + t / 7) % 3;
      }
      samples.add(sample(federation, t, t % 2 == 0 ? "" : "\"B\"", values));
    }
    return samples;
  }

  /** Of two variables, beyond any network. */
  static List<Message> wild(String federation, int from, int to) {
    List<Message> samples = new ArrayList<>();
    for (int t = from; t < to; t++) {
      samples.add(sample(federation, t, t % 2 == 0 ? "" : "\"A\"", t % 2 * 1e98 * t, t % 3));
    }
    return samples;
  }

  /** Sample t, with the names of its targets in JSON. */
  static Message sample(String federation, int t, String targets, double... values) {
    return new Message(
        Topic.SAMPLES,
        federation,
        "{\"experimentId\":\"%s\",\"sampleId\":\"s%d\",\"drawnAt\":%d,\"targets\":[%s],\"values\":%s}"
            .formatted(federation, t, t, targets, Arrays.toString(values)));
  }
}
