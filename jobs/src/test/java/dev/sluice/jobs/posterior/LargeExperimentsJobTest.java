// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import static dev.sluice.jobs.posterior.BoundedJob.experiments;
import static dev.sluice.jobs.posterior.BoundedJob.samples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.connectors.TestCluster;
import dev.sluice.jobs.BoundedRun;
import dev.sluice.jobs.experiment.CheckedSample;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.exact.Inference;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.PosteriorMethod;
import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.schemas.SamplerDiagnostics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Experiments beyond the exact posterior, and beyond the bound of statistics. */
class LargeExperimentsJobTest {

  private static final int SAMPLES = 60;

  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static final BoundedJob JOB = new BoundedJob(CLUSTER);

  private static final PosteriorSettings SETTINGS = Fixture.settings("unused:1", true);

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void eachIsAnsweredByTheMethodForSoMany(int parallelism) throws Exception {
    List<String> sent = new ArrayList<>(Fixture.samples("observed", false));
    sent.addAll(largeSamples("wide", 120, 1_000_000));
    sent.addAll(largeSamples("digits", 25, 10));
    sent.addAll(largeSamples("sixteen", 16, 10));
    Collections.shuffle(sent, new Random(parallelism));

    BoundedRun<PosteriorSnapshot> outcome =
        JOB.run(
            parallelism,
            experiments(
                Fixture.declaration("observed", ""),
                declaration("wide", 120, "CONTINUOUS\""),
                declaration("digits", 25, "CATEGORICAL\",\"categories\":10"),
                declaration("sixteen", 16, "CATEGORICAL\",\"categories\":10")),
            samples(sent),
            new Models(Models.of(SETTINGS).learning(), new StandInSampler()));

    assertThat(outcome.refused()).isEmpty();
    assertThat(outcome.count("accepted")).isEqualTo(4 + 12 + 3 * SAMPLES);
    assertThat(outcome.failures(FailureReason.TOO_MANY_VARIABLES)).isZero();
    PosteriorSnapshot observed = outcome.last().get("observed");
    assertThat(observed.getSamples()).isEqualTo(12);
    assertThat(observed.getLogEvidence()).isCloseTo(Fixture.LOG_EVIDENCE, within(1e-10));
    assertIsSampled(outcome.last().get("wide"), 120, Map.of("", 20L, "v119", 20L, "v0,v119", 20L));
    assertIsSampled(outcome.last().get("digits"), 25, Map.of("", 20L, "v24", 20L, "v0,v24", 20L));
    PosteriorSnapshot sixteen = outcome.last().get("sixteen");
    Posterior batch = batchOfSixteen();
    assertThat(sixteen.getSamples()).isEqualTo(SAMPLES);
    assertThat(sixteen.getFailure()).isNull();
    assertThat(sixteen.getLogEvidence()).isCloseTo(batch.logEvidence(), within(1e-9));
    assertThat(sixteen.getEdges().get(2).get(3)).isCloseTo(batch.edges()[2][3], within(1e-9));
  }

  @Test
  void statisticsBeyondTheirBoundAreCounts() throws Exception {
    Models models = Models.of(SETTINGS);
    Models crowded =
        new Models(LargeExperimentsJobTest::observeAmongManyRegimes, models.inference());
    List<String> sent = Fixture.samples("crowded", true);

    BoundedRun<PosteriorSnapshot> outcome =
        JOB.run(
            2,
            experiments(
                declaration("crowded", 4, "CONTINUOUS\"")
                    .replaceAll("\"v0\"", "\"A\"")
                    .replace("v1", "B")
                    .replace("v2", "C")
                    .replace("v3", "D")),
            samples(sent),
            crowded);

    PosteriorSnapshot last = outcome.last().get("crowded");
    assertIsCounted(
        last,
        FailureReason.MEMORY,
        "the samples have so many regimes or configurations that their statistics would take more"
            + " than 64 MiB: they are counted, but have no posterior",
        Map.of("", 3L, "A", 3L, "B", 2L, "C", 2L, "D", 2L));
    assertThat(outcome.count("accepted")).isEqualTo(1 + 12);
    assertThat(outcome.failures(FailureReason.MEMORY)).isEqualTo(1);
  }

  /** Learns, and then is as full as if the bucket had had a thousand more regimes. */
  private static void observeAmongManyRegimes(
      SufficientStatistics statistics, Declaration declaration, CheckedSample sample) {
    statistics.bytes = SufficientStatistics.MAX_BYTES;
    statistics.observe(declaration.domain(), sample.values(), sample.targets(), 1);
  }

  private static void assertIsSampled(
      PosteriorSnapshot snapshot, int variables, Map<String, Long> regimes) {
    assertThat(snapshot.getFailure()).isNull();
    assertThat(snapshot.getMethod()).isEqualTo(PosteriorMethod.MCMC);
    assertThat(snapshot.getSamplesByRegime()).isEqualTo(regimes);
    assertThat(snapshot.getEdges()).hasSize(variables);
    assertThat(snapshot.getLogEvidence()).isNull();
    assertThat(snapshot.getEntropy()).isNull();
    assertThat(snapshot.getAncestors()).isNull();
    SamplerDiagnostics diagnostics = snapshot.getDiagnostics();
    assertThat(diagnostics.getChains()).isEqualTo(4);
    assertThat(diagnostics.getSteps() % 1000).isZero();
    assertThat(diagnostics.getConverged()).isFalse();
    assertThat(diagnostics.getLargestDifference()).isEqualTo(0.125);
    assertThat(diagnostics.getSecondsBudget()).isEqualTo(0.75);
    assertThat(diagnostics.getLargestError()).isNull();
  }

  private static void assertIsCounted(
      PosteriorSnapshot snapshot, FailureReason reason, String text, Map<String, Long> regimes) {
    assertThat(snapshot.getFailure()).isEqualTo(text);
    assertThat(snapshot.getFailureReason()).isEqualTo(reason);
    assertThat(snapshot.getEdges()).isNull();
    assertThat(snapshot.getMapGraph()).isNull();
    assertThat(snapshot.getSamplesByRegime()).isEqualTo(regimes);
    assertThat(snapshot.getSamples())
        .isEqualTo(regimes.values().stream().mapToLong(Long::longValue).sum());
  }

  private static String declaration(String id, int variables, String kind) {
    return IntStream.range(0, variables)
        .mapToObj(v -> "{\"name\":\"v" + v + "\",\"kind\":\"" + kind + "}")
        .collect(Collectors.joining(",", "{\"experimentId\":\"" + id + "\",\"variables\":[", "]}"));
  }

  /**
   * A third observational, a third with the last variable as target, a third with the first too.
   */
  private static List<String> largeSamples(String id, int variables, int bound) {
    String last = "\"v" + (variables - 1) + "\"";
    String[] targets = {"[]", "[" + last + "]", "[\"v0\"," + last + "]"};
    return IntStream.range(0, SAMPLES)
        .mapToObj(t -> Fixture.sample(id, "s" + t, targets[t % 3], values(t, variables, bound)))
        .toList();
  }

  private static double[] values(int t, int variables, int bound) {
    return new Random(t).ints(variables, 0, bound).asDoubleStream().toArray();
  }

  private static Posterior batchOfSixteen() {
    int[] categories = new int[16];
    Arrays.fill(categories, 10);
    Domain domain = Domain.categorical(categories);
    VariableSet[] targets = {VariableSet.EMPTY, VariableSet.of(15), VariableSet.of(0, 15)};
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    for (int t = 0; t < SAMPLES; t++) {
      statistics.observe(domain, values(t, 16, 10), targets[t % 3], 1);
    }
    return Inference.posterior(domain, statistics, ScorePrior.defaults(16), GraphPrior.uniform(16));
  }
}
