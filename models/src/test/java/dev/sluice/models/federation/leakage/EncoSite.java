// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.leakage;

import dev.sluice.models.discovery.Budget;
import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.Regime;
import dev.sluice.models.discovery.TrainingData;
import dev.sluice.models.discovery.replay.Intervention;
import dev.sluice.models.discovery.replay.Learned;
import dev.sluice.models.discovery.replay.Learner;
import dev.sluice.models.discovery.replay.MethodChoice;
import dev.sluice.models.discovery.replay.MethodName;
import dev.sluice.models.discovery.replay.NameOrder;
import dev.sluice.models.discovery.replay.PlacedDraws;
import dev.sluice.models.discovery.study.DrawCounts;
import dev.sluice.models.discovery.study.GroundTruth;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.federation.EdgeLogits;
import dev.sluice.models.federation.SiteLearner;
import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.MechanismFamily;
import dev.sluice.models.scm.StructuralCausalModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Sites of one simulated system that learn by ENCO, as an attacker makes them who knows the system.
 *
 * @param truth of the system
 * @param counts draws of each site
 * @param budget of a round
 * @param hidden width of the networks
 * @param batch draws per step
 */
record EncoSite(GroundTruth truth, DrawCounts counts, Budget budget, int hidden, int batch) {
  private static final int GRAPHS = 20;
  private static final long SYSTEM = 1;

  static EncoSite of(String graph, String mechanisms, DrawCounts counts, Budget budget, int size) {
    GroundTruth truth = GroundTruth.of(GraphFamily.parse(graph), MechanismFamily.parse(mechanisms));
    return new EncoSite(truth, counts, budget, size, 2 * size);
  }

  StructuralCausalModel system() {
    return truth.draw().apply(SYSTEM);
  }

  /**
   * What a site changed in its first round; draws and networks are the number's own.
   *
   * @param number of the site, which tells it from others
   * @param targets on which it intervenes
   * @param group draws of the intervention on the first target, which take the place of as many
   */
  EdgeLogits change(long number, VariableSet targets, double[][] group) {
    int n = truth.domain().dimension();
    NameOrder order = truth.order();
    MethodChoice enco =
        new MethodChoice(MethodName.ENCO, hidden, batch, GRAPHS, null, false, number);
    Learner learner =
        new Learner(
            enco.of(order.ordered(truth.domain()), EdgeKnowledge.none(n)),
            order,
            order.ordered(truth.domain()));
    TrainingData data = GroundTruth.draws(system(), counts, number);
    List<PlacedDraws> draws = new ArrayList<>();
    draws.add(placed(order, VariableSet.EMPTY, data.observations()));
    for (Regime regime : data.interventions()) {
      int target = regime.targets().members()[0];
      if (targets.contains(target)) {
        double[][] rows = regime.draws().clone();
        if (target == targets.members()[0]) {
          System.arraycopy(group, 0, rows, 0, group.length);
        }
        draws.add(placed(order, regime.targets(), rows));
      }
    }
    SiteLearner site = new SiteLearner(learner);
    Learned learned = site.train(site.initial(), EdgeLogits.zero(n), draws, 1, budget);
    return site.belief(learned);
  }

  private static PlacedDraws placed(NameOrder order, VariableSet targets, double[][] rows) {
    return new PlacedDraws(
        Intervention.of(order, targets, null),
        IntStream.range(0, rows.length).toArray(),
        Arrays.stream(rows).map(order::ordered).flatMapToDouble(Arrays::stream).toArray());
  }

  /** All that a site sends but its weights, in the layout of {@code LogitVector}. */
  static double[] vector(EdgeLogits change) {
    return DoubleStream.concat(
            Arrays.stream(change.existence()), Arrays.stream(change.orientation()))
        .toArray();
  }

  /** Of a matrix row by row. */
  static double[][] square(double[] rowByRow) {
    int n = (int) Math.sqrt(rowByRow.length);
    return IntStream.range(0, n)
        .mapToObj(i -> Arrays.copyOfRange(rowByRow, i * n, (i + 1) * n))
        .toArray(double[][]::new);
  }
}
