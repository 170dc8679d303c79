// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import static dev.sluice.jobs.posterior.BoundedJob.experiments;
import static dev.sluice.jobs.posterior.BoundedJob.samples;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.TestCluster;
import dev.sluice.jobs.BoundedRun;
import dev.sluice.jobs.ParsedOptions;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.posterior.vcn.Vcn;
import dev.sluice.models.posterior.vcn.VcnResult;
import dev.sluice.models.posterior.vcn.VcnSettings;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import dev.sluice.models.random.CounterRandom;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.PosteriorMethod;
import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.schemas.VariationalDiagnostics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Posteriors by variational networks through the whole job. */
class VariationalJobTest {

  private static final int SAMPLES = 20;

  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static PosteriorSnapshot run(int variables, int count) throws Exception {
    InferenceSettings variational =
        ParsedOptions.of(new PosteriorOptions(), "--vcn", "--vcn-steps=12", "--vcn-graphs=8")
            .inference();
    PosteriorSettings settings = Fixture.settings("unused:1", true).with(variational);
    BoundedRun<PosteriorSnapshot> outcome =
        new BoundedJob(CLUSTER)
            .run(
                2,
                experiments(WideFixture.declaration("chain", variables, "")),
                samples(WideFixture.samples("chain", variables, count)),
                settings,
                Models.of(settings));
    assertThat(outcome.refused()).isEmpty();
    return outcome.last().get("chain");
  }

  /** What the same samples come to outside the job, with the chance that the experiment has. */
  private static VcnResult besides(int variables) {
    Domain domain = Domain.continuous(variables);
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    for (int t = 0; t < SAMPLES; t++) {
      int target = WideFixture.target(variables, t);
      VariableSet targets = target < 0 ? VariableSet.EMPTY : VariableSet.of(target);
      statistics.observe(domain, WideFixture.row(variables, t), targets, 1);
    }
    VcnSettings settings = VcnSettings.defaults().ofSteps(12).withGraphs(8);
    return Vcn.posterior(
        domain,
        statistics,
        ScorePrior.defaults(variables),
        GraphPrior.uniform(variables),
        settings.withSeed(CounterRandom.of(settings.seed(), "chain").bits(0)));
  }

  @Test
  void theSnapshotIsTheSamePosteriorToTheBit() throws Exception {
    PosteriorSnapshot snapshot = run(3, SAMPLES);

    VcnResult besides = besides(3);
    assertThat(snapshot.getFailure()).isNull();
    assertThat(snapshot.getMethod()).isEqualTo(PosteriorMethod.VCN);
    assertThat(snapshot.getSamples()).isEqualTo(SAMPLES);
    assertThat(snapshot.getDiagnostics()).isNull();
    assertThat(snapshot.getLogEvidence()).isNull();
    double[][] edges = besides.posterior().edges();
    for (int from = 0; from < 3; from++) {
      for (int to = 0; to < 3; to++) {
        assertThat(snapshot.getEdges().get(from).get(to)).isEqualTo(edges[from][to]);
      }
    }
    VariationalDiagnostics found = snapshot.getVariational();
    assertThat(found.getSteps()).isEqualTo(12);
    assertThat(found.getGraphs()).isEqualTo(besides.diagnostics().graphs());
    assertThat(found.getDistinctGraphs()).isEqualTo(besides.diagnostics().distinctGraphs());
    assertThat(found.getCyclicShare()).isEqualTo(besides.diagnostics().cyclicShare());
    assertThat(found.getElbo()).isEqualTo(besides.diagnostics().elbo());
  }

  @Test
  void tooManyVariablesAreAFailureOfTheExperiment() throws Exception {
    PosteriorSnapshot snapshot = run(51, 1);

    assertThat(snapshot.getFailureReason()).isEqualTo(FailureReason.TOO_MANY_VARIABLES);
    assertThat(snapshot.getFailure()).isEqualTo("51 variables: --vcn goes up to 50");
    assertThat(snapshot.getEdges()).isNull();
  }

  @Test
  void withoutSamplesThereIsThePrior() throws Exception {
    PosteriorSnapshot snapshot = run(2, 0);

    assertThat(snapshot.getFailure()).isNull();
    assertThat(snapshot.getMethod()).isEqualTo(PosteriorMethod.VCN);
    assertThat(snapshot.getSamples()).isZero();
  }
}
