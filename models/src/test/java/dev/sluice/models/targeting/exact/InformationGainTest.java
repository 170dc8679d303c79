// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.exact.GraphScores;
import dev.sluice.models.posterior.exact.Inference;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import dev.sluice.models.targeting.Intervention;
import dev.sluice.models.targeting.Noise;
import dev.sluice.models.targeting.PossibleSystem;
import dev.sluice.models.targeting.Scores;
import dev.sluice.models.targeting.exact.ExactBelief.Mechanisms;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InformationGainTest {
  private static final int DRAWS = 100_000;

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void isTheMutualInformationOfGraphAndBatch(int batch) {
    compare(List.of(Intervention.on(1, Intervention.UNIFORM)), batch, DRAWS);
  }

  @Test
  void targetsMayBeSeveralAndValuesFixed() {
    List<Intervention> candidates =
        List.of(
            Intervention.on(0, 1),
            Intervention.on(2, 0),
            new Intervention(VariableSet.of(0, 2), 1));
    compare(candidates, 2, DRAWS / 10);
  }

  /** With the sum over all graphs and outcomes, from counts of the rows. */
  private static void compare(List<Intervention> candidates, int batch, int draws) {
    ExactBelief belief = Beliefs.binary();
    List<PossibleSystem> systems = belief.systems(draws, Mechanisms.DRAWN, 1);
    Scores scores = InformationGain.of(belief, systems, candidates, batch, 2);
    for (int candidate = 0; candidate < candidates.size(); candidate++) {
      double exact = enumerated(candidates.get(candidate), batch);
      assertThat(exact).isPositive();
      assertThat(scores.error(candidate)).isLessThan(0.6 / Math.sqrt(draws));
      assertThat(scores.of(candidate))
          .as(candidates.get(candidate).toString())
          .isCloseTo(exact, within(4 * scores.error(candidate)));
    }
  }

  private static double enumerated(Intervention intervention, int batch) {
    List<Dag> graphs = graphs();
    double[] weights = new double[graphs.size()];
    double sum = 0;
    for (int g = 0; g < weights.length; g++) {
      weights[g] = Math.exp(logMarginal(graphs.get(g), List.of(), intervention));
      sum += weights[g];
    }
    double information = 0;
    for (int outcome = 0; outcome < 1 << (3 * batch); outcome++) {
      List<double[]> rows = new ArrayList<>();
      double chance = 1;
      for (int r = 0; r < batch; r++) {
        int bits = outcome >> (3 * r);
        double[] row = {bits & 1, bits >> 1 & 1, bits >> 2 & 1};
        rows.add(row);
        for (int target : intervention.targets().members()) {
          chance *= intervention.isUniform() ? 0.5 : row[target] == intervention.value() ? 1 : 0;
        }
      }
      double[] likelihoods = new double[weights.length];
      double mean = 0;
      for (int g = 0; g < weights.length; g++) {
        double with = logMarginal(graphs.get(g), rows, intervention);
        likelihoods[g] = Math.exp(with) / weights[g];
        mean += weights[g] / sum * likelihoods[g];
      }
      for (int g = 0; g < weights.length; g++) {
        information += chance * weights[g] / sum * likelihoods[g] * Math.log(likelihoods[g] / mean);
      }
    }
    return information;
  }

  private static List<Dag> graphs() {
    List<Dag> graphs = new ArrayList<>();
    for (int bits = 0; bits < 1 << 9; bits++) {
      VariableSet[] parents = new VariableSet[3];
      for (int node = 0; node < 3; node++) {
        parents[node] = VariableSet.ofMask(bits >> (3 * node) & 7);
      }
      if (Dag.isAcyclic(parents)) {
        graphs.add(Dag.ofParents(parents));
      }
    }
    assertThat(graphs).hasSize(25);
    return graphs;
  }

  /** ln of the Dirichlet-multinomial likelihood, row by row: each by the counts before it. */
  private static double logMarginal(Dag graph, List<double[]> more, Intervention intervention) {
    double log = 0;
    for (int node = 0; node < 3; node++) {
      int[] parents = graph.parents(node).members();
      double[][] counts = new double[1 << parents.length][2];
      double prior = 1.0 / (2 << parents.length);
      List<double[]> seen = new ArrayList<>();
      List<double[]> rows = Beliefs.rows();
      for (int i = 0; i < rows.size(); i++) {
        if (!Beliefs.targets(i).contains(node)) {
          seen.add(rows.get(i));
        }
      }
      if (!intervention.targets().contains(node)) {
        seen.addAll(more);
      }
      for (double[] row : seen) {
        int configuration = 0;
        for (int p = 0; p < parents.length; p++) {
          configuration |= (int) row[parents[p]] << p;
        }
        double[] cell = counts[configuration];
        log += Math.log((cell[(int) row[node]] + prior) / (cell[0] + cell[1] + 2 * prior));
        cell[(int) row[node]]++;
      }
    }
    return log;
  }

  /**
   * If systems are drawn from the posterior itself, the entropy over graphs falls by the expected
   * information gain on average: this finds wrong degrees of freedom, a forgotten target, another
   * scale of the prior.
   */
  @Test
  void theEntropyFallsByTheExpectedGain() {
    ExactBelief belief = Beliefs.gaussian();
    int size = 3_000;
    List<PossibleSystem> systems = belief.systems(size, Mechanisms.DRAWN, 1);
    double before = entropy(belief);
    for (int target = 0; target < 3; target++) {
      for (int rows = target == 0 ? 1 : 5; rows <= 5; rows += 4) {
        Intervention intervention = Intervention.on(target, 1.5);
        Scores scores = InformationGain.of(belief, systems, List.of(intervention), rows, 3);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < size; i++) {
          SufficientStatistics more = belief.statistics().copy();
          for (double[] row : systems.get(i).draw(intervention, Noise.of(3, i, rows, 3))) {
            more.observe(belief.domain(), row, intervention.targets(), 1);
          }
          double fall = before - entropy(belief.with(more));
          sum += fall;
          squares += fall * fall;
        }
        double mean = sum / size;
        double error = Math.sqrt((squares / size - mean * mean) / size);
        assertThat(scores.of(0))
            .as("do(X%d), %d rows", target, rows)
            .isCloseTo(mean, within(4 * Math.hypot(error, scores.error(0))));
      }
    }
  }

  private static double entropy(ExactBelief belief) {
    return Inference.posterior(
            belief.domain(), belief.statistics(), belief.scorePrior(), belief.graphPrior())
        .entropy();
  }

  /** The mean density of a row over drawn mechanisms is the ratio of marginal likelihoods. */
  @Test
  void drawnMechanismsPredictAsTheScoresDo() {
    ExactBelief belief = Beliefs.gaussian();
    Dag graph = Dag.ofEdges(3, new int[][] {{0, 1}, {0, 2}, {1, 2}});
    PossibleMechanisms possible = PossibleMechanisms.of(belief);
    double[] row = {1.8, 0.9, 2.2};
    SufficientStatistics more = belief.statistics().copy();
    more.observe(belief.domain(), row, VariableSet.of(0), 1);
    double ratio = Math.exp(belief.with(more).scores().of(graph) - belief.scores().of(graph));
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < DRAWS; i++) {
      PossibleSystem system = possible.system(graph, Mechanisms.DRAWN, 8, i);
      double density = Math.exp(system.logDensity(row, VariableSet.of(0)));
      sum += density;
      squares += density * density;
    }
    double mean = sum / DRAWS;
    double error = Math.sqrt((squares / DRAWS - mean * mean) / DRAWS);
    assertThat(error).isLessThan(0.002 * mean);
    assertThat(mean).isCloseTo(ratio, within(4 * error));
  }

  @Test
  void theEvidenceIsThatOfThePosterior() {
    for (ExactBelief belief : List.of(Beliefs.gaussian(), Beliefs.binary())) {
      GraphScores scores = belief.scores();
      double exact =
          Inference.posterior(
                  belief.domain(), belief.statistics(), belief.scorePrior(), belief.graphPrior())
              .logEvidence();
      assertThat(scores.logEvidence()).isCloseTo(exact, within(1e-9));
    }
  }

  @Test
  void systemsAreTheSameWheneverAskedFor() {
    ExactBelief belief = Beliefs.binary();
    List<PossibleSystem> few = belief.systems(3, Mechanisms.DRAWN, 5);
    List<PossibleSystem> many = belief.systems(6, Mechanisms.DRAWN, 5);
    Noise noise = Noise.of(1, 0, 4, 3);
    for (int i = 0; i < 3; i++) {
      assertThat(many.get(i).draw(Intervention.on(0, 1), noise))
          .isDeepEqualTo(few.get(i).draw(Intervention.on(0, 1), noise));
    }
  }

  @Test
  void tooManyVariablesAreRefused() {
    Domain domain = Domain.continuous(13);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new ExactBelief(
                    domain,
                    SufficientStatistics.empty(domain),
                    ScorePrior.defaults(13),
                    GraphPrior.uniform(13)))
        .withMessage("graphs of at most 12 variables are drawn for targeting: 13");
  }
}
