// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import static dev.sluice.connectors.TestCluster.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.TestBroker;
import dev.sluice.connectors.TestCluster;
import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.ParsedOptions;
import dev.sluice.jobs.TestTopics;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.InterventionKind;
import dev.sluice.models.scm.MechanismFamily;
import dev.sluice.models.scm.StructuralCausalModel;
import dev.sluice.schemas.Topic;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An experiment of sixty variables beside small ones, in a job that is told nothing. */
class WideExperimentIT {

  @RegisterExtension static final TestBroker BROKER = TestBroker.shared();
  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static final int VARIABLES = 60;
  private static final int SAMPLES = 1000;
  private static final int PARALLELISM = 2;
  private static final int MAX_PARALLELISM = 128;

  @RegisterExtension final TestTopics topics = new TestTopics(BROKER, PosteriorJob.TOPICS);

  private PosteriorSettings defaults() {
    PosteriorSettings settings = ParsedOptions.of(new PosteriorOptions());
    KafkaSettings kafka = topics.settings(Delivery.AT_LEAST_ONCE);
    return new PosteriorSettings(
            new JobTopics(kafka, kafka.prefix() + "posterior", false),
            settings.refresh(),
            settings.statistics(),
            settings.admission())
        .with(settings.inference());
  }

  /** A name that another subtask has the key of than it has of "wide", or the same. */
  private static String small(boolean beside) {
    int wide = subtask("wide");
    int number = 0;
    while ((subtask("small" + number) == wide) == beside) {
      number++;
    }
    return "small" + number;
  }

  private static int subtask(String experiment) {
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(
        experiment, MAX_PARALLELISM, PARALLELISM);
  }

  private static List<String> wideSamples() {
    Dag graph = GraphFamily.parse("er:" + VARIABLES + ":1").draw(3);
    StructuralCausalModel system = MechanismFamily.parse("linear-gaussian").draw(graph, 3);
    List<String> samples = new ArrayList<>();
    for (int t = 0; t < SAMPLES; t++) {
      int target = WideFixture.target(VARIABLES, t);
      VariableSet targets = target < 0 ? VariableSet.EMPTY : VariableSet.of(target);
      samples.add(
          Fixture.sample(
              "wide",
              "s" + t,
              target < 0 ? "[]" : "[\"v" + target + "\"]",
              system.sample(targets, InterventionKind.PERFECT, 3, t)));
    }
    return samples;
  }

  private long samples(String experiment) throws Exception {
    JsonNode latest = topics.latest(Topic.POSTERIOR_LATEST).get(experiment);
    return latest == null ? -1 : latest.get("samples").asLong();
  }

  @Test
  void hasASnapshotSoonAndLetsTheOthersHaveTheirs() throws Exception {
    String beside = small(true);
    String sharing = small(false);
    topics.send(Topic.EXPERIMENTS, "wide", WideFixture.declaration("wide", VARIABLES, ""));
    topics.send(Topic.EXPERIMENTS, beside, Fixture.declaration(beside, ""));
    topics.send(Topic.EXPERIMENTS, sharing, Fixture.declaration(sharing, ""));
    var job = CLUSTER.submit(env -> PosteriorJob.build(env, defaults()), PARALLELISM, null);
    await().atMost(PATIENCE).until(() -> samples("wide") == 0);
    JsonNode prior = topics.latest(Topic.POSTERIOR_LATEST).get("wide");
    assertThat(prior.get("diagnostics").get("secondsBudget").asDouble()).isEqualTo(0.25);
    assertIsTrustedByTheRule(prior.get("diagnostics"));

    topics.sendAll(Topic.SAMPLES, "wide", wideSamples());
    topics.sendAll(Topic.SAMPLES, sharing, Fixture.samples(sharing, true));
    assertThat(refreshedMeanwhile(beside)).isTrue();
    await().atMost(PATIENCE).until(() -> samples(sharing) == Fixture.SAMPLES);
    await().atMost(PATIENCE).until(() -> samples("wide") > 0);
    JsonNode wide = topics.latest(Topic.POSTERIOR_LATEST).get("wide");
    assertThat(wide.get("failure").isNull()).isTrue();
    assertThat(wide.get("method").asText()).isEqualTo("MCMC");
    assertThat(wide.get("edges")).hasSize(VARIABLES);
    JsonNode diagnostics = wide.get("diagnostics");
    assertThat(diagnostics.get("secondsBudget").asDouble()).isEqualTo(5);
    assertThat(diagnostics.get("chains").asInt()).isEqualTo(4);
    assertIsTrustedByTheRule(diagnostics);
    assertThat(CLUSTER.restarts(job)).isZero();
  }

  /** Whether the chains agree within the seconds depends on the processor. */
  private static void assertIsTrustedByTheRule(JsonNode diagnostics) {
    boolean trusted =
        diagnostics.get("largestDifference").asDouble() <= 0.05
            && diagnostics.get("effectiveSampleSize").asDouble() >= 100;
    assertThat(diagnostics.get("converged").asBoolean()).isEqualTo(trusted);
  }

  /**
   * Sends sample by sample of a small experiment, until one shows while the wide one, which is owed
   * a snapshot all the time, shows the one that it had before.
   */
  private boolean refreshedMeanwhile(String small) throws Exception {
    List<String> samples = Fixture.samples(small, true);
    for (int sent = 1; sent <= Fixture.SAMPLES; sent++) {
      long before = samples("wide");
      topics.send(Topic.SAMPLES, small, samples.get(sent - 1));
      int expected = sent;
      await().atMost(PATIENCE).until(() -> samples(small) == expected);
      if (samples("wide") == before && before < SAMPLES) {
        return true;
      }
    }
    return false;
  }
}
