// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.schemas.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The posterior job with the records of {@link GoldenPosterior}, and proposals: of one experiment a
 * decision is half answered when the savepoint is taken.
 */
final class GoldenTargeting implements GoldenJob {

  /** The first decision of six samples of waves: a function of what it asks for. */
  private static final String DECISION = "waves/1-314745b8";

  private static final String TARGET = "B";

  private final GoldenPosterior posterior = new GoldenPosterior();

  @Override
  public String name() {
    return "targeting";
  }

  @Override
  public String main() {
    return posterior.main();
  }

  @Override
  public List<String> options(boolean slow) {
    List<String> all = new ArrayList<>(posterior.options(slow));
    all.addAll(List.of("--propose", "eig", "--propose-rows", "2", "--propose-after", "6"));
    all.addAll(List.of("--stop-below", "0", "--when-saturated", "ROUND_ROBIN"));
    return all;
  }

  @Override
  public void build(StreamExecutionEnvironment env, List<String> options) {
    posterior.build(env, options);
  }

  @Override
  public List<List<Message>> before() {
    List<List<Message>> posteriors = posterior.before();
    List<Message> asked = new ArrayList<>(posteriors.get(0));
    asked.add(new Message(Topic.APPROVALS, "waves", "garbage"));
    List<Message> half = new ArrayList<>(List.of(answer(0)));
    half.addAll(posteriors.get(1));
    return List.of(asked, half);
  }

  /** The decision is made of six samples. */
  @Override
  public boolean settled(Map<Topic, Map<String, JsonNode>> latest) {
    JsonNode waves = latest.get(Topic.POSTERIOR_LATEST).get("waves");
    return waves != null
        && waves.get("samples").asLong() == 6
        && latest.get(Topic.INTERVENTIONS).containsKey("waves");
  }

  @Override
  public List<List<Message>> after() {
    // Last, when nothing else is on its way: the next decision is of all samples.
    List<List<Message>> stages = new ArrayList<>(posterior.after());
    stages.add(List.of(answer(1)));
    return stages;
  }

  @Override
  public Set<String> learned() {
    return posterior.learned();
  }

  @Override
  public void check(Map<Topic, Map<String, JsonNode>> latest) {
    JsonNode waves = latest.get(Topic.INTERVENTIONS).get("waves");
    assertThat(waves.get("decisionId").asText()).startsWith("waves/2-");
    assertThat(waves.get("status").asText()).isEqualTo("PROPOSED");
    assertThat(waves.get("basedOnSamples").asLong()).isEqualTo(14);
    assertThat(latest.get(Topic.POSTERIOR_LATEST).get("waves").get("samples").asLong())
        .isEqualTo(14);
  }

  private static Message answer(int row) {
    return new Message(
        Topic.SAMPLES,
        "waves",
        "{\"experimentId\":\"waves\",\"sampleId\":\"%s#%d\",\"drawnAt\":5,\"targets\":[\"%s\"],\"values\":[-1,2,0.5,%d],\"decisionId\":\"%s\"}"
            .formatted(DECISION, row, TARGET, row, DECISION));
  }
}
