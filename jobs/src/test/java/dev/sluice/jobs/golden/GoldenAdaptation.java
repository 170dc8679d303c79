// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.jobs.ParsedOptions;
import dev.sluice.jobs.adaptation.AdaptationJob;
import dev.sluice.jobs.adaptation.AdaptationOptions;
import dev.sluice.schemas.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The adaptation job: one experiment that is stopped in the middle of adapting, with a mini-batch
 * begun, one whose samples and learned graph wait for its declaration, and one of more variables
 * than are compared.
 */
final class GoldenAdaptation implements GoldenJob {

  private static final int SHIFT = 80;
  private static final int BACK = 140;
  private static final int MIDDLE = 110;
  private static final int SAMPLES = 200;

  @Override
  public String name() {
    return "adaptation";
  }

  @Override
  public String main() {
    return AdaptationJob.class.getName();
  }

  @Override
  public List<String> options(boolean slow) {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("--batch", "8", "--burn-in", "60", "--run-length", "2000"));
    all.addAll(List.of("--probation", "30", "--replay", "64", "--library", "4", "--window", "20"));
    all.addAll(List.of("--dedup-window", "50", "--waiting-samples", "400"));
    all.addAll(List.of("--report-interval", "100ms"));
    return all;
  }

  @Override
  public void build(StreamExecutionEnvironment env, List<String> options) {
    AdaptationJob.build(env, ParsedOptions.exactly(new AdaptationOptions(), options));
  }

  @Override
  public List<List<Message>> before() {
    List<Message> samples = samples("chain", 0, MIDDLE);
    samples.add(new Message(Topic.SAMPLES, "chain", "garbage"));
    samples.addAll(samples("chain", MIDDLE - 5, MIDDLE));
    return List.of(
        List.of(graph("chain"), graph("later")),
        List.of(declaration("chain"), declarationOfTooMany()),
        samples,
        samples("later", 0, 3));
  }

  @Override
  public boolean settled(Map<Topic, Map<String, JsonNode>> latest) {
    return true;
  }

  @Override
  public List<List<Message>> after() {
    List<Message> samples = samples("chain", MIDDLE - 10, SAMPLES);
    samples.add(declaration("later"));
    samples.addAll(samples("later", 1, 16));
    samples.add(declarationOfTooMany());
    return List.of(samples);
  }

  @Override
  public void check(Map<Topic, Map<String, JsonNode>> latest) {
    Map<String, JsonNode> snapshots = latest.get(Topic.ADAPTATION_LATEST);
    JsonNode chain = snapshots.get("chain");
    assertThat(chain.get("samples").asLong()).isEqualTo(SAMPLES);
    assertThat(chain.get("detection").get("shifts").asLong()).isEqualTo(2);
    assertThat(snapshots.get("later").get("samples").asLong()).isEqualTo(16);
    assertThat(snapshots.get("wide").get("failureReason").asText()).isEqualTo("TOO_MANY_VARIABLES");
  }

  private static Message declarationOfTooMany() {
    List<String> variables =
        IntStream.range(0, 64)
            .mapToObj("{\"name\":\"V%d\",\"kind\":\"CONTINUOUS\"}"::formatted)
            .toList();
    return new Message(
        Topic.EXPERIMENTS,
        "wide",
        "{\"experimentId\":\"wide\",\"variables\":%s}".formatted(variables));
  }

  private static Message declaration(String experiment) {
    String variable = "{\"name\":\"%s\",\"kind\":\"CATEGORICAL\",\"categories\":3}";
    return new Message(
        Topic.EXPERIMENTS,
        experiment,
        "{\"experimentId\":\"%s\",\"variables\":[%s,%s,%s],\"trueEdges\":[[\"A\",\"B\"],[\"B\",\"C\"]]}"
            .formatted(
                experiment,
                variable.formatted("A"),
                variable.formatted("B"),
                variable.formatted("C")));
  }

  /** What the posterior job might say. */
  private static Message graph(String experiment) {
    return new Message(
        Topic.POSTERIOR_LATEST,
        experiment,
        "{\"experimentId\":\"%s\",\"asOf\":1,\"samples\":9,\"variables\":[\"A\",\"B\",\"C\"],\"mapGraph\":[[\"A\",\"B\"],[\"A\",\"C\"]]}"
            .formatted(experiment));
  }

  private static List<Message> samples(String experiment, int from, int to) {
    return new ArrayList<>(IntStream.range(from, to).mapToObj(t -> sample(experiment, t)).toList());
  }

  /** In the chain A, B, C each follows the one before it; while B is a target, it is one ahead. */
  private static Message sample(String experiment, int t) {
    boolean shifted = t >= SHIFT && t < BACK;
    Random random = new Random(t);
    int a = random.nextInt(3);
    int b = random.nextInt(10) < 8 ? (shifted ? (a + 1) % 3 : a) : random.nextInt(3);
    int c = random.nextInt(10) < 8 ? b : random.nextInt(3);
    return new Message(
        Topic.SAMPLES,
        experiment,
        "{\"experimentId\":\"%s\",\"sampleId\":\"s%d\",\"drawnAt\":%d,\"targets\":%s,\"values\":%s}"
            .formatted(
                experiment,
                t,
                t,
                shifted ? "[\"B\"]" : "[]",
                Arrays.toString(new double[] {a, b, c})));
  }
}
