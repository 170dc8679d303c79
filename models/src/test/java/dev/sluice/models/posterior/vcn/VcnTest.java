// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.vcn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import org.junit.jupiter.api.Test;

class VcnTest {
  private static final VcnSettings BRIEF = VcnSettings.defaults().ofSteps(60).withGraphs(30);

  @Test
  void describesTheGraphsDrawn() {
    VcnResult result = posterior(4, Samples.continuous(4), BRIEF);

    Posterior posterior = result.posterior();
    assertThat(posterior.method()).isEqualTo(Method.VCN);
    assertThat(posterior.priorScale()).isEqualTo(0.5);
    assertThat(posterior.logEvidence()).isNaN();
    assertThat(posterior.entropy()).isNaN();
    assertThat(posterior.topGraphs()).isEmpty();
    double edges = 0;
    for (int i = 0; i < 4; i++) {
      assertThat(posterior.edges()[i][i]).isZero();
      assertThat(posterior.ancestors()[i][i]).isEqualTo(1);
      for (double share : posterior.edges()[i]) {
        assertThat(share).isBetween(0.0, 1.0);
        assertThat(share * 1000).isCloseTo(Math.rint(share * 1000), within(1e-9));
        edges += share;
      }
    }
    assertThat(posterior.expectedEdges()).isCloseTo(edges, within(1e-12));
    VcnDiagnostics diagnostics = result.diagnostics();
    assertThat(diagnostics.steps()).isEqualTo(60);
    assertThat(diagnostics.graphs()).isEqualTo(1000);
    assertThat(diagnostics.graphsDrawn()).isEqualTo(60 * 30 + 1000);
    assertThat(diagnostics.acyclicityWeight()).isEqualTo(1000);
    GibbsComparison comparison = diagnostics.comparison();
    assertThat(diagnostics.elbo())
        .isCloseTo(comparison.elbo(), within(4 * diagnostics.elboError()));
    assertThat(diagnostics.cyclicShare()).isCloseTo(comparison.cyclicMass(), within(0.07));
    assertThat(comparison.elbo()).isLessThan(comparison.logEvidence());
    assertThat(comparison.plottedHellinger())
        .isCloseTo(Math.sqrt(2) * comparison.hellinger(), within(1e-15));
  }

  /** Cycles add 1e-9 in all: those of four nodes cost no more than 16 nats. */
  @Test
  void whatIsBoundedIsTheEvidenceOfTheExactMethods() {
    VcnSettings free = BRIEF.ofSteps(1).withEdgePenalty(0);
    Domain categorical = Domain.categorical(2, 2, 3, 2);

    assertThat(logEvidence(posterior(4, Samples.continuous(4), free)))
        .isCloseTo(-64.376584210429, within(1e-8));
    assertThat(logEvidence(posterior(4, Samples.continuous(4, 12, true), free)))
        .isCloseTo(-50.174319661173, within(1e-8));
    assertThat(
            logEvidence(
                Vcn.posterior(
                    categorical,
                    Samples.categorical(categorical),
                    ScorePrior.defaults(4),
                    GraphPrior.uniform(4),
                    free)))
        .isCloseTo(-43.447149205716, within(1e-8));
  }

  /** A network without dependence cannot draw one direction or the other, and not both. */
  @Test
  void aNetworkComesNearerThanIndependentEdges() {
    VcnSettings settings = VcnSettings.defaults().ofSteps(400).withGraphs(100);

    GibbsComparison network =
        posterior(2, Samples.continuous(2, 100, false), settings).diagnostics().comparison();
    GibbsComparison independent =
        posterior(2, Samples.continuous(2, 100, false), settings.factorised(true))
            .diagnostics()
            .comparison();

    assertThat(network.elbo()).isLessThanOrEqualTo(network.logEvidence());
    assertThat(independent.elbo()).isLessThanOrEqualTo(independent.logEvidence());
    assertThat(network.hellinger()).isLessThan(independent.hellinger() - 0.1);
  }

  @Test
  void sameSeedSameBits() {
    VcnResult one = posterior(4, Samples.continuous(4), BRIEF);
    VcnResult two = posterior(4, Samples.continuous(4), BRIEF);
    VcnResult other = posterior(4, Samples.continuous(4), BRIEF.withSeed(2));

    assertThat(two.diagnostics()).isEqualTo(one.diagnostics());
    assertThat(two.posterior().edges()).isDeepEqualTo(one.posterior().edges());
    assertThat(other.diagnostics().elbo()).isNotEqualTo(one.diagnostics().elbo());
  }

  @Test
  void constraintsHold() {
    VariableSet[] required = {VariableSet.EMPTY, VariableSet.EMPTY, VariableSet.of(1)};
    VariableSet[] forbidden = {VariableSet.of(1), VariableSet.EMPTY, VariableSet.EMPTY};
    GraphPrior prior =
        new GraphPrior(GraphPrior.Kind.UNIFORM, 0, required, forbidden).withMaxParents(1);

    Posterior posterior =
        Vcn.posterior(
                Domain.continuous(3), Samples.continuous(3), ScorePrior.defaults(3), prior, BRIEF)
            .posterior();

    assertThat(posterior.edges()[1][2]).isEqualTo(1);
    assertThat(posterior.edges()[0][2]).isZero();
    assertThat(posterior.edges()[1][0]).isZero();
    assertThat(posterior.mapGraph().hasEdge(1, 2)).isTrue();
    assertThat(posterior.edges()[0][1] + posterior.edges()[2][1]).isLessThanOrEqualTo(1);
  }

  /** Nothing is left to draw. */
  @Test
  void noParentsLeaveOneGraph() {
    VcnResult result =
        Vcn.posterior(
            Domain.continuous(3),
            Samples.continuous(3),
            ScorePrior.defaults(3),
            GraphPrior.uniform(3).withMaxParents(0),
            BRIEF.ofSteps(2));

    assertThat(result.posterior().expectedEdges()).isZero();
    assertThat(result.diagnostics().distinctGraphs()).isEqualTo(1);
    assertThat(result.diagnostics().comparison().hellinger()).isCloseTo(0, within(1e-12));
    assertThat(result.diagnostics().comparison().divergence()).isCloseTo(0, within(1e-12));
  }

  @Test
  void oneVariableHasOneGraph() {
    VcnResult result = posterior(1, Samples.continuous(1), BRIEF.ofSteps(2));

    assertThat(result.posterior().edges()).isDeepEqualTo(new double[][] {{0}});
    assertThat(result.posterior().ancestors()).isDeepEqualTo(new double[][] {{1}});
    assertThat(result.diagnostics().cyclicShare()).isZero();
  }

  /** Without samples the posterior is the prior: three graphs, all alike but for 0.01 nats. */
  @Test
  void noSamplesLeaveThePrior() {
    SufficientStatistics none = SufficientStatistics.empty(Domain.continuous(2));

    GibbsComparison comparison = posterior(2, none, BRIEF).diagnostics().comparison();

    assertThat(comparison.logEvidence()).isCloseTo(Math.log(1 + 2 * Math.exp(-0.01)), within(1e-9));
    assertThat(comparison.elbo()).isLessThan(comparison.logEvidence());
  }

  @Test
  void everyGraphMayBeCyclic() {
    VcnSettings untrained = BRIEF.ofSteps(1).withGraphs(1).withDrawn(1).factorised(true);
    VcnResult cyclic = null;
    for (long seed = 0; cyclic == null; seed++) {
      VcnResult result = posterior(4, Samples.continuous(4), untrained.withSeed(seed));
      cyclic = result.diagnostics().cyclicShare() == 1 ? result : null;
    }

    assertThat(cyclic.posterior().ancestors()).isNull();
    assertThat(cyclic.posterior().mapGraph().edgeCount()).isZero();
    assertThat(cyclic.diagnostics().elboError()).isNaN();
  }

  @Test
  void refusesTooManyVariables() {
    assertThatThrownBy(
            () -> posterior(51, SufficientStatistics.empty(Domain.continuous(51)), BRIEF))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("at most 50 variables: 51");
  }

  @Test
  void settingsMakeSense() {
    assertThatThrownBy(() -> BRIEF.ofSteps(0)).hasMessage("steps must be at least 1: 0");
    assertThatThrownBy(() -> BRIEF.withGraphs(0)).hasMessage("graphs must be at least 1: 0");
    assertThatThrownBy(() -> BRIEF.withDrawn(0)).hasMessage("drawn must be at least 1: 0");
    assertThatThrownBy(() -> BRIEF.withEdgePenalty(Double.NaN))
        .hasMessage("edgePenalty must be finite: NaN");
    assertThatThrownBy(() -> BRIEF.withFirstWeight(1001))
        .hasMessage("firstWeight must be above 0 and at most 1000: 1001.0");
  }

  private static double logEvidence(VcnResult result) {
    return result.diagnostics().comparison().logEvidence();
  }

  private static VcnResult posterior(
      int variables, SufficientStatistics statistics, VcnSettings settings) {
    return Vcn.posterior(
        Domain.continuous(variables),
        statistics,
        ScorePrior.defaults(variables),
        GraphPrior.uniform(variables),
        settings);
  }
}
