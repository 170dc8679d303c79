// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.coordinator;

import static dev.sluice.jobs.gauges.Numbers.orNaN;

import dev.sluice.jobs.gauges.Gauged;
import dev.sluice.jobs.gauges.Numbers;
import dev.sluice.schemas.FederationBelief;

/** What the dashboard and Prometheus see of federations. */
final class CoordinatorGauges {
  private CoordinatorGauges() {}

  /** With gauges of their own for so many federations of a subtask. */
  static Gauged<FederationBelief> of(int most) {
    return new Gauged<>(most, CoordinatorGauges::numbers);
  }

  /** The busiest federations are those of most rounds. */
  private static Numbers<FederationBelief> numbers() {
    return Numbers.<FederationBelief>of(
            "federation", FederationBelief::getRound, belief -> Numbers.UNKNOWN)
        .countedAs("federations")
        .max("round", FederationBelief::getRound)
        .max("attempt", FederationBelief::getAttempt)
        .max("phase", CoordinatorGauges::phase)
        .sum("sites", belief -> belief.getSites().size())
        .sum("rows", orNaN(FederationBelief::getRows))
        .mean("shd", FederationBelief::getShd);
  }

  /** 0 where no site is asked, else which message of a round it is. */
  private static int phase(FederationBelief belief) {
    return switch (belief.getPhase()) {
      case UPDATES, KEYS -> 1;
      case SHARES -> 2;
      case MASKED -> 3;
      case REVEALS -> 4;
      case ENDED, UNKNOWN -> 0;
    };
  }
}
