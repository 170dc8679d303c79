// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.RankedGraph;
import dev.sluice.models.posterior.score.LocalScores;
import dev.sluice.models.prior.ScorePrior;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scores of published data sets; reference values from bnlearn 4.8.3. */
class ScoreReferenceDataTest {
  private static final int A = 0;
  private static final int B = 1;
  private static final int C = 2;
  private static final int D = 3;
  private static final int E = 4;
  private static final int F = 5;
  private static final int G = 6;

  private static final Dag GAUSSIAN_GRAPH =
      Dag.ofEdges(7, new int[][] {{A, C}, {B, C}, {B, D}, {A, F}, {D, F}, {E, F}, {G, F}});

  @Test
  void gaussianTest() {
    LocalScores scores = gaussian(5000, ScorePrior.defaults(7));
    assertRelative(scores.of(GAUSSIAN_GRAPH), -53432.8633112377);
    double[] byNode = {
      -7125.28639005962,
      -12656.57748790662,
      -3750.74419514247,
      -1709.67523225155,
      -10547.39293116607,
      -7109.80920899326,
      -10533.37786571807
    };
    for (int node = 0; node < byNode.length; node++) {
      assertRelative(scores.of(node, (int) GAUSSIAN_GRAPH.parents(node).mask()), byNode[node]);
    }
    assertRelative(scores.of(Dag.empty(7)), -88145.6380097723);
  }

  @Test
  void gaussianTestWithAReversedCoveredEdge() {
    Dag reversed =
        Dag.ofEdges(7, new int[][] {{A, C}, {B, C}, {D, B}, {A, F}, {D, F}, {E, F}, {G, F}});
    assertRelative(gaussian(5000, ScorePrior.defaults(7)).of(reversed), -53432.8633112377);
  }

  @Test
  void gaussianTestWithMoreDegreesOfFreedom() {
    ScorePrior prior = new ScorePrior(1, 20, ScorePrior.defaultScale(7, 1, 20), false, 1);
    assertRelative(gaussian(5000, prior).of(GAUSSIAN_GRAPH), -53606.6145334341);
  }

  @ParameterizedTest
  @CsvSource({
    "1, -41.2444201647235",
    "2, -75.2454826436782",
    "10, -185.325387846923",
    "100, -1223.47563293702"
  })
  void firstRowsOfGaussianTest(int rows, double score) {
    assertRelative(gaussian(rows, ScorePrior.defaults(7)).of(GAUSSIAN_GRAPH), score);
  }

  @Test
  void marks() {
    ReferenceData marks = ReferenceData.read("marks.csv");
    Dag graph = Dag.ofEdges(5, new int[][] {{0, 1}, {0, 2}, {1, 2}, {2, 3}, {2, 4}, {3, 4}});
    assertRelative(marks.continuous(88).score(ScorePrior.defaults(5)).of(graph), -1819.7649688387);
  }

  @ParameterizedTest
  @CsvSource({"1, -24028.0947783535", "5, -23979.8095671378", "10, -23967.6496254011"})
  void learningTest(double equivalentSampleSize, double score) {
    Dag graph = Dag.ofEdges(6, new int[][] {{A, B}, {A, D}, {C, D}, {B, E}, {F, E}});
    assertRelative(learning(equivalentSampleSize).of(graph), score);
  }

  @Test
  void learningTestWithoutEdges() {
    assertRelative(learning(1).of(Dag.empty(6)), -28280.3178688614);
  }

  /** Two independent programs. */
  @ParameterizedTest
  @ValueSource(strings = {"ENUMERATION", "EXACT"})
  void posteriorOfMarks(Method method) {
    Posterior posterior =
        Inference.posterior(
            ReferenceData.read("marks.csv").continuous(88), ScorePrior.defaults(5), method);
    Offset<Double> printed = within(1.1e-10);
    assertRelative(posterior.logEvidence(), -1808.577092704862);
    assertThat(posterior.entropy()).isCloseTo(2.517326946904, within(1e-9));
    double[][] edges = {
      {0, .1289773961, .0867888800, .0001940562, .0001556064},
      {.4768721698, 0, .3185215191, .0004307833, .0002628540},
      {.3336956240, .6814054966, 0, .7981580221, .7963792029},
      {.0005601454, .0003576789, .2018407115, 0, .0076929576},
      {.0004621666, .0002060989, .2005758205, .0058642097, 0}
    };
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 5; j++) {
        assertThat(posterior.edges()[i][j]).as("[%d][%d]", i, j).isCloseTo(edges[i][j], printed);
      }
    }
    double[] ancestorsOfAlgebra = {.6816206623, .6814531966, 1, .7981588090, .7982077872};
    for (int j = 0; j < 5; j++) {
      assertThat(posterior.ancestors()[2][j]).isCloseTo(ancestorsOfAlgebra[j], printed);
    }
  }

  @Test
  void bestGraphOfMarks() {
    Experiment marks = ReferenceData.read("marks.csv").continuous(88);
    List<RankedGraph> top =
        Inference.posterior(marks, ScorePrior.defaults(5), Method.ENUMERATION).topGraphs();
    assertThat(top.get(0).probability()).isCloseTo(.1139774748, within(1.1e-10));
    assertThat(top.get(1).probability()).isCloseTo(.1139774748, within(1.1e-10));
  }

  @Test
  void orderModularPosteriorOfMarks() {
    Posterior posterior =
        Inference.posterior(
            ReferenceData.read("marks.csv").continuous(88),
            ScorePrior.defaults(5),
            Method.ORDER_EXACT);
    assertRelative(posterior.logEvidence(), -1806.614883035538);
    assertThat(posterior.edges()[2][1]).isCloseTo(.7686895701, within(1.1e-10));
  }

  private static LocalScores gaussian(int rows, ScorePrior prior) {
    return ReferenceData.read("gaussian.test.csv").continuous(rows).score(prior);
  }

  private static LocalScores learning(double equivalentSampleSize) {
    ScorePrior prior = new ScorePrior(1, 8, 0.5, false, equivalentSampleSize);
    return ReferenceData.read("learning.test.csv").categorical().score(prior);
  }

  private static void assertRelative(double actual, double expected) {
    assertThat(actual / expected).isCloseTo(1, within(1e-12));
  }
}
