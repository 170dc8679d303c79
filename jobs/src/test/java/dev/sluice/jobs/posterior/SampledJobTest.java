// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import static dev.sluice.jobs.posterior.BoundedJob.experiments;
import static dev.sluice.jobs.posterior.BoundedJob.samples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.connectors.TestCluster;
import dev.sluice.jobs.BoundedRun;
import dev.sluice.jobs.ParsedOptions;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.mcmc.ScaleChoice;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import dev.sluice.schemas.PosteriorMethod;
import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.schemas.SamplerDiagnostics;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sampled posteriors through the whole job. */
class SampledJobTest {

  private static final int CHAINS = 3;
  private static final int STEPS = 100_000;

  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static final BoundedJob JOB = new BoundedJob(CLUSTER);

  private static PosteriorSettings settings(String... more) {
    List<String> options = new ArrayList<>(List.of("--chains=" + CHAINS, "--mcmc-steps=" + STEPS));
    options.addAll(List.of(more));
    return Fixture.settings("unused:1", true)
        .with(ParsedOptions.of(new PosteriorOptions(), options.toArray(String[]::new)).inference());
  }

  private static PosteriorSnapshot run(
      PosteriorSettings settings, String declaration, List<String> sent) throws Exception {
    BoundedRun<PosteriorSnapshot> outcome =
        JOB.run(2, experiments(declaration), samples(sent), settings, Models.of(settings));
    assertThat(outcome.refused()).isEmpty();
    return outcome.last().get("chain");
  }

  private static String declaration(int variables, String more) {
    return WideFixture.declaration("chain", variables, more);
  }

  private static List<String> chain(int variables, int count) {
    return WideFixture.samples("chain", variables, count);
  }

  @Test
  void manyVariablesHaveASampledPosteriorThatSaysHowGoodItIs() throws Exception {
    PosteriorSnapshot snapshot = run(settings(), declaration(24, ""), chain(24, 600));
    assertThat(snapshot.getFailure()).isNull();
    assertThat(snapshot.getSamples()).isEqualTo(600);
    assertThat(snapshot.getMethod()).isEqualTo(PosteriorMethod.MCMC);
    assertThat(snapshot.getPriorScale()).isEqualTo(0.5);
    assertThat(snapshot.getLogEvidence()).isNull();
    assertThat(snapshot.getEntropy()).isNull();
    for (int v = 1; v < 24; v++) {
      assertThat(snapshot.getEdges().get(v - 1).get(v)).isBetween(0.7, 1.0);
      assertThat(snapshot.getMapGraph()).contains(List.of("v" + (v - 1), "v" + v));
    }
    SamplerDiagnostics diagnostics = snapshot.getDiagnostics();
    assertThat(diagnostics.getChains()).isEqualTo(CHAINS);
    assertThat(diagnostics.getSteps())
        .isBetween((long) CHAINS * STEPS, (long) (1.1 * CHAINS * STEPS));
    assertThat(diagnostics.getAcceptance()).isBetween(0.0, 1.0);
    assertThat(diagnostics.getEffectiveSampleSize()).isNotNegative();
    assertThat(diagnostics.getLargestDifference()).isBetween(0.0, 1.0);
    assertThat(diagnostics.getSecondsBudget()).isNull();
    assertThat(diagnostics.getLargestError()).isNull();
  }

  @Test
  void whatIsExactIsCheckedAgainstTheSampler() throws Exception {
    PosteriorSnapshot plain = run(settings(), declaration(6, ""), chain(6, 60));
    assertThat(plain.getDiagnostics()).isNull();
    PosteriorSnapshot checked = run(settings("--check-exact"), declaration(6, ""), chain(6, 60));
    assertThat(checked.getMethod()).isEqualTo(PosteriorMethod.EXACT);
    assertThat(checked.getLogEvidence()).isEqualTo(plain.getLogEvidence());
    assertThat(checked.getEdges()).isEqualTo(plain.getEdges());
    assertThat(checked.getDiagnostics().getSteps())
        .isBetween((long) CHAINS * STEPS, (long) (1.1 * CHAINS * STEPS));
    assertThat(checked.getDiagnostics().getLargestError()).isBetween(1e-9, 0.1);
  }

  @Test
  void maxParentsAreHeededByTheSampler() throws Exception {
    PosteriorSettings settings = settings("--exact-up-to=5");
    PosteriorSnapshot none = run(settings, declaration(6, ",\"maxParents\":0"), chain(6, 60));
    assertThat(none.getMethod()).isEqualTo(PosteriorMethod.MCMC);
    assertThat(none.getExpectedEdges()).isZero();
    PosteriorSnapshot one = run(settings, declaration(6, ",\"maxParents\":1"), chain(6, 60));
    for (int v = 0; v < 6; v++) {
      double parents = 0;
      for (List<Double> row : one.getEdges()) {
        parents += row.get(v);
      }
      assertThat(parents).isLessThan(1 + 1e-12);
    }
    assertThat(one.getExpectedEdges()).isGreaterThan(4);
  }

  @Test
  void theScaleOfThePriorIsChosenByEvidence() throws Exception {
    String byEvidence = ",\"score\":{\"priorScale\":\"EVIDENCE\"}";
    PosteriorSnapshot snapshot = run(settings(), declaration(20, byEvidence), chain(20, 120));
    Domain domain = Domain.continuous(20);
    ScorePrior chosen =
        ScaleChoice.of(
            domain,
            statistics(domain, 120),
            new ScorePrior(1, 22, 0.5, true, 1),
            GraphPrior.uniform(20));
    assertThat(snapshot.getFailure()).isNull();
    assertThat(snapshot.getMethod()).isEqualTo(PosteriorMethod.MCMC);
    assertThat(snapshot.getPriorScale()).isEqualTo(chosen.priorScale()).isNotEqualTo(0.5);
  }

  /** As the exact method has it, of the same declaration. */
  @Test
  void whatIsKnownOfEdgesIsHeeded() throws Exception {
    String known =
        ",\"structurePrior\":\"FAIR\",\"edgePenalty\":0.4,\"requiredEdges\":[[\"v5\",\"v0\"]],"
            + "\"forbiddenEdges\":[[\"v2\",\"v3\"],[\"v3\",\"v2\"]],"
            + "\"priorOdds\":[{\"from\":\"v4\",\"to\":\"v1\",\"odds\":50}]";
    String declaration = declaration(6, known);
    PosteriorSnapshot exact = run(settings(), declaration, chain(6, 60));
    PosteriorSnapshot sampled = run(settings("--exact-up-to=5"), declaration, chain(6, 60));
    assertThat(exact.getMethod()).isEqualTo(PosteriorMethod.EXACT);
    assertThat(sampled.getMethod()).isEqualTo(PosteriorMethod.MCMC);
    assertThat(sampled.getDiagnostics().getConverged()).isTrue();
    assertThat(sampled.getEdges().get(5).get(0)).isEqualTo(1);
    assertThat(sampled.getEdges().get(2).get(3)).isZero();
    assertThat(sampled.getEdges().get(3).get(2)).isZero();
    assertThat(exact.getEdges().get(4).get(1)).isGreaterThan(0.2);
    for (int from = 0; from < 6; from++) {
      for (int to = 0; to < 6; to++) {
        assertThat(sampled.getEdges().get(from).get(to))
            .isCloseTo(exact.getEdges().get(from).get(to), within(0.03));
      }
    }
  }

  @Test
  void withoutSamplesThePriorIsLookedAtBriefly() throws Exception {
    PosteriorSnapshot byEvidence =
        run(settings(), declaration(60, ",\"score\":{\"priorScale\":\"EVIDENCE\"}"), List.of());
    assertThat(byEvidence.getFailure()).isNull();
    assertThat(byEvidence.getSamples()).isZero();
    assertThat(byEvidence.getPriorScale()).isEqualTo(0.5);
    assertThat(byEvidence.getMethod()).isEqualTo(PosteriorMethod.MCMC);
    assertThat(byEvidence.getDiagnostics().getSteps()).isEqualTo(CHAINS * STEPS / 20);
    assertThat(byEvidence.getDiagnostics().getConverged()).isFalse();
  }

  private static SufficientStatistics statistics(Domain domain, int count) {
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    for (int t = 0; t < count; t++) {
      int target = WideFixture.target(domain.dimension(), t);
      statistics.observe(
          domain,
          WideFixture.row(domain.dimension(), t),
          target < 0 ? VariableSet.EMPTY : VariableSet.of(target),
          1.0);
    }
    return statistics;
  }
}
