// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.targeting;

import dev.sluice.models.targeting.Rotation;
import dev.sluice.models.targeting.TargetingRule;
import java.util.List;
import java.util.Locale;

/** Chooses the next intervention. */
final class Choice {
  private static final int WEAK_TO_STOP = 2;

  private final ProposalSettings settings;

  Choice(ProposalSettings settings) {
    this.settings = settings;
  }

  /**
   * What was chosen.
   *
   * @param candidate null if nothing can be chosen now
   * @param rule by which
   * @param weak how many choices in a row, this one too, have expected too little
   * @param reason why another rule has chosen than the one that was asked for; else null
   * @param stop why nothing is to be chosen any more; else null
   */
  record Made(Candidate candidate, TargetingRule rule, int weak, String reason, String stop) {
    static Made nothing() {
      return new Made(null, null, 0, null, null);
    }

    static Made stop(String why) {
      return new Made(null, null, 0, null, why);
    }
  }

  /**
   * Chooses, by the latest scores, among what is neither in flight nor was given up on the same
   * samples.
   */
  Made among(Loop loop) {
    Scored latest = loop.latest();
    double left = loop.declaration().targetLimits().budget() - loop.spent();
    if (latest.candidates().isEmpty()) {
      return Made.stop("no intervention is allowed");
    }
    if (latest.candidates().stream().noneMatch(each -> isAffordable(each, left))) {
      return Made.stop(
          "targetBudget: %s is spent of %s, and no %d rows cost so little as what is left"
              .formatted(
                  loop.spent(), loop.declaration().targetLimits().budget(), settings.rows()));
    }
    List<Candidate> free =
        latest.candidates().stream()
            .filter(each -> isAffordable(each, left) && isFree(each, loop))
            .toList();
    if (free.isEmpty()) {
      return Made.nothing();
    }
    return switch (settings.rule()) {
      case RANDOM ->
          chosen(
              free.get(Rotation.random(free.size(), seed(loop), loop.made())),
              settings.rule(),
              null);
      case ROUND_ROBIN -> chosen(leastOften(free, loop), settings.rule(), null);
      default -> byScore(free, loop);
    };
  }

  private Made byScore(List<Candidate> free, Loop loop) {
    return settings.expectsGains()
        ? byGain(free.get(0), loop)
        : loop.latest().saturated()
            ? byNoise(free, loop)
            : chosen(free.get(0), settings.rule(), null);
  }

  /** Gains have a unit, so that what is too little can be said. */
  private Made byGain(Candidate best, Loop loop) {
    double gain = best.score() / (settings.rows() * best.cost());
    int weak = gain < settings.stopBelow() ? loop.weak() + 1 : 0;
    return weak < WEAK_TO_STOP
        ? new Made(best, settings.rule(), weak, null, null)
        : Made.stop(
            String.format(
                Locale.ROOT,
                "the best expected gain, %.3g nats per row and unit of cost, is below %s for the"
                    + " %dnd time in a row",
                gain,
                settings.stopBelow(),
                weak));
  }

  /** Once it may be that beliefs have only begun: then any intervention tells them something. */
  private Made byNoise(List<Candidate> free, Loop loop) {
    int weak = loop.weak() + 1;
    String why = "even the best score of %s is noise".formatted(settings.rule().label());
    boolean stops = settings.whenSaturated() == ProposalSettings.WhenSaturated.STOP;
    return stops && weak >= WEAK_TO_STOP
        ? Made.stop(why + ", for the " + weak + "nd time in a row")
        : new Made(leastOften(free, loop), TargetingRule.ROUND_ROBIN, weak, why, null);
  }

  private static Made chosen(Candidate candidate, TargetingRule rule, String reason) {
    return new Made(candidate, rule, 0, reason, null);
  }

  private boolean isAffordable(Candidate candidate, double left) {
    return settings.rows() * candidate.cost() <= left;
  }

  private static boolean isFree(Candidate candidate, Loop loop) {
    return loop.open().stream().noneMatch(each -> each.chosen().isSameAs(candidate))
        && loop.givenUp().stream()
            .filter(each -> each.basis().samples() == loop.latest().samples())
            .noneMatch(each -> each.chosen().isSameAs(candidate));
  }

  private Candidate leastOften(List<Candidate> free, Loop loop) {
    long[] times =
        free.stream().mapToLong(each -> loop.chosen().getOrDefault(each.label(), 0L)).toArray();
    return free.get(Rotation.leastOften(times, seed(loop)));
  }

  private long seed(Loop loop) {
    return settings.seed(loop.declaration().experimentId());
  }
}
