// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation;

import dev.sluice.models.discovery.Budget;
import dev.sluice.models.discovery.enco.EncoLogits;
import dev.sluice.models.discovery.replay.Learned;
import dev.sluice.models.discovery.replay.Learner;
import dev.sluice.models.discovery.replay.PlacedDraws;
import dev.sluice.models.discovery.replay.ReplayBuffers;
import java.util.List;

/**
 * A site's part of a round: ENCO, started from the belief that all were sent, learns from the
 * site's own draws, and what it moved is the site's change of the belief (Abyaneh, Scherrer et al.,
 * arXiv 2211.03846, whose sites send the belief itself).
 *
 * <p>Networks never leave the site, and go on from round to round: the draws they fit are still
 * those of the site. The paper's begin anew in every round, which costs most of the steps of a
 * round for learning the same again; see {@link #anew}.
 *
 * <p>Whether a site learns from all draws that it holds or from new ones only is the caller's to
 * say. Logits add up over rounds, so that draws that are learned from again are counted again: the
 * belief grows surer than they warrant. With a fixed set of draws, as in the paper's experiments,
 * there is nothing else to learn from, and only the signs are reported. On a stream see {@link
 * #forget}.
 *
 * <p>Variables are in the order of their names here, as with all that crosses, so that sites may
 * declare them in any order. Immutable and safe for use by many threads.
 */
public final class SiteLearner {
  private final Learner learner;
  private final int variables;
  private final ReplayBuffers none;

  /**
   * A site's learner.
   *
   * @param learner whose method is ENCO
   */
  public SiteLearner(Learner learner) {
    this.learner = learner;
    variables = learner.domain().dimension();
    none = learner.initial().held();
  }

  /** What is known before any draw. */
  public Learned initial() {
    return learner.initial();
  }

  /** What the site believes. */
  public EdgeLogits belief(Learned learned) {
    EncoLogits logits = EncoLogits.of(learned.state(), variables);
    return EdgeLogits.ofMatrices(variables, logits.existence(), logits.orientation());
  }

  /**
   * Takes draws and trains from the broadcast belief.
   *
   * @param before what the site knows; it stays as it is
   * @param broadcast belief with which the round opened
   * @param epochs of training; at least 1
   * @param budget of an epoch
   * @return what it knows then; {@link #belief} less the broadcast one is its change
   * @throws ArithmeticException if a weight or a belief is not finite any more
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  public Learned train(
      Learned before, EdgeLogits broadcast, List<PlacedDraws> draws, int epochs, Budget budget) {
    EncoLogits logits = new EncoLogits(broadcast.existenceMatrix(), broadcast.orientationMatrix());
    Learned learned =
        new Learned(
            logits.into(before.state(), variables),
            before.held(),
            before.epochs(),
            before.loss(),
            before.seconds());
    learned = learner.learn(learned, draws, budget);
    for (int epoch = 1; epoch < epochs; epoch++) {
      learned = learner.learn(learned, List.of(), budget);
    }
    return learned;
  }

  /** The same draws, with networks and beliefs that begin anew. */
  public Learned anew(Learned learned) {
    return new Learned(
        learner.initial().state(),
        learned.held(),
        learned.epochs(),
        learned.loss(),
        learned.seconds());
  }

  /** The same networks and belief without draws, so that the next round learns from new ones. */
  public Learned forget(Learned learned) {
    return new Learned(learned.state(), none, learned.epochs(), learned.loss(), learned.seconds());
  }
}
