// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.schemas.Topic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job of learners in context with a trained model beside them: {@link GoldenMesa} with more. A
 * layer of attention whose weights are 0 predicts 0.
 */
final class GoldenMesaTrained implements GoldenJob {
  private static final String MODEL = "lsa-1-linear-1";

  /** Of two heads, tokens of two entries: queries, keys, values and outputs, 8 x 8 each. */
  private static final int WEIGHTS = 4 * 8 * 8;

  private final GoldenJob without = new GoldenMesa();

  @Override
  public String name() {
    return "mesa-trained";
  }

  @Override
  public String main() {
    return without.main();
  }

  @Override
  public List<String> options(boolean slow) {
    List<String> all = new ArrayList<>(without.options(slow));
    all.addAll(List.of("--models", MODEL));
    return all;
  }

  @Override
  public void build(StreamExecutionEnvironment env, List<String> options) {
    without.build(env, options);
  }

  @Override
  public List<List<Message>> before() {
    List<List<Message>> stages = new ArrayList<>();
    stages.add(List.of(weights(0, "null")));
    stages.addAll(without.before());
    return stages;
  }

  private static Message weights(long version, String controlRejected) {
    return new Message(
        Topic.MESA_WEIGHTS,
        MODEL,
        "{\"model\":\"lsa-1\",\"task\":\"linear\",\"seed\":1,\"length\":50,\"observed\":2,"
            + "\"version\":%d,\"weights\":[%s],\"controlRejected\":%s}"
                .formatted(
                    version, String.join(",", Collections.nCopies(WEIGHTS, "0")), controlRejected));
  }

  @Override
  public boolean settled(Map<Topic, Map<String, JsonNode>> latest) {
    if (!without.settled(latest)) {
      return false;
    }
    JsonNode verdicts = latest.get(Topic.MESA_LATEST).get("turning").get("verdicts");
    return verdicts.size() == 1 && verdicts.get(0).get("tokens").asLong() >= 9;
  }

  @Override
  public List<List<Message>> after() {
    List<List<Message>> stages = new ArrayList<>(without.after());
    stages.add(List.of(weights(0, "true")));
    return stages;
  }

  @Override
  public void check(Map<Topic, Map<String, JsonNode>> latest) {
    without.check(latest);
    JsonNode verdict = latest.get(Topic.MESA_LATEST).get("turning").get("verdicts").get(0);
    assertThat(verdict.get("model").asText()).isEqualTo(MODEL);
    assertThat(verdict.get("algorithm").asText()).isEqualTo("zero");
    assertThat(verdict.get("distance").asDouble()).isZero();
    assertThat(verdict.get("tokens").asLong()).isEqualTo(33);
    assertThat(verdict.get("meanLoss").asDouble()).isEqualTo(0.5);
    // of three sequences no interval can be told
    assertThat(verdict.get("support").asText()).isEqualTo("UNDECIDED");
  }
}
