// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.coordinator;

import dev.sluice.connectors.TopicSettings;
import dev.sluice.jobs.KeyFailure;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.discovery.replay.NameOrder;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.federation.Aggregation;
import dev.sluice.models.federation.UpdateEncoding;
import dev.sluice.models.federation.rounds.RoundTerms;
import dev.sluice.models.federation.statistics.Room;
import dev.sluice.models.federation.statistics.StatisticSums;
import dev.sluice.models.federation.statistics.StatisticsAgreement;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.schemas.FailureReason;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a declaration comes to for the coordinator, with variables in the order of their names.
 *
 * @param declaration of the federation
 * @param names of variables
 * @param domain of a row
 * @param terms of its rounds
 * @param truth the true graph; null if it is not known
 */
record Federation(
    Declaration declaration, List<String> names, Domain domain, RoundTerms terms, Dag truth) {

  /** A belief of so many variables fits into a record. */
  private static final int MOST_VARIABLES = 200;

  /**
   * Resolves a declaration.
   *
   * @throws KeyFailure if there can be no rounds of such variables
   */
  static Federation of(Declaration declaration, CoordinatorSettings settings) {
    NameOrder order = NameOrder.of(declaration.variables());
    int d = declaration.variables().length;
    Domain domain = order.ordered(declaration.domain());
    List<String> names = IntStream.range(0, d).mapToObj(order::name).toList();
    if (d > MOST_VARIABLES) {
      throw new KeyFailure(
          FailureReason.TOO_MANY_VARIABLES,
          "%d variables; a record holds the belief of %d".formatted(d, MOST_VARIABLES));
    }
    try {
      StatisticsAgreement agreement =
          settings.statistics() == null ? null : agreement(declaration, names, domain, settings);
      long bytes = agreement == null ? UpdateEncoding.bytes(d) : StatisticSums.bytes(agreement);
      if (bytes > TopicSettings.MOST_NUMBERS) {
        throw new KeyFailure(
            FailureReason.RECORD_TOO_LARGE,
            "an update of %d variables takes %d bytes; a record holds %d"
                .formatted(d, bytes, TopicSettings.MOST_NUMBERS));
      }
      return new Federation(
          declaration,
          names,
          domain,
          terms(declaration.experimentId(), d, agreement, settings),
          declaration.truth() == null
              ? null
              : Dag.ofParents(order.ordered(declaration.trueParents())));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new KeyFailure(FailureReason.UNSUPPORTED, e.getMessage());
    }
  }

  private static RoundTerms terms(
      String federation, int d, StatisticsAgreement agreement, CoordinatorSettings settings) {
    return new RoundTerms(
        federation,
        d,
        agreement,
        settings.secure(),
        new Aggregation(
            settings.rule(),
            settings.leastWeight(),
            settings.clip(),
            settings.minimumSites(),
            settings.mostAge(),
            settings.staleness()),
        settings.threshold(),
        settings.sites(),
        settings.rounds(),
        settings.roundEvery(),
        settings.phaseTimeout());
  }

  private static StatisticsAgreement agreement(
      Declaration declaration, List<String> names, Domain domain, CoordinatorSettings settings) {
    CoordinatorSettings.StatisticsTerms terms = settings.statistics();
    boolean categorical = domain.isCategorical();
    Room room = categorical ? Room.FOR_COUNTS : Room.FOR_SUMS;
    return new StatisticsAgreement(
        names,
        domain,
        StatisticsAgreement.singleTargets(names.size()),
        new Room(room.words(), terms.maxRows(), room.maxSites()),
        categorical ? List.of() : Collections.nCopies(names.size(), terms.bound()),
        categorical ? Math.min(terms.maxParents(), declaration.mostParents()) : 0,
        terms.codebook());
  }

  /** What is assumed of the graph, in the order of names. */
  GraphPrior graphPrior() {
    NameOrder order = NameOrder.of(declaration.variables());
    double[] logOdds = declaration.logOdds();
    int most = declaration.mostParents();
    return new GraphPrior(
            declaration.structurePrior(),
            declaration.edgePenalty(),
            order.ordered(declaration.requiredParents()),
            order.ordered(declaration.forbiddenParents()),
            logOdds == null ? new double[0] : order.orderedPairs(logOdds))
        .withMaxParents(
            domain.isCategorical() ? Math.min(most, terms.agreement().maxParents()) : most);
  }
}
