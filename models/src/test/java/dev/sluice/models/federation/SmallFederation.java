// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation;

import dev.sluice.models.discovery.Budget;
import dev.sluice.models.discovery.ClearData;
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
import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Sites on the chain 0 -> 1 -> 2 -> 3 of three categories each, whose edges show clearly. */
final class SmallFederation {
  static final int N = 4;
  static final Domain DOMAIN = Domain.categorical(3, 3, 3, 3);
  static final boolean[][] CHAIN = new boolean[N][N];

  static {
    for (int i = 0; i + 1 < N; i++) {
      CHAIN[i][i + 1] = true;
    }
  }

  private SmallFederation() {}

  /**
   * A site.
   *
   * @param order of names
   * @param targets in the order of names
   */
  record Site(SiteLearner learner, NameOrder order, VariableSet targets, List<PlacedDraws> draws) {}

  /**
   * A site that declares the variables in their order along the chain.
   *
   * @param names of the variables
   * @param targets as declared
   */
  static Site site(long seed, String[] names, VariableSet targets, int observations, int each) {
    int[] inOrder = IntStream.range(0, N).toArray();
    return site(seed, names, targets, observations, each, inOrder);
  }

  /** The same that declares variable i of the chain in place {@code places[i]}. */
  static Site site(
      long seed, String[] names, VariableSet targets, int observations, int each, int[] places) {
    String[] declared = new String[N];
    for (int i = 0; i < N; i++) {
      declared[places[i]] = names[i];
    }
    NameOrder order = NameOrder.of(declared);
    Learner learner =
        new Learner(
            new MethodChoice(MethodName.ENCO, 8, 32, 16, null, false, seed)
                .of(order.ordered(DOMAIN), EdgeKnowledge.none(N)),
            order,
            order.ordered(DOMAIN));
    TrainingData data = new ClearData(DOMAIN, CHAIN, seed).draw(observations, each);
    List<PlacedDraws> draws = new ArrayList<>();
    draws.add(placed(order, VariableSet.EMPTY, data.observations(), places));
    for (Regime regime : data.interventions()) {
      if (targets.contains(regime.targets().members()[0])) {
        draws.add(placed(order, moved(regime.targets(), places), regime.draws(), places));
      }
    }
    return new Site(new SiteLearner(learner), order, order.ordered(moved(targets, places)), draws);
  }

  private static VariableSet moved(VariableSet targets, int[] places) {
    return VariableSet.of(Arrays.stream(targets.members()).map(i -> places[i]).sorted().toArray());
  }

  private static PlacedDraws placed(
      NameOrder order, VariableSet targets, double[][] rows, int[] places) {
    double[] values =
        Arrays.stream(rows)
            .map(
                row -> {
                  double[] declared = new double[N];
                  for (int i = 0; i < N; i++) {
                    declared[places[i]] = row[i];
                  }
                  return order.ordered(declared);
                })
            .flatMapToDouble(Arrays::stream)
            .toArray();
    return new PlacedDraws(
        Intervention.of(order, targets, null), IntStream.range(0, rows.length).toArray(), values);
  }

  /** What the sites believe together after some rounds, by proximity. */
  static EdgeLogits together(List<Site> sites, int rounds, Budget budget) {
    Aggregation mean = Aggregation.of(Aggregation.Rule.MEAN, 0.05, Updates.CLIP);
    EdgeLogits belief = EdgeLogits.zero(N);
    List<Learned> learned = new ArrayList<>();
    sites.forEach(site -> learned.add(site.learner().initial()));
    for (int round = 0; round < rounds; round++) {
      RoundUpdates updates = RoundUpdates.none(round, N);
      for (int k = 0; k < sites.size(); k++) {
        Site site = sites.get(k);
        List<PlacedDraws> draws = round == 0 ? site.draws() : List.of();
        learned.set(k, site.learner().train(learned.get(k), belief, draws, 1, budget));
        EdgeLogits local = site.learner().belief(learned.get(k));
        boolean[][] reference = round == 0 ? local.graph() : belief.graph();
        double[] weights = SiteWeights.PROXIMITY.of(reference, site.targets());
        EdgeLogits change = local.minus(belief).clipped(Updates.CLIP);
        updates = updates.with(new SiteUpdate("site " + k, round, change, weights));
      }
      belief = belief.plus(updates.change(mean).orElseThrow());
    }
    return belief;
  }
}
