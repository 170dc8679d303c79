// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.coordinator;

import dev.sluice.jobs.experiment.Declaration;
import java.util.Arrays;
import java.util.Objects;

/** Which changes of a declaration make what was found under the former one worthless. */
final class Revisions {
  private Revisions() {}

  /**
   * Whether rounds begin anew. Variables cannot differ within a life; of beliefs knowledge of edges
   * matters to those who learn, of statistics the prior only to the posterior of the sum, which the
   * next round has anew in any case. A true graph and what may be proposed matter to neither.
   */
  static boolean matter(Declaration before, Declaration after, CoordinatorSettings settings) {
    if (before.generation() != after.generation() || !after.hasVariablesOf(before)) {
      return true;
    }
    if (settings.statistics() != null) {
      return !Objects.equals(before.maxParents(), after.maxParents());
    }
    return !Arrays.equals(before.requiredParents(), after.requiredParents())
        || !Arrays.equals(before.forbiddenParents(), after.forbiddenParents())
        || !Arrays.equals(before.logOdds(), after.logOdds());
  }
}
