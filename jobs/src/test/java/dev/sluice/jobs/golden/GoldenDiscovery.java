// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.jobs.ParsedOptions;
import dev.sluice.jobs.discovery.DiscoveryJob;
import dev.sluice.jobs.discovery.DiscoveryOptions;
import dev.sluice.schemas.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The discovery job: one experiment that has been trained, with draws that are still untold, one
 * whose samples wait for its declaration, one whose values are beyond any network, one that would
 * take too much state, and one whose rounds are still owed when the savepoint is taken.
 */
final class GoldenDiscovery implements GoldenJob {

  private static final int WIDE = 12;
  private static final int TOO_WIDE = 150;
  private static final int EVERY = 20;

  @Override
  public String name() {
    return "discovery";
  }

  @Override
  public String main() {
    return DiscoveryJob.class.getName();
  }

  @Override
  public List<String> options(boolean slow) {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("--dedup-window", "400", "--waiting-samples", "400"));
    all.addAll(List.of("--train-every", "" + EVERY, "--train-growth", "1", "--fit-steps", "600"));
    all.addAll(List.of("--graph-steps", "40", "--hidden", "4", "--batch", "16", "--graphs", "8"));
    all.addAll(List.of("--capacity", "30", "--intervention-capacity", "10", "--max-state", "8m"));
    return all;
  }

  @Override
  public void build(StreamExecutionEnvironment env, List<String> options) {
    DiscoveryJob.build(env, ParsedOptions.exactly(new DiscoveryOptions(), options));
  }

  @Override
  public List<List<Message>> before() {
    List<Message> samples = links("links", 0, 90);
    samples.add(new Message(Topic.SAMPLES, "links", "garbage"));
    samples.addAll(links("links", 80, 90));
    for (int t = 0; t < EVERY; t++) {
      samples.add(sample("wild", "w" + t, t % 2 == 0 ? "[]" : "[\"A\"]", t % 2 * 1e98 * t, t % 3));
    }
    List<Message> last = links("later", 0, 3);
    for (int t = 0; t < 10 * EVERY; t++) {
      double[] values = new double[WIDE];
      for (int v = 0; v < WIDE; v++) {
        values[v] = (t * (v + 3) + t / 7) % 3;
      }
      last.add(sample("wide", "w" + t, t % 2 == 0 ? "[]" : "[\"B\"]", values));
    }
    return List.of(
        List.of(
            declaration("links", 3, true),
            declaration("wild", 2, false),
            declaration("wide", WIDE, true),
            declaration("wider", TOO_WIDE, true)),
        samples,
        last);
  }

  @Override
  public boolean settled(Map<Topic, Map<String, JsonNode>> latest) {
    Map<String, JsonNode> beliefs = latest.get(Topic.DISCOVERY_LATEST);
    JsonNode links = beliefs.get("links");
    JsonNode wild = beliefs.get("wild");
    return links != null
        && links.get("samples").asLong() == 80
        && wild != null
        && !wild.get("failureReason").isNull();
  }

  @Override
  public List<List<Message>> after() {
    List<Message> samples = new ArrayList<>(links("links", 85, 120));
    samples.addAll(links("later", 2, EVERY));
    for (int t = 0; t < EVERY; t++) {
      samples.add(sample("wild", "x" + t, "[]", t % 2, t % 3));
      samples.add(sample("wider", "x" + t, "[]", new double[TOO_WIDE]));
      samples.add(sample("wide", "x" + t, "[]", new double[WIDE]));
    }
    return List.of(List.of(declaration("later", 3, true)), samples);
  }

  @Override
  public void check(Map<Topic, Map<String, JsonNode>> latest) {
    Map<String, JsonNode> beliefs = latest.get(Topic.DISCOVERY_LATEST);
    JsonNode links = beliefs.get("links");
    assertThat(links.get("samples").asLong()).isEqualTo(120);
    assertThat(links.get("epochs").asLong()).isEqualTo(6);
    assertThat(links.get("fitSteps").asLong()).isEqualTo(3600);
    assertThat(links.get("rows").asLong()).isEqualTo(30 + 3 * 10);
    assertThat(links.get("auroc").asDouble()).isGreaterThan(.7);
    assertThat(beliefs.get("later").get("epochs").asLong()).isEqualTo(1);
    assertThat(beliefs.get("wide").get("epochs").asLong()).isEqualTo(11);
    assertThat(beliefs.get("wide").get("rows").asLong()).isEqualTo(30 + 10);
    assertThat(beliefs.get("wild").get("failureReason").asText()).isEqualTo("NOT_FINITE");
    assertThat(beliefs.get("wild").get("samples").asLong()).isEqualTo(40);
    assertThat(beliefs.get("wider").get("failureReason").asText()).isEqualTo("MEMORY");
    assertThat(beliefs.get("wider").get("samples").asLong()).isEqualTo(20);
  }

  @Override
  public Set<String> learned() {
    return Set.of(
        "edges",
        "existence",
        "orientation",
        "graph",
        "acyclicGraph",
        "loss",
        "entropy",
        "expectedShd",
        "shd",
        "auroc",
        "brier");
  }

  private static Message declaration(String experiment, int variables, boolean categorical) {
    String kind =
        categorical ? "\"CATEGORICAL\",\"categories\":3" : "\"CONTINUOUS\",\"categories\":null";
    String declared =
        IntStream.range(0, variables)
            .mapToObj(v -> "{\"name\":\"%s\",\"kind\":%s}".formatted(variable(v), kind))
            .collect(Collectors.joining(","));
    String truth = variables == 3 ? ",\"trueEdges\":[[\"A\",\"B\"],[\"B\",\"C\"]]" : "";
    return new Message(
        Topic.EXPERIMENTS,
        experiment,
        "{\"experimentId\":\"%s\",\"variables\":[%s]%s}".formatted(experiment, declared, truth));
  }

  private static String variable(int v) {
    return v < 26 ? Character.toString('A' + v) : "V" + v;
  }

  /** A -> B -> C; every second sample clamps A, B and C in turn. */
  private static List<Message> links(String experiment, int from, int to) {
    List<Message> samples = new ArrayList<>();
    for (int t = from; t < to; t++) {
      int target = t % 2 == 0 ? -1 : t / 2 % 3;
      int a = t * t % 7 % 3;
      int b = target == 1 || t % 11 == 0 ? t / 5 % 3 : a;
      int c = target == 2 || t % 13 == 0 ? t / 4 % 3 : b;
      String targets = target < 0 ? "[]" : "[\"" + variable(target) + "\"]";
      samples.add(sample(experiment, "s" + t, targets, target == 0 ? t / 3 % 3 : a, b, c));
    }
    return samples;
  }

  private static Message sample(String experiment, String id, String targets, double... values) {
    return new Message(
        Topic.SAMPLES,
        experiment,
        "{\"experimentId\":\"%s\",\"sampleId\":\"%s\",\"drawnAt\":%d,\"targets\":%s,\"values\":%s}"
            .formatted(experiment, id, id.hashCode(), targets, Arrays.toString(values)));
  }
}
