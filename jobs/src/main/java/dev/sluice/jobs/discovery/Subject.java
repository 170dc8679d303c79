// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

import dev.sluice.jobs.KeyFailure;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.replay.Learner;
import dev.sluice.models.discovery.replay.NameOrder;
import dev.sluice.models.discovery.replay.Placing;
import dev.sluice.models.domain.Domain;
import dev.sluice.schemas.FailureReason;
import java.util.Arrays;

/**
 * What a declaration comes to: who learns, in which order of variables, and where draws go.
 *
 * @param declaration the experiment
 * @param order of its variables
 * @param learner of the experiment
 * @param placing of its draws
 */
record Subject(Declaration declaration, NameOrder order, Learner learner, Placing placing) {

  private static final long MEBIBYTE = 1 << 20;

  /** Bytes that the entry of a draw takes beside its values, in a map on the heap. */
  private static final long ENTRY_BYTES = 128;

  /**
   * Resolves a declaration.
   *
   * @throws KeyFailure if the method cannot learn from such variables
   */
  static Subject of(Declaration declaration, DiscoverySettings settings) {
    NameOrder order = NameOrder.of(declaration.variables());
    Domain domain = order.ordered(declaration.domain());
    int d = domain.dimension();
    double[] logOdds = declaration.logOdds();
    EdgeKnowledge knowledge =
        EdgeKnowledge.of(
            order.ordered(declaration.requiredParents()),
            order.ordered(declaration.forbiddenParents()),
            logOdds == null ? new double[d * d] : order.orderedPairs(logOdds));
    try {
      return new Subject(
          declaration,
          order,
          new Learner(settings.method().of(domain, knowledge), order, domain),
          new Placing(declaration.experimentId(), settings.capacity(), settings.method().seed()));
    } catch (IllegalArgumentException e) {
      throw new KeyFailure(FailureReason.UNSUPPORTED, e.getMessage());
    }
  }

  /**
   * Refuses an experiment that would take more state than it may once all is held that there is
   * capacity for: observations, and an intervention on each variable.
   *
   * @throws KeyFailure if it is too much
   */
  void requireRoom(DiscoverySettings settings) {
    int variables = declaration.variables().length;
    requireRoom(settings.capacity().rows(variables), variables + 1, settings);
  }

  /**
   * Refuses what would take more state than it may.
   *
   * @param rows draws held
   * @param interventions that they are of
   * @throws KeyFailure if it is too much
   */
  void requireRoom(long rows, int interventions, DiscoverySettings settings) {
    long bytes = learner.bytes(interventions) + rows * bytesOfRow();
    if (bytes > settings.maxState()) {
      int d = declaration.variables().length;
      throw new KeyFailure(
          FailureReason.MEMORY,
          ("needs %d MiB: %d variables%s, networks of width %d, %d samples held of %d interventions;"
                  + " --max-state is %d MiB: raise it, or lower --hidden, --capacity or"
                  + " --intervention-capacity")
              .formatted(
                  (bytes + MEBIBYTE - 1) / MEBIBYTE,
                  d,
                  categories(),
                  settings.method().width(declaration.domain()),
                  rows,
                  interventions,
                  settings.maxState() / MEBIBYTE));
    }
  }

  /** Once as it waits to be learned from, with what finds it, and once where it is learned from. */
  private long bytesOfRow() {
    return 2L * Double.BYTES * declaration.variables().length + ENTRY_BYTES;
  }

  private String categories() {
    return Arrays.stream(declaration.categories()).max().stream()
        .mapToObj(most -> " of up to " + most + " categories")
        .findFirst()
        .orElse("");
  }
}
