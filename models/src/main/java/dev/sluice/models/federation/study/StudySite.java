// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.study;

import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.Regime;
import dev.sluice.models.discovery.TrainingData;
import dev.sluice.models.discovery.replay.Intervention;
import dev.sluice.models.discovery.replay.Learner;
import dev.sluice.models.discovery.replay.MethodChoice;
import dev.sluice.models.discovery.replay.MethodName;
import dev.sluice.models.discovery.replay.NameOrder;
import dev.sluice.models.discovery.replay.PlacedDraws;
import dev.sluice.models.discovery.study.StudyMethod;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.federation.SiteLearner;
import dev.sluice.models.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A learner of a study and its draws.
 *
 * @param name of the site
 * @param learner ENCO
 * @param federated the same as a site's
 * @param targets on which it intervenes, in the order of names
 * @param draws observations and those of its targets
 */
record StudySite(
    String name,
    Learner learner,
    SiteLearner federated,
    VariableSet targets,
    List<PlacedDraws> draws) {

  private static StudySite of(
      int number,
      NameOrder order,
      Domain declared,
      StudyMethod.Width width,
      VariableSet targets,
      List<PlacedDraws> draws,
      long seed) {
    Domain domain = order.ordered(declared);
    MethodChoice enco =
        new MethodChoice(
            MethodName.ENCO,
            width.hidden(),
            width.batch(),
            width.graphs(),
            width.sparsity(),
            false,
            KeyedRandom.of(seed, "site", number).nextLong());
    Learner learner =
        new Learner(enco.of(domain, EdgeKnowledge.none(domain.dimension())), order, domain);
    return new StudySite(
        "site %04d".formatted(number),
        learner,
        new SiteLearner(learner),
        order.ordered(targets),
        draws);
  }

  /**
   * The sites, none of which has a draw of another: every regime is cut into a block for each.
   *
   * @param data all draws, those of each regime as many as {@code targets.length} blocks
   * @param targets of each site, as declared
   */
  static List<StudySite> cut(
      TrainingData data,
      VariableSet[] targets,
      NameOrder order,
      StudyMethod.Width width,
      long seed) {
    return IntStream.range(0, targets.length)
        .mapToObj(
            site -> {
              List<PlacedDraws> draws = blocks(data, targets, order, site, site + 1);
              return of(site + 1, order, data.domain(), width, targets[site], draws, seed);
            })
        .toList();
  }

  /** One learner with the draws of all sites. */
  static StudySite pooled(
      TrainingData data,
      VariableSet[] targets,
      NameOrder order,
      StudyMethod.Width width,
      long seed) {
    VariableSet all = Arrays.stream(targets).reduce(VariableSet.EMPTY, VariableSet::union);
    List<PlacedDraws> draws = blocks(data, targets, order, 0, targets.length);
    return of(0, order, data.domain(), width, all, draws, seed);
  }

  /** The blocks of sites, of each target those of its owners. */
  private static List<PlacedDraws> blocks(
      TrainingData data, VariableSet[] targets, NameOrder order, int from, int to) {
    List<PlacedDraws> draws = new ArrayList<>();
    add(draws, order, VariableSet.EMPTY, blocks(data.observations(), targets, null, from, to));
    for (Regime regime : data.interventions()) {
      int target = regime.targets().members()[0];
      add(draws, order, regime.targets(), blocks(regime.draws(), targets, target, from, to));
    }
    return draws;
  }

  private static List<double[]> blocks(
      double[][] rows, VariableSet[] targets, Integer target, int from, int to) {
    int block = rows.length / targets.length;
    List<double[]> of = new ArrayList<>();
    for (int site = from; site < to; site++) {
      if (target == null || targets[site].contains(target)) {
        of.addAll(Arrays.asList(rows).subList(site * block, (site + 1) * block));
      }
    }
    return of;
  }

  private static void add(
      List<PlacedDraws> draws, NameOrder order, VariableSet targets, List<double[]> rows) {
    if (!rows.isEmpty()) {
      draws.add(
          new PlacedDraws(
              Intervention.of(order, targets, null),
              IntStream.range(0, rows.size()).toArray(),
              rows.stream().flatMapToDouble(row -> Arrays.stream(order.ordered(row))).toArray()));
    }
  }
}
