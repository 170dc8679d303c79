// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import static dev.sluice.jobs.posterior.BoundedJob.experiments;
import static dev.sluice.jobs.posterior.BoundedJob.samples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.connectors.TestCluster;
import dev.sluice.connectors.wire.Encoder;
import dev.sluice.connectors.wire.WireFormat;
import dev.sluice.jobs.BoundedRun;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.exact.Inference;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.PosteriorSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An experiment whose twelve variables are clamped in every combination, beside a healthy one.
 * Without checkpoints nothing is restarted: a task that failed would fail the run.
 */
class ManyRegimesJobTest {

  private static final int VARIABLES = 12;
  private static final int REGIMES = 1 << VARIABLES;

  /** What a broker takes unless it is told otherwise. */
  private static final int MOST_BYTES = 1_048_576;

  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static final BoundedJob JOB = new BoundedJob(CLUSTER);

  private static final PosteriorSettings SETTINGS = Fixture.settings("unused:1", true);

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void bothAreTheBatch(int parallelism) throws Exception {
    List<String> sent = new ArrayList<>(Fixture.samples("observed", false));
    for (int targets = 0; targets < REGIMES; targets++) {
      sent.add(Fixture.sample("crowded", "s" + targets, names(targets), row(targets)));
    }
    Collections.shuffle(sent, new Random(parallelism));

    BoundedRun<PosteriorSnapshot> outcome =
        JOB.run(
            parallelism,
            experiments(Fixture.declaration("observed", ""), declaration()),
            samples(sent),
            Models.of(SETTINGS));

    assertThat(outcome.refused()).isEmpty();
    assertThat(outcome.count("accepted")).isEqualTo(2 + Fixture.SAMPLES + REGIMES);
    for (FailureReason reason : FailureReason.values()) {
      assertThat(outcome.failures(reason)).as(reason.name()).isZero();
    }
    PosteriorSnapshot observed = outcome.last().get("observed");
    assertThat(observed.getSamples()).isEqualTo(Fixture.SAMPLES);
    assertThat(observed.getLogEvidence()).isCloseTo(Fixture.LOG_EVIDENCE, within(1e-10));
    assertIsTheBatch(outcome.last().get("crowded"));
  }

  private static void assertIsTheBatch(PosteriorSnapshot crowded) {
    Posterior batch = batch();
    assertThat(crowded.getFailure()).isNull();
    assertThat(crowded.getSamples()).isEqualTo(REGIMES);
    assertThat(crowded.getSamplesByRegime()).hasSize(64).containsValue(1L);
    assertThat(crowded.getOtherRegimes()).isEqualTo(REGIMES - 64);
    assertThat(crowded.getOtherRegimeSamples()).isEqualTo(REGIMES - 64);
    assertThat(crowded.getLogEvidence())
        .isCloseTo(batch.logEvidence(), within(1e-12 * Math.abs(batch.logEvidence())));
    for (int from = 0; from < VARIABLES; from++) {
      for (int to = 0; to < VARIABLES; to++) {
        assertThat(crowded.getEdges().get(from).get(to))
            .isCloseTo(batch.edges()[from][to], within(1e-9));
      }
    }
    assertThat(Encoder.of(PosteriorSnapshot.class, WireFormat.JSON, null, "unused").encode(crowded))
        .hasSizeLessThan(MOST_BYTES / 10);
  }

  private static Posterior batch() {
    int[] categories = new int[VARIABLES];
    Arrays.fill(categories, 2);
    Domain domain = Domain.categorical(categories);
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    for (int targets = 0; targets < REGIMES; targets++) {
      statistics.observe(domain, row(targets), VariableSet.ofMask(targets), 1.0);
    }
    return Inference.posterior(
        domain, statistics, ScorePrior.defaults(VARIABLES), GraphPrior.uniform(VARIABLES));
  }

  /** Each variable is a noisy copy of the one before it. */
  private static double[] row(int targets) {
    Random random = new Random(targets);
    double[] row = new double[VARIABLES];
    for (int v = 0; v < VARIABLES; v++) {
      boolean clamped = (targets >> v & 1) != 0;
      boolean copied = v > 0 && !clamped && random.nextInt(10) > 0;
      row[v] = copied ? row[v - 1] : random.nextInt(2);
    }
    return row;
  }

  private static String names(int targets) {
    return IntStream.range(0, VARIABLES)
        .filter(v -> (targets >> v & 1) != 0)
        .mapToObj(v -> "\"v" + v + "\"")
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String declaration() {
    return IntStream.range(0, VARIABLES)
        .mapToObj(v -> "{\"name\":\"v" + v + "\",\"kind\":\"CATEGORICAL\",\"categories\":2}")
        .collect(Collectors.joining(",", "{\"experimentId\":\"crowded\",\"variables\":[", "]}"));
  }
}
