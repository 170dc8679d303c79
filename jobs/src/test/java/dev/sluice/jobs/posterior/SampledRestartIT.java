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
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.MethodChoice;
import dev.sluice.models.posterior.mcmc.SamplerMemory;
import dev.sluice.models.posterior.mcmc.SamplerSettings;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.Topic;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A sampled posterior with a budget in steps, on a cluster between the topics of a broker: stopped
 * with savepoints while refreshes are computed, it comes to the bits that it would have had. There
 * is one bucket and one sample at a time, so that it is known which refreshes there are. Delivered
 * exactly once: what a refresh says after the savepoint that it was saved in is not there twice.
 */
class SampledRestartIT {

  @RegisterExtension static final TestBroker BROKER = TestBroker.shared();
  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int VARIABLES = 24;
  private static final int SAMPLES = 4;

  private static final InferenceSettings SAMPLING =
      new InferenceSettings(
          MethodChoice.defaults(),
          new SamplerSettings(2, 40_000, Double.POSITIVE_INFINITY, 4, 1),
          false);

  @RegisterExtension final TestTopics topics = new TestTopics(BROKER, PosteriorJob.TOPICS);

  private JobID submit(int parallelism, String savepoint) throws Exception {
    PosteriorSettings settings =
        Fixture.oneBucket(topics.settings(Delivery.EXACTLY_ONCE)).with(SAMPLING);
    return CLUSTER.submit(env -> PosteriorJob.build(env, settings), parallelism, savepoint);
  }

  private boolean told(long samples) throws Exception {
    JsonNode snapshot = topics.latest(Topic.POSTERIOR_METRICS).get("chain");
    return snapshot != null && snapshot.get("samples").asLong() == samples;
  }

  private void awaitSamples(long samples) {
    await().atMost(PATIENCE).until(() -> told(samples));
  }

  private void awaitBegun(JobID job, long samples) {
    await()
        .atMost(PATIENCE)
        .until(() -> CLUSTER.metrics().count(job, "runningKeys") == 1 || told(samples));
  }

  /** Stops at every sample, since a refresh may end before the savepoint comes to it. */
  @Test
  void aSavepointInTheMidstOfARefreshChangesNoBit() throws Exception {
    topics.send(Topic.EXPERIMENTS, "chain", WideFixture.declaration("chain", VARIABLES, ""));
    List<String> samples = WideFixture.samples("chain", VARIABLES, SAMPLES);
    JobID job = submit(2, null);
    awaitSamples(0);
    int inTheMidst = 0;
    for (int sample = 1; sample <= SAMPLES; sample++) {
      topics.send(Topic.SAMPLES, "chain", samples.get(sample - 1));
      awaitBegun(job, sample);
      String savepoint = CLUSTER.stop(job);
      if (topics.records(Topic.POSTERIOR_METRICS).size() == sample) {
        inTheMidst++;
      }
      job = submit(sample % 2 == 0 ? 2 : 4, savepoint);
      awaitSamples(sample);
    }
    assertThat(inTheMidst).isPositive();

    List<JsonNode> snapshots = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : topics.records(Topic.POSTERIOR_METRICS)) {
      snapshots.add(JSON.readTree(record.value()));
    }
    List<Inferred> expected = inOneProcess();
    assertThat(snapshots).hasSameSizeAs(expected);
    for (int refresh = 0; refresh < snapshots.size(); refresh++) {
      JsonNode snapshot = snapshots.get(refresh);
      Inferred inferred = expected.get(refresh);
      assertThat(snapshot.get("samples").asInt()).isEqualTo(refresh);
      assertThat(matrix(snapshot.get("edges"))).isDeepEqualTo(inferred.posterior().edges());
      assertThat(matrix(snapshot.get("ancestors"))).isDeepEqualTo(inferred.posterior().ancestors());
      JsonNode diagnostics = snapshot.get("diagnostics");
      assertThat(diagnostics.get("steps").asLong()).isEqualTo(inferred.diagnostics().steps());
      assertThat(diagnostics.get("largestDifference").asDouble())
          .isEqualTo(inferred.diagnostics().largestDifference());
    }
  }

  /** The refreshes of no sample, of one, of two, each from what the one before has left. */
  private static List<Inferred> inOneProcess() {
    Experiment experiment =
        Experiment.newBuilder()
            .setExperimentId("chain")
            .setVariables(
                IntStream.range(0, VARIABLES)
                    .mapToObj(v -> new Variable("v" + v, VariableKind.CONTINUOUS, null))
                    .toList())
            .build();
    Declaration declaration = Declaration.of(experiment, 0, 0).record();
    SufficientStatistics statistics = SufficientStatistics.empty(declaration.domain());
    List<Inferred> refreshes = new ArrayList<>();
    SamplerMemory memory = null;
    for (int sample = 0; sample <= SAMPLES; sample++) {
      RefreshRequest request = new RefreshRequest(declaration, statistics.copy(), 0, null);
      Inferred inferred = new ByMethod(SAMPLING).infer(request, memory);
      memory = inferred.memory();
      refreshes.add(inferred);
      SufficientStatistics one = SufficientStatistics.empty(declaration.domain());
      int target = WideFixture.target(VARIABLES, sample);
      VariableSet targets = target < 0 ? VariableSet.EMPTY : VariableSet.of(target);
      one.observe(declaration.domain(), WideFixture.row(VARIABLES, sample), targets, 1.0);
      statistics = statistics.absorb(one);
    }
    return refreshes;
  }

  private static double[][] matrix(JsonNode rows) {
    double[][] matrix = new double[rows.size()][];
    for (int row = 0; row < matrix.length; row++) {
      matrix[row] = new double[rows.get(row).size()];
      for (int column = 0; column < matrix[row].length; column++) {
        matrix[row][column] = rows.get(row).get(column).asDouble();
      }
    }
    return matrix;
  }
}
