// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.replay;

import dev.sluice.models.discovery.Budget;
import dev.sluice.models.discovery.DiscoveryMethod;
import dev.sluice.models.discovery.EdgeBeliefs;
import dev.sluice.models.discovery.LearnerState;
import dev.sluice.models.domain.Domain;
import java.util.Arrays;
import java.util.List;

/** Rounds of training of one experiment. Immutable and safe for use by many threads. */
public final class Learner {
  /** Draws are held as arrays, one after the other and one by one, and as networks read them. */
  private static final int COPIES = 4;

  private final DiscoveryMethod method;
  private final NameOrder order;
  private final Domain domain;

  /**
   * A learner.
   *
   * @param method of variables in the order of their names
   * @param domain of the same
   */
  public Learner(DiscoveryMethod method, NameOrder order, Domain domain) {
    this.method = method;
    this.order = order;
    this.domain = domain;
  }

  /** The method, of variables in the order of their names. */
  public DiscoveryMethod method() {
    return method;
  }

  /** Between the order of names and the declared one. */
  public NameOrder order() {
    return order;
  }

  /** Of the variables in the order of their names. */
  public Domain domain() {
    return domain;
  }

  /** What is known before any draw. */
  public Learned initial() {
    return new Learned(method.initial(), ReplayBuffers.empty(domain.dimension()), 0, Double.NaN, 0);
  }

  /**
   * Takes draws, then trains for one round.
   *
   * @param before stays as it is
   * @param budget of the round; null for no training
   * @throws ArithmeticException if a weight or a belief is not finite any more
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  public Learned learn(Learned before, List<PlacedDraws> draws, Budget budget) {
    ReplayBuffers held = before.held().with(draws);
    if (budget == null) {
      return new Learned(before.state(), held, before.epochs(), before.loss(), before.seconds());
    }
    long start = System.nanoTime();
    LearnerState state = before.state().copy();
    double loss = method.train(state, held.data(domain), budget);
    return new Learned(
        state,
        held,
        before.epochs() + 1,
        Double.isNaN(loss) ? before.loss() : loss,
        before.seconds() + (System.nanoTime() - start) / 1e9);
  }

  /** What is believed, variables as declared; targets of interventions as {@link #unknown} says. */
  public EdgeBeliefs beliefs(Learned learned) {
    EdgeBeliefs beliefs = method.beliefs(learned.state());
    return new EdgeBeliefs(
        order.declared(beliefs.edges()),
        order.declared(beliefs.existence()),
        order.declared(beliefs.orientation()),
        order.declared(beliefs.graph()),
        order.declared(beliefs.acyclic()),
        order.declared(beliefs.confounded()),
        targets(beliefs.targets(), learned));
  }

  /** Labels of the interventions with unknown targets, in the order of the beliefs in targets. */
  public List<String> unknown(Learned learned) {
    return learned.held().interventions().stream()
        .filter(intervention -> intervention.targets() == null)
        .map(Intervention::label)
        .toList();
  }

  private double[][] targets(double[][] ofAll, Learned learned) {
    if (ofAll == null) {
      return null;
    }
    List<Intervention> interventions = learned.held().interventions();
    double[][] unknown = new double[unknown(learned).size()][];
    int next = 0;
    for (int r = 0; r < ofAll.length; r++) {
      if (interventions.get(r).targets() == null) {
        unknown[next++] = order.declared(ofAll[r]);
      }
    }
    return Arrays.copyOf(unknown, next);
  }

  /** Most bytes of heap that the method takes, without draws. */
  public long bytes(int interventions) {
    return method.bytes(interventions);
  }

  /**
   * Most bytes of heap that a round takes.
   *
   * @param known what is known before; null if nothing
   * @param drawsToCome bytes of the values of draws that the round takes in
   * @param interventionsToCome most interventions that these are of
   */
  public long bytes(Learned known, long drawsToCome, int interventionsToCome) {
    long held = known == null ? 0 : known.held().bytes();
    int interventions = known == null ? 0 : known.held().buffers().size();
    return method.bytes(interventions + interventionsToCome) + COPIES * (held + drawsToCome);
  }
}
