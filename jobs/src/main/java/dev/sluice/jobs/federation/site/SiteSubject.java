// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import dev.sluice.jobs.KeyFailure;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.replay.Learner;
import dev.sluice.models.discovery.replay.MethodChoice;
import dev.sluice.models.discovery.replay.NameOrder;
import dev.sluice.models.domain.Domain;
import dev.sluice.schemas.FailureReason;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A declaration in the order of its variables' names.
 *
 * @param declaration the experiment
 * @param order of its variables
 * @param domain in that order
 */
record SiteSubject(Declaration declaration, NameOrder order, Domain domain) {

  static SiteSubject of(Declaration declaration) {
    NameOrder order = NameOrder.of(declaration.variables());
    return new SiteSubject(declaration, order, order.ordered(declaration.domain()));
  }

  List<String> names() {
    return IntStream.range(0, domain.dimension()).mapToObj(order::name).toList();
  }

  /**
   * Who learns.
   *
   * @throws KeyFailure if the method cannot learn from such variables
   */
  Learner learner(MethodChoice method) {
    int d = domain.dimension();
    double[] logOdds = declaration.logOdds();
    EdgeKnowledge knowledge =
        EdgeKnowledge.of(
            order.ordered(declaration.requiredParents()),
            order.ordered(declaration.forbiddenParents()),
            logOdds == null ? new double[d * d] : order.orderedPairs(logOdds));
    try {
      return new Learner(method.of(domain, knowledge), order, domain);
    } catch (IllegalArgumentException e) {
      throw new KeyFailure(FailureReason.UNSUPPORTED, e.getMessage());
    }
  }
}
