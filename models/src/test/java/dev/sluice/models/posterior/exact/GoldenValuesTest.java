// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import static dev.sluice.models.posterior.exact.Fixture.A;
import static dev.sluice.models.posterior.exact.Fixture.B;
import static dev.sluice.models.posterior.exact.Fixture.C;
import static dev.sluice.models.posterior.exact.Fixture.CATEGORICAL;
import static dev.sluice.models.posterior.exact.Fixture.CONTINUOUS;
import static dev.sluice.models.posterior.exact.Fixture.D;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.RankedGraph;
import dev.sluice.models.posterior.score.LocalScores;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Reference values of four variables and twelve rows made by formula; all printed digits. */
class GoldenValuesTest {
  private static final double PRINTED = 1e-12;
  private static final ScorePrior PRIOR = ScorePrior.defaults(4);

  private static final double[][] OBSERVATIONAL_EDGES = {
    {0, .288093996347, .122696179252, .115885369446},
    {.293543685320, 0, .360582615765, .117158410245},
    {.122448576662, .354743486089, 0, .398025794831},
    {.114852847683, .115925373858, .398662444851, 0}
  };
  private static final double[][] OBSERVATIONAL_ANCESTORS = {
    {1, .319179282580, .235694579191, .199047679652},
    {.324828905866, 1, .388024443649, .250719303523},
    {.235129191632, .382032946638, 1, .412339230418},
    {.198585546890, .247402533733, .412897425338, 1}
  };
  private static final double[][] INTERVENTIONAL_EDGES = {
    {0, .296468357201, .171270448296, .098607407603},
    {.196896078424, 0, .748566475250, .131528389888},
    {.181564609437, .059792402541, 0, .176433374848},
    {.284337592593, .119897663417, .739235070477, 0}
  };

  @Test
  void observationalScores() {
    LocalScores scores = Fixture.experiment(CONTINUOUS, false).score(PRIOR);
    assertThat(scores.of(A, 0)).isCloseTo(-15.738985730330, within(PRINTED));
    assertThat(scores.of(B, 1 << A)).isCloseTo(-17.835043748731, within(PRINTED));
    assertThat(scores.of(D, 0b0111)).isCloseTo(-20.574227293634, within(PRINTED));
    assertThat(scores.of(C, 0b1010)).isCloseTo(-16.844382893843, within(PRINTED));
    assertThat(scores.of(chain())).isCloseTo(-68.2803720468377, within(1e-12));
    assertThat(scores.of(Dag.empty(4))).isCloseTo(-69.124059006594, within(PRINTED));
  }

  @Test
  void interventionalScores() {
    LocalScores scores = Fixture.experiment(CONTINUOUS, true).score(PRIOR);
    assertThat(scores.of(A, 0)).isCloseTo(-11.029433322132, within(PRINTED));
    assertThat(scores.of(B, 1 << A)).isCloseTo(-13.862586534494, within(PRINTED));
    assertThat(scores.of(D, 0b0111)).isCloseTo(-16.427238999741, within(PRINTED));
    assertThat(scores.of(C, 0b1010)).isCloseTo(-12.980728138331, within(PRINTED));
    assertThat(scores.of(chain())).isCloseTo(-54.756834038601, within(PRINTED));
    assertThat(scores.of(Dag.empty(4))).isCloseTo(-55.916199809877, within(PRINTED));
  }

  @Test
  void categoricalScores() {
    LocalScores scores = Fixture.experiment(CATEGORICAL, false).score(PRIOR);
    assertThat(scores.of(A, 0)).isCloseTo(-9.806820261797, within(PRINTED));
    assertThat(scores.of(C, 1 << A)).isCloseTo(-20.006046970270, within(PRINTED));
    assertThat(scores.of(D, 0b0111)).isCloseTo(-13.447664881642, within(PRINTED));
  }

  @Test
  void interventionalCategoricalScores() {
    LocalScores scores = Fixture.experiment(CATEGORICAL, true).score(PRIOR);
    assertThat(scores.of(A, 0)).isCloseTo(-7.535006827470, within(PRINTED));
    assertThat(scores.of(C, 1 << A)).isCloseTo(-16.904852145447, within(PRINTED));
    assertThat(scores.of(D, 0b0111)).isCloseTo(-9.496421163061, within(PRINTED));
  }

  @ParameterizedTest
  @EnumSource(names = {"ENUMERATION", "EXACT"})
  void observationalPosterior(Method method) {
    Posterior posterior = Inference.posterior(Fixture.experiment(CONTINUOUS, false), PRIOR, method);
    assertThat(posterior.method()).isEqualTo(method);
    assertThat(posterior.priorScale()).isEqualTo(0.5);
    assertThat(posterior.logEvidence()).isCloseTo(-64.376584210429, within(PRINTED));
    assertThat(posterior.entropy()).isCloseTo(5.273396111956, within(PRINTED));
    assertClose(posterior.edges(), OBSERVATIONAL_EDGES);
    assertClose(posterior.ancestors(), OBSERVATIONAL_ANCESTORS);
    assertThat(posterior.mapGraph()).isEqualTo(Dag.ofEdges(4, new int[][] {{B, C}, {C, D}}));
  }

  @Test
  void observationalGraphs() {
    Experiment experiment = Fixture.experiment(CONTINUOUS, false);
    Posterior posterior = Inference.posterior(experiment, PRIOR, Method.ENUMERATION);
    assertThat(posterior.topGraphs()).hasSize(10);
    // one Markov equivalence class, in a fixed order
    assertThat(posterior.topGraphs().subList(0, 3))
        .extracting(RankedGraph::graph)
        .containsExactly(
            Dag.ofEdges(4, new int[][] {{B, C}, {C, D}}),
            Dag.ofEdges(4, new int[][] {{C, B}, {C, D}}),
            Dag.ofEdges(4, new int[][] {{D, C}, {C, B}}));
    for (RankedGraph graph : posterior.topGraphs().subList(0, 3)) {
      assertThat(graph.probability()).isCloseTo(.025967932058, within(PRINTED));
    }
    double[] expected = {
      .008673570105,
      .084363264902,
      .283411975462,
      .387491863449,
      .194089379933,
      .039221222453,
      .002748723696
    };
    double[] byEdges = new double[7];
    LocalScores scores = experiment.score(PRIOR);
    AllDags graphs = AllDags.of(4);
    for (int number = 0; number < graphs.size(); number++) {
      Dag graph = graphs.graph(number);
      byEdges[graph.edgeCount()] += Math.exp(scores.of(graph) - posterior.logEvidence());
    }
    double mean = 0;
    for (int count = 0; count < 7; count++) {
      assertThat(byEdges[count]).isCloseTo(expected[count], within(PRINTED));
      mean += count * byEdges[count];
    }
    assertThat(posterior.expectedEdges()).isCloseTo(mean, within(PRINTED));
  }

  @Test
  void observationalOrderModular() {
    Posterior posterior =
        Inference.posterior(Fixture.experiment(CONTINUOUS, false), PRIOR, Method.ORDER_EXACT);
    assertThat(posterior.logEvidence()).isCloseTo(-62.863067181972, within(PRINTED));
    assertThat(posterior.edges()[A][B]).isCloseTo(.212321391416, within(PRINTED));
    assertThat(posterior.edges()[C][D]).isCloseTo(.338842794173, within(PRINTED));
    assertThat(posterior.ancestors()).isNull();
    assertThat(posterior.entropy()).isNaN();
    assertThat(posterior.topGraphs()).isEmpty();
    assertThat(posterior.mapGraph()).isEqualTo(Dag.ofEdges(4, new int[][] {{B, C}, {C, D}}));
  }

  @ParameterizedTest
  @EnumSource(names = {"ENUMERATION", "EXACT"})
  void interventionalPosterior(Method method) {
    Posterior posterior = Inference.posterior(Fixture.experiment(CONTINUOUS, true), PRIOR, method);
    assertThat(posterior.logEvidence()).isCloseTo(-50.174319661173, within(PRINTED));
    assertThat(posterior.entropy()).isCloseTo(4.808235421191, within(PRINTED));
    assertClose(posterior.edges(), INTERVENTIONAL_EDGES);
    assertThat(posterior.ancestors()[B][C]).isCloseTo(.763894047246, within(PRINTED));
    assertThat(posterior.ancestors()[D][C]).isCloseTo(.751684157404, within(PRINTED));
    assertThat(posterior.ancestors()[A][D]).isCloseTo(.145166023190, within(PRINTED));
    assertThat(posterior.mapGraph()).isEqualTo(Dag.ofEdges(4, new int[][] {{B, C}, {D, C}}));
  }

  @Test
  void interventionalBestGraph() {
    Posterior posterior =
        Inference.posterior(Fixture.experiment(CONTINUOUS, true), PRIOR, Method.ENUMERATION);
    RankedGraph best = posterior.topGraphs().get(0);
    assertThat(best.graph()).isEqualTo(posterior.mapGraph());
    assertThat(best.probability()).isCloseTo(.075100775621, within(PRINTED));
  }

  @Test
  void interventionalOrderModular() {
    Posterior posterior =
        Inference.posterior(Fixture.experiment(CONTINUOUS, true), PRIOR, Method.ORDER_EXACT);
    assertThat(posterior.logEvidence()).isCloseTo(-48.826022371038, within(PRINTED));
  }

  @ParameterizedTest
  @EnumSource(names = {"ENUMERATION", "EXACT"})
  void categoricalPosterior(Method method) {
    Posterior posterior =
        Inference.posterior(Fixture.experiment(CATEGORICAL, false), PRIOR, method);
    assertThat(posterior.priorScale()).isNaN();
    assertThat(posterior.logEvidence()).isCloseTo(-43.447149205716, within(PRINTED));
    assertThat(posterior.edges()[A][B]).isCloseTo(.194369466435, within(PRINTED));
    assertThat(posterior.edges()[D][B]).isCloseTo(.239392747318, within(PRINTED));
    assertThat(posterior.edges()[C][B]).isCloseTo(.104749336097, within(PRINTED));
  }

  @ParameterizedTest
  @EnumSource(names = {"ENUMERATION", "EXACT"})
  void interventionalCategoricalPosterior(Method method) {
    Posterior posterior = Inference.posterior(Fixture.experiment(CATEGORICAL, true), PRIOR, method);
    assertThat(posterior.logEvidence()).isCloseTo(-35.248566438794, within(PRINTED));
    assertThat(posterior.edges()[B][D]).isCloseTo(.350308327643, within(PRINTED));
    assertThat(posterior.edges()[D][A]).isCloseTo(.119635840705, within(PRINTED));
    assertThat(posterior.edges()[C][D]).isCloseTo(.164714743280, within(PRINTED));
  }

  @ParameterizedTest
  @CsvSource({
    "2, .333333333",
    "3, .320000000",
    "4, .309392265",
    "5, .301082613",
    "6, .294562242",
    "7, .289390418",
    "8, .285227800",
    "9, .281825085",
    "10, .279001726"
  })
  void withoutSamplesEveryEdgeIsEquallyLikely(int dimension, double probability) {
    Domain domain = Domain.continuous(dimension);
    Posterior posterior =
        Inference.posterior(
            domain,
            SufficientStatistics.empty(domain),
            ScorePrior.defaults(dimension),
            GraphPrior.uniform(dimension));
    for (int i = 0; i < dimension; i++) {
      for (int j = 0; j < dimension; j++) {
        double expected = i == j ? 0 : probability;
        assertThat(posterior.edges()[i][j]).isCloseTo(expected, within(5e-10));
      }
    }
    assertThat(posterior.mapGraph()).isEqualTo(Dag.empty(dimension));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "2, 3",
    "3, 25",
    "4, 543",
    "5, 29281",
    "6, 3781503",
    "7, 1138779265",
    "8, 783702329343",
    "9, 1213442454842881",
    "10, 4175098976430598143"
  })
  void withoutSamplesTheEvidenceCountsTheGraphs(int dimension, double graphs) {
    Domain domain = Domain.continuous(dimension);
    Posterior posterior =
        Inference.posterior(
            new Experiment(
                domain, SufficientStatistics.empty(domain), GraphPrior.uniform(dimension)),
            ScorePrior.defaults(dimension),
            Method.EXACT);
    assertThat(posterior.logEvidence()).isCloseTo(Math.log(graphs), within(1e-12));
    assertThat(posterior.entropy()).isCloseTo(Math.log(graphs), within(1e-12));
  }

  /** Cooper and Yoo 1999, p. 120: published as 5.97e-7. */
  @Test
  void cooperAndYoosExample() {
    Domain domain = Domain.categorical(2, 2);
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    int[][] rows = {
      {2, 2}, {2, 1}, {2, 2}, {1, 1}, {1, 2}, {2, 2}, {1, 1}, {2, 2}, {1, 2}, {2, 1}, {1, 1}
    };
    for (int t = 0; t < rows.length; t++) {
      long targets = t < 5 ? 0 : t < 7 ? 0b01 : 0b10;
      statistics.observe(
          domain, new double[] {rows[t][0] - 1, rows[t][1] - 1}, VariableSet.ofMask(targets), 1);
    }
    LocalScores scores =
        new Experiment(domain, statistics, GraphPrior.uniform(2)).score(ScorePrior.defaults(2));
    assertThat(Math.exp(scores.of(Dag.ofParents(0, 1)))).isCloseTo(5.960464e-7, within(5e-14));
    assertThat(Math.exp(scores.of(Dag.ofParents(2, 0)))).isCloseTo(2.703158e-7, within(5e-14));
    assertThat(Math.exp(scores.of(Dag.empty(2)))).isCloseTo(1.303852e-6, within(5e-13));
  }

  private static Dag chain() {
    return Dag.ofEdges(4, new int[][] {{A, B}, {B, C}, {C, D}});
  }

  private static void assertClose(double[][] actual, double[][] expected) {
    for (int i = 0; i < expected.length; i++) {
      for (int j = 0; j < expected.length; j++) {
        assertThat(actual[i][j]).as("[%d][%d]", i, j).isCloseTo(expected[i][j], within(PRINTED));
      }
    }
  }
}
