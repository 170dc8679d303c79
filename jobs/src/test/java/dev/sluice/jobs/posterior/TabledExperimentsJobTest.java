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
import dev.sluice.models.posterior.Method;
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
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Categorical experiments whose statistics go over to tables of families. */
class TabledExperimentsJobTest {

  private static final int SAMPLES = 240;
  private static final int D = 6;
  private static final VariableSet[] TARGETS = {
    VariableSet.EMPTY, VariableSet.of(5), VariableSet.of(0, 5)
  };

  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static final BoundedJob JOB = new BoundedJob(CLUSTER);

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void theirPosteriorIsThatOfTheBatch(int parallelism) throws Exception {
    Models models = Models.of(Fixture.settings("unused:1", true));
    Models crowded = new Models(TabledExperimentsJobTest::observeAmongMany, models.inference());
    List<String> sent = new ArrayList<>(sent("tabled", D, 3));
    sent.addAll(sent("wide", 16, 10));
    Collections.shuffle(sent, new Random(parallelism));

    BoundedRun<PosteriorSnapshot> outcome =
        JOB.run(
            parallelism,
            experiments(
                declaration("tabled", D, 3, ",\"maxParents\":2"), declaration("wide", 16, 10, "")),
            samples(sent),
            crowded);

    assertThat(outcome.refused()).isEmpty();
    PosteriorSnapshot tabled = outcome.last().get("tabled");
    Posterior batch = batch();
    assertThat(tabled.getFailure()).isNull();
    assertThat(tabled.getSamples()).isEqualTo(SAMPLES);
    assertThat(tabled.getSamplesByRegime()).isEqualTo(Map.of("", 80L, "v5", 80L, "v0,v5", 80L));
    assertThat(tabled.getLogEvidence()).isCloseTo(batch.logEvidence(), within(1e-9));
    for (int from = 0; from < D; from++) {
      for (int to = 0; to < D; to++) {
        assertThat(tabled.getEdges().get(from).get(to))
            .isCloseTo(batch.edges()[from][to], within(1e-9));
      }
    }
    PosteriorSnapshot wide = outcome.last().get("wide");
    assertThat(wide.getFailureReason()).isEqualTo(FailureReason.MEMORY);
    assertThat(wide.getFailure())
        .isEqualTo(
            "the samples have so many regimes or configurations that their statistics would take"
                + " more than 64 MiB: they are counted, but have no posterior (tables of all"
                + " families of up to 15 parents, the limit by maxParents, take too much too)");
    assertThat(wide.getSamplesByRegime()).isEqualTo(Map.of("", 80L, "v15", 80L, "v0,v15", 80L));
  }

  /** Learns, and of some samples is as full as if the bucket had had a million more. */
  private static void observeAmongMany(
      SufficientStatistics statistics, Declaration declaration, CheckedSample sample) {
    if (sample.values()[1] == 2) {
      statistics.bytes = SufficientStatistics.MAX_BYTES + 1;
    }
    statistics.observe(declaration.domain(), sample.values(), sample.targets(), 1);
  }

  private static String declaration(String id, int variables, int categories, String more) {
    return IntStream.range(0, variables)
        .mapToObj(
            v -> "{\"name\":\"v" + v + "\",\"kind\":\"CATEGORICAL\",\"categories\":" + categories)
        .collect(
            Collectors.joining(
                "},", "{\"experimentId\":\"" + id + "\",\"variables\":[", "}]" + more + "}"));
  }

  private static List<String> sent(String id, int variables, int categories) {
    return IntStream.range(0, SAMPLES)
        .mapToObj(
            t -> {
              String targets =
                  Arrays.stream(TARGETS[t % 3].members())
                      .mapToObj(v -> "\"v" + (v == 5 ? variables - 1 : v) + "\"")
                      .collect(Collectors.joining(",", "[", "]"));
              return Fixture.sample(id, "s" + t, targets, values(t, variables, categories));
            })
        .toList();
  }

  /** Each variable copies the one before it, or half of the time not. */
  private static double[] values(int t, int variables, int categories) {
    Random random = new Random(t);
    double[] values = new double[variables];
    for (int v = 0; v < variables; v++) {
      boolean copies = v > 0 && random.nextBoolean();
      values[v] = copies ? values[v - 1] : random.nextInt(categories);
    }
    return values;
  }

  private static Posterior batch() {
    Domain domain = Domain.categorical(3, 3, 3, 3, 3, 3);
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    for (int t = 0; t < SAMPLES; t++) {
      statistics.observe(domain, values(t, D, 3), TARGETS[t % 3], 1);
    }
    return Inference.posterior(
        domain,
        statistics,
        ScorePrior.defaults(D),
        GraphPrior.uniform(D).withMaxParents(2),
        Method.EXACT);
  }
}
