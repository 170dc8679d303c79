// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.jobs.ParsedOptions;
import dev.sluice.jobs.posterior.PosteriorJob;
import dev.sluice.jobs.posterior.PosteriorOptions;
import dev.sluice.schemas.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The posterior job: one experiment whose posterior is known, one whose samples wait for its
 * declaration, one whose posterior is sampled, and one so wide that its posterior is still owed
 * when the savepoint is taken.
 */
final class GoldenPosterior implements GoldenJob {

  private static final int WIDE = 19;
  private static final int SAMPLED = 23;

  @Override
  public String name() {
    return "posterior";
  }

  @Override
  public String main() {
    return PosteriorJob.class.getName();
  }

  @Override
  public List<String> options(boolean slow) {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("--buckets", "4", "--dedup-window", "400", "--waiting-samples", "400"));
    all.addAll(List.of("--refresh-interval", "100ms", "--refresh-latest", "300ms"));
    all.addAll(List.of("--order-exact", "--chains", "2", "--mcmc-steps", "2000"));
    all.addAll(List.of("--flush-interval", slow ? "10s" : "20ms"));
    // exact over graphs the wide experiment takes seconds, in which a savepoint finds it under way
    all.addAll(List.of("--exact-up-to", String.valueOf(slow ? WIDE : WIDE - 1)));
    return all;
  }

  @Override
  public void build(StreamExecutionEnvironment env, List<String> options) {
    PosteriorJob.build(env, ParsedOptions.exactly(new PosteriorOptions(), options));
  }

  @Override
  public List<List<Message>> before() {
    return List.of(
        List.of(
            declaration("waves", 4),
            declaration("wider", SAMPLED),
            waves(0, "waves"),
            waves(1, "waves"),
            waves(2, "waves"),
            waves(3, "waves"),
            waves(4, "waves"),
            waves(5, "waves"),
            waves(3, "waves"),
            waves(0, "later"),
            waves(1, "later"),
            new Message(Topic.SAMPLES, "waves", "garbage")),
        List.of(waves(6, "waves"), waves(7, "waves"), declaration("wide", WIDE)));
  }

  @Override
  public boolean settled(Map<Topic, Map<String, JsonNode>> latest) {
    JsonNode waves = latest.get(Topic.POSTERIOR_LATEST).get("waves");
    return waves != null && waves.get("samples").asLong() == 6;
  }

  @Override
  public List<List<Message>> after() {
    return List.of(
        List.of(
            declaration("later", 4),
            waves(2, "waves"),
            waves(6, "waves"),
            waves(8, "waves"),
            waves(9, "waves"),
            waves(10, "waves"),
            waves(11, "waves"),
            waves(1, "later"),
            waves(2, "later"),
            sample("wide", "w", "[]", new double[WIDE]),
            sample("wider", "w", "[]", new double[SAMPLED])));
  }

  /** What the sampler says: savepoints of before there was one have no memory of it. */
  @Override
  public Set<String> learned() {
    return Set.of(
        "wider.edges",
        "wider.ancestors",
        "wider.expectedEdges",
        "wider.mapGraph",
        "wider.diagnostics");
  }

  /** The constants are of the same samples elsewhere in the tests, by enumeration of all graphs. */
  @Override
  public void check(Map<Topic, Map<String, JsonNode>> latest) {
    Map<String, JsonNode> posteriors = latest.get(Topic.POSTERIOR_LATEST);
    JsonNode waves = posteriors.get("waves");
    assertThat(waves.get("samples").asLong()).isEqualTo(12);
    assertThat(waves.get("logEvidence").asDouble()).isCloseTo(-50.174319661173, within(1e-10));
    assertThat(waves.get("edges").get(1).get(2).asDouble()).isCloseTo(.748566475250, within(1e-11));
    assertThat(posteriors.get("later").get("samples").asLong()).isEqualTo(3);
    assertThat(posteriors.get("wide").get("samples").asLong()).isEqualTo(1);
    JsonNode wider = posteriors.get("wider");
    assertThat(wider.get("samples").asLong()).isEqualTo(1);
    assertThat(wider.get("method").asText()).isEqualTo("MCMC");
    assertThat(wider.get("diagnostics").get("steps").asLong()).isGreaterThanOrEqualTo(2 * 2000);
  }

  private static String variable(int i) {
    return Character.toString('A' + i);
  }

  private static Message declaration(String experiment, int variables) {
    List<String> declared =
        IntStream.range(0, variables)
            .mapToObj(i -> "{\"name\":\"%s\",\"kind\":\"CONTINUOUS\"}".formatted(variable(i)))
            .toList();
    return new Message(
        Topic.EXPERIMENTS,
        experiment,
        "{\"experimentId\":\"%s\",\"variables\":%s}".formatted(experiment, declared));
  }

  /** Sample t clamps variable (t mod 5) - 1. */
  private static Message waves(int t, String experiment) {
    double[] x = new double[4];
    for (int i = 0; i < 4; i++) {
      x[i] = Math.sin(0.7 * (t + 1) * (i + 1)) + (i > 0 ? 0.5 * x[i - 1] : 0);
    }
    int target = t % 5 - 1;
    return sample(experiment, "s" + t, target < 0 ? "[]" : "[\"" + variable(target) + "\"]", x);
  }

  private static Message sample(String experiment, String id, String targets, double[] values) {
    return new Message(
        Topic.SAMPLES,
        experiment,
        "{\"experimentId\":\"%s\",\"sampleId\":\"%s\",\"drawnAt\":%d,\"targets\":%s,\"values\":%s}"
            .formatted(experiment, id, id.hashCode(), targets, Arrays.toString(values)));
  }
}
