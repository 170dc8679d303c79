// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import static dev.sluice.connectors.TestCluster.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.TestBroker;
import dev.sluice.connectors.TestCluster;
import dev.sluice.jobs.TestTopics;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.jobs.posterior.effects.WantedEffects;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.effects.Effect;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.Topic;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A job that begins to compute effects when it is started again, and is stopped and started once
 * more: exactly once between the topics of a broker, each effect is told once and is to the bit
 * what one process computes. There is one bucket and one sample at a time, so that it is known
 * which refreshes there are.
 */
class EffectsIT {

  @RegisterExtension static final TestBroker BROKER = TestBroker.shared();
  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static final ObjectMapper JSON = new ObjectMapper();

  @RegisterExtension
  final TestTopics topics =
      new TestTopics(
          BROKER,
          Stream.concat(PosteriorJob.TOPICS.stream(), PosteriorJob.EFFECTS.stream()).toList());

  private JobID submit(WantedEffects wanted, int parallelism, String savepoint) throws Exception {
    PosteriorSettings settings =
        Fixture.oneBucket(topics.settings(Delivery.EXACTLY_ONCE)).with(wanted);
    return CLUSTER.submit(env -> PosteriorJob.build(env, settings), parallelism, savepoint);
  }

  private void send(int sample) {
    topics.send(
        Topic.SAMPLES,
        "line",
        Fixture.sample("line", "s" + sample, "[]", EffectsFixture.line(sample)));
  }

  private void awaitSamples(Topic topic, long samples) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> topics.latest(topic).get("line"),
            snapshot -> snapshot != null && snapshot.get("samples").asLong() == samples);
  }

  @Test
  void effectsMayBeginAndGoOnAcrossSavepoints() throws Exception {
    topics.send(Topic.EXPERIMENTS, "line", EffectsFixture.LINE);
    JobID without = submit(null, 2, null);
    awaitSamples(Topic.POSTERIOR_LATEST, 0);
    send(0);
    awaitSamples(Topic.POSTERIOR_LATEST, 1);
    String before = CLUSTER.stop(without);
    assertThat(topics.records(Topic.POSTERIOR_EFFECTS)).isEmpty();

    JobID with = submit(WantedEffects.all(), 4, before);
    send(1);
    awaitSamples(Topic.POSTERIOR_EFFECTS_LATEST, 2);
    String between = CLUSTER.stop(with);
    JobID again = submit(WantedEffects.all(), 1, between);
    send(2);
    awaitSamples(Topic.POSTERIOR_EFFECTS_LATEST, 3);

    // Each sink commits for itself: what one topic has already may be on its way to another.
    awaitSamples(Topic.POSTERIOR_EFFECTS, 3);
    awaitSamples(Topic.POSTERIOR_METRICS, 3);
    List<List<JsonNode>> told = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : topics.records(Topic.POSTERIOR_EFFECTS)) {
      JsonNode snapshot = JSON.readTree(record.value());
      assertThat(snapshot.get("failure").isNull()).isTrue();
      List<JsonNode> effects = new ArrayList<>();
      snapshot.get("effects").forEach(effects::add);
      told.add(effects);
    }
    assertThat(told).hasSize(2);
    assertAre(told.get(0), inOneProcess(2));
    assertAre(told.get(1), inOneProcess(3));
    assertThat(topics.records(Topic.POSTERIOR_METRICS)).hasSize(4);

    topics.send(Topic.EXPERIMENTS, "line", null);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(topics.latest(Topic.POSTERIOR_EFFECTS_LATEST))
                    .containsEntry("line", null));
    assertThat(CLUSTER.restarts(again)).isZero();
  }

  private static void assertAre(List<JsonNode> told, List<Effect> expected) {
    assertThat(told).hasSameSizeAs(expected);
    for (int e = 0; e < told.size(); e++) {
      Effect effect = expected.get(e);
      assertThat(told.get(e).get("zero").asDouble()).isEqualTo(effect.probabilityOfNone());
      assertThat(told.get(e).get("mean").asDouble()).isEqualTo(effect.slope().mean());
      List<Double> quantiles = new ArrayList<>();
      told.get(e).get("quantiles").forEach(quantile -> quantiles.add(quantile.asDouble()));
      assertThat(quantiles.stream().mapToDouble(q -> q).toArray())
          .isEqualTo(effect.slope().quantiles());
    }
  }

  private static List<Effect> inOneProcess(int samples) {
    Declaration declaration =
        Declaration.of(
                Experiment.newBuilder()
                    .setExperimentId("line")
                    .setVariables(
                        List.of(
                            new Variable("X", VariableKind.CONTINUOUS, null),
                            new Variable("Y", VariableKind.CONTINUOUS, null)))
                    .setRequiredEdges(List.of(List.of("X", "Y")))
                    .build(),
                0,
                0)
            .record();
    SufficientStatistics statistics = SufficientStatistics.empty(declaration.domain());
    for (int t = 0; t < samples; t++) {
      SufficientStatistics one = SufficientStatistics.empty(declaration.domain());
      one.observe(declaration.domain(), EffectsFixture.line(t), VariableSet.EMPTY, 1.0);
      statistics = statistics.absorb(one);
    }
    return new ByMethod(InferenceSettings.defaults(), WantedEffects.all())
        .infer(new RefreshRequest(declaration, statistics, 0, null), null)
        .effects()
        .effects();
  }
}
