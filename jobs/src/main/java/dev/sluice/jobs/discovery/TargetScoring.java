// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

import dev.sluice.jobs.Failure;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.jobs.targeting.Candidates;
import dev.sluice.jobs.targeting.ProposalSettings;
import dev.sluice.models.discovery.replay.Learned;
import dev.sluice.models.discovery.replay.Learner;
import dev.sluice.models.targeting.Discrepancy;
import dev.sluice.models.targeting.Intervention;
import dev.sluice.models.targeting.Scores;
import dev.sluice.models.targeting.TargetingRule;
import dev.sluice.models.targeting.neural.NeuralEffort;
import dev.sluice.models.targeting.neural.NeuralTargeting;
import dev.sluice.schemas.DiscoverySnapshot;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.TargetScores;
import java.util.List;

/**
 * Scores what may be proposed, by what a method has learned: perfect interventions on one variable
 * each.
 *
 * @param settings of the proposals
 */
record TargetScoring(ProposalSettings settings) {

  /** Rules that the job serves, with a method that can. */
  static final List<TargetingRule> RULES =
      List.of(
          TargetingRule.AIT,
          TargetingRule.GIT,
          TargetingRule.CBED,
          TargetingRule.ENTROPY,
          TargetingRule.RANDOM,
          TargetingRule.ROUND_ROBIN);

  private static final NeuralEffort EFFORT = NeuralEffort.USUAL;

  /** Most bytes of heap that scores take. */
  long bytes(Declaration declaration, Learner learner) {
    return settings.scores()
        ? NeuralTargeting.bytes(
            learner, Candidates.of(declaration, settings).interventions().size(), EFFORT)
        : 0;
  }

  /**
   * Scores after a round. If there are none, it says why: the method goes on learning.
   *
   * @param learned what is known after it
   * @param believed the same in its wire form
   */
  TargetScores of(
      TrainRequest request, Learner learner, Learned learned, DiscoverySnapshot believed) {
    Declaration declaration = request.declaration();
    try {
      return Candidates.rated(
              declaration,
              settings,
              request.samples(),
              candidates -> scores(request, learner, learned, candidates),
              chance())
          .setEntropy(believed.getEntropy())
          .setExpectedShd(believed.getExpectedShd())
          .build();
    } catch (ArithmeticException e) {
      return failed(request, e.getMessage(), FailureReason.NOT_FINITE);
    } catch (IllegalArgumentException e) {
      return failed(request, e.getMessage(), FailureReason.UNSUPPORTED);
    }
  }

  private Scores scores(
      TrainRequest request, Learner learner, Learned learned, List<Intervention> candidates) {
    return NeuralTargeting.scores(
        settings.rule(),
        learner,
        learned,
        candidates,
        EFFORT,
        settings.seed(request.declaration().experimentId(), request.samples()));
  }

  /**
   * What the best score would be if nothing were to be learned. The norm of an estimated gradient
   * is above 0 by its variance, of which nobody knows how much it is: GIT never says that its
   * scores are noise.
   */
  private double chance() {
    return switch (settings.rule()) {
      case AIT -> Discrepancy.byChance(EFFORT.imaginedRows());
      case GIT -> Double.NEGATIVE_INFINITY;
      default -> 0;
    };
  }

  /** Why there are no scores. */
  TargetScores failed(TrainRequest request, Failure failure) {
    return failed(request, failure.text(), failure.reason());
  }

  private static TargetScores failed(TrainRequest request, String text, FailureReason reason) {
    return Candidates.failed(request.declaration(), request.samples(), text, reason);
  }
}
