// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.schemas.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The posterior job with the records of {@link GoldenPosterior}, and proposals: of one experiment a
 * decision is half answered when the savepoint is taken.
 */
final class GoldenTargeting implements GoldenJob {

  /** The first decision of six samples of waves: a function of what it asks for. */
  private static final String DECISION = "waves/1-fa414c06";

  private static final String TARGET = "D";

  private final GoldenPosterior posterior = new GoldenPosterior();

  @Override
  public String name() {
    return "targeting";
  }

  @Override
  public void build(StreamExecutionEnvironment env, boolean slow, List<String> options) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("--propose", "eig", "--propose-rows", "2", "--propose-after", "6"));
    all.addAll(List.of("--stop-below", "0", "--when-saturated", "ROUND_ROBIN"));
    posterior.build(env, slow, all);
  }

  @Override
  public List<List<Message>> before() {
    List<List<Message>> posteriors = posterior.before();
    List<Message> asked = new ArrayList<>(posteriors.get(0));
    asked.add(new Message(Topic.APPROVALS, "waves", "garbage"));
    return List.of(asked, List.of(answer(0)), posteriors.get(1));
  }

  /** Told of six samples, and of the half of an answer. */
  @Override
  public boolean settled(Map<Topic, Map<String, JsonNode>> latest) {
    JsonNode waves = latest.get(Topic.POSTERIOR_LATEST).get("waves");
    return waves != null
        && waves.get("samples").asLong() == 7
        && latest.get(Topic.INTERVENTIONS).containsKey("waves");
  }

  @Override
  public List<List<Message>> after() {
    List<List<Message>> stages = new ArrayList<>();
    stages.add(List.of(answer(1)));
    stages.addAll(posterior.after());
    return stages;
  }

  @Override
  public void check(Map<Topic, Map<String, JsonNode>> latest) {
    JsonNode waves = latest.get(Topic.INTERVENTIONS).get("waves");
    assertThat(waves.get("decisionId").asText()).startsWith("waves/2-");
    assertThat(waves.get("status").asText()).isEqualTo("PROPOSED");
    JsonNode wide = latest.get(Topic.INTERVENTIONS).get("wide");
    assertThat(wide.get("status").asText()).isEqualTo("STOPPED");
    assertThat(latest.get(Topic.POSTERIOR_LATEST).get("waves").get("samples").asLong())
        .isEqualTo(14);
  }

  private static Message answer(int row) {
    return new Message(
        Topic.SAMPLES,
        "waves",
        "{\"experimentId\":\"waves\",\"sampleId\":\"%s#%d\",\"drawnAt\":5,\"targets\":[\"%s\"],\"values\":[-1,%d,0.5,2],\"decisionId\":\"%s\"}"
            .formatted(DECISION, row, TARGET, row, DECISION));
  }
}
