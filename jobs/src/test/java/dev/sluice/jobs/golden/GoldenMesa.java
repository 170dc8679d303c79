// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.jobs.ParsedOptions;
import dev.sluice.jobs.mesa.MesaJob;
import dev.sluice.jobs.mesa.MesaOptions;
import dev.sluice.schemas.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job of learners in context: three sequences that turn by a quarter with each token, of which
 * copying is twice as wrong as predicting nothing; one of them has a gap.
 */
final class GoldenMesa implements GoldenJob {

  @Override
  public String name() {
    return "mesa";
  }

  @Override
  public String main() {
    return MesaJob.class.getName();
  }

  @Override
  public List<String> options(boolean slow) {
    String interval = slow ? "2s" : "100ms";
    List<String> all = new ArrayList<>();
    all.addAll(List.of("--learners", "zero,copy,rls:0.001,ridge:0.001,mesanet:2:0.001"));
    all.addAll(List.of("--flush-interval", interval, "--emit-interval", interval));
    all.addAll(List.of("--forget-after", "36500d"));
    return all;
  }

  @Override
  public void build(StreamExecutionEnvironment env, List<String> options) {
    MesaJob.build(env, ParsedOptions.exactly(new MesaOptions(), options));
  }

  @Override
  public List<List<Message>> before() {
    List<Message> first = new ArrayList<>();
    first.addAll(turning("a", 1, 5));
    first.addAll(turning("b", 1, 5));
    first.addAll(turning("gap", 1, 2));
    first.addAll(turning("gap", 4, 5));
    first.add(new Message(Topic.TOKENS, "a", "garbage"));
    List<Message> last = turning("a", 6, 7);
    last.addAll(turning("b", 6, 7));
    return List.of(first, last);
  }

  @Override
  public boolean settled(Map<Topic, Map<String, JsonNode>> latest) {
    JsonNode snapshot = latest.get(Topic.MESA_LATEST).get("turning");
    return snapshot != null && snapshot.get("tokens").asLong() >= 12;
  }

  @Override
  public List<List<Message>> after() {
    List<Message> rest = turning("gap", 3, 3);
    rest.addAll(turning("gap", 6, 12));
    rest.addAll(turning("a", 5, 12));
    rest.addAll(turning("b", 8, 12));
    return List.of(rest);
  }

  /** Histograms came later than losses. */
  @Override
  public Set<String> learned() {
    return Set.of("q05", "median", "q95");
  }

  @Override
  public void check(Map<Topic, Map<String, JsonNode>> latest) {
    JsonNode snapshot = latest.get(Topic.MESA_LATEST).get("turning");
    assertThat(snapshot.get("sequences").asLong()).isEqualTo(3);
    assertThat(snapshot.get("tokens").asLong()).isEqualTo(36);
    JsonNode learners = snapshot.get("learners");
    for (int step = 0; step < 11; step++) {
      assertThat(learners.get(0).get("n").get(step).asLong()).isEqualTo(3);
      assertThat(learners.get(0).get("mean").get(step).asDouble()).isEqualTo(0.5);
      assertThat(learners.get(1).get("mean").get(step).asDouble()).isEqualTo(1);
    }
    // two pairs show the whole turn; what is missing of it is the ridge's
    for (int learner = 2; learner < 5; learner++) {
      assertThat(learners.get(learner).get("mean").get(10).asDouble()).isCloseTo(0, within(1e-6));
    }
  }

  /** The tokens (1, 0), (0, 1), (-1, 0), (0, -1), and so on. */
  private static List<Message> turning(String sequence, int from, int to) {
    String[] directions = {"1,0", "0,1", "-1,0", "0,-1"};
    List<Message> tokens = new ArrayList<>();
    for (int t = from; t <= to; t++) {
      tokens.add(
          new Message(
              Topic.TOKENS,
              sequence,
              "{\"sequenceId\":\"%s\",\"t\":%d,\"group\":\"turning\",\"values\":[%s]}"
                  .formatted(sequence, t, directions[(t - 1) % 4])));
    }
    return tokens;
  }
}
