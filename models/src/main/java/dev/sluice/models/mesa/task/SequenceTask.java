// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.task;

import java.util.List;
import java.util.Optional;

/**
 * A law of sequences of tokens: h' = W f(h) + noise of the state, s = C h + noise of the token,
 * with a W and a C of each sequence's own, so that nothing can be learned of them but from the
 * sequence itself (von Oswald et al., arXiv 2309.05858). Sequences are {@link SimulatedSequence}s.
 *
 * @param name as commands say it
 * @param hidden entries of the state h
 * @param observed entries of a token s; fewer than {@code hidden} only with {@code mixing} above 0
 * @param dynamics how W is drawn and what f is
 * @param start the first state is uniform within so far of 0, in each entry
 * @param clip entries of a state are clipped to so far from 0
 * @param mixing standard deviation of the entries of C; 0 if C is the identity
 * @param stateNoise standard deviation of the noise of each entry of a state
 * @param tokenNoise standard deviation of the noise of each entry of a token
 */
public record SequenceTask(
    String name,
    int hidden,
    int observed,
    Dynamics dynamics,
    double start,
    double clip,
    double mixing,
    double stateNoise,
    double tokenNoise) {

  private static final int DIMENSION = 10;
  private static final double NOISE = 0.01;
  private static final double UNCLIPPED = Double.POSITIVE_INFINITY;

  /** Checks sizes and scales. */
  public SequenceTask {
    if (hidden < 1 || observed < 1 || (mixing == 0 && observed != hidden)) {
      throw new IllegalArgumentException(
          "a task has no %d entries observed of %d".formatted(observed, hidden));
    }
    if (!(start > 0 && clip > 0 && mixing >= 0 && stateNoise >= 0 && tokenNoise >= 0)) {
      throw new IllegalArgumentException("a task needs scales that are not negative");
    }
  }

  /** A random orthogonal W, ten entries, all observed: an error of 0.0005 cannot be avoided. */
  public static SequenceTask linear() {
    return linear(DIMENSION);
  }

  /** As {@link #linear()}, with another number of entries. */
  public static SequenceTask linear(int dimension) {
    return whole("linear", dimension, Dynamics.ORTHOGONAL, 1, 10);
  }

  /** A state of 15 entries, of which a token shows 5 random mixtures. */
  public static SequenceTask partiallyObserved() {
    return new SequenceTask("partial", 15, 5, Dynamics.ORTHOGONAL, 1, UNCLIPPED, 0.5, NOISE, NOISE);
  }

  /** W after a network f that all sequences of a seed share, scaled to length 1. */
  public static SequenceTask nonlinear() {
    return whole("nonlinear", DIMENSION, Dynamics.NETWORK, 0.25, UNCLIPPED);
  }

  /** W with real eigenvalues from 0.3 to 0.9, whose sequences fade. */
  public static SequenceTask contracting() {
    return whole("contracting", DIMENSION, Dynamics.CONTRACTING, 1, 2);
  }

  /** One orthogonal W for all sequences of a seed: who learns here may learn it by heart. */
  public static SequenceTask fixedMatrix() {
    return whole("fixed", DIMENSION, Dynamics.SHARED, 1, 10);
  }

  /** Pairs x, y = W x + noise, one after the other as tokens: step 2 i - 1 is x_i, 2 i is y_i. */
  public static SequenceTask regression() {
    return whole("regression", DIMENSION, Dynamics.PAIRS, 1, UNCLIPPED);
  }

  /** All of them. */
  public static List<SequenceTask> all() {
    return List.of(
        linear(), partiallyObserved(), nonlinear(), contracting(), fixedMatrix(), regression());
  }

  /** The names of all. */
  public static List<String> names() {
    return all().stream().map(SequenceTask::name).toList();
  }

  /** That of a name. */
  public static Optional<SequenceTask> named(String name) {
    return all().stream().filter(task -> task.name.equals(name)).findFirst();
  }

  private static SequenceTask whole(
      String name, int dimension, Dynamics dynamics, double start, double clip) {
    return new SequenceTask(name, dimension, dimension, dynamics, start, clip, 0, NOISE, 0);
  }

  /**
   * The truth of a sequence and its tokens from the first. What all sequences share, {@link
   * Dynamics#NETWORK} and {@link Dynamics#SHARED}, depends on the seed alone: sequences to train on
   * and to test on are to have one seed and other numbers.
   */
  public SimulatedSequence sequence(long seed, long sequence) {
    return new SimulatedSequence(this, seed, sequence);
  }

  /**
   * The first tokens of a sequence, length x {@link #observed}. The state is a recursion, so that
   * this costs O(length hidden^2), and O(hidden^3) to draw W.
   */
  public double[][] tokens(long seed, long sequence, int length) {
    SimulatedSequence simulated = sequence(seed, sequence);
    double[][] tokens = new double[length][];
    for (int i = 0; i < length; i++) {
      tokens[i] = simulated.next();
    }
    return tokens;
  }

  /** One token, from 1 on. It costs as much as all up to it: who needs many keeps the sequence. */
  public double[] token(long seed, long sequence, int step) {
    if (step < 1) {
      throw new IllegalArgumentException("steps count from 1, not from " + step);
    }
    return tokens(seed, sequence, step)[step - 1];
  }

  /** How W is drawn and what f is. */
  public enum Dynamics {
    /** W uniform among orthogonal matrices, f the identity. */
    ORTHOGONAL,
    /** As {@link #ORTHOGONAL}, one W for all sequences of a seed. */
    SHARED,
    /** W = U diag(0.9, uniform from 0.3 to 0.9) U^-1 with Gaussian U, f the identity. */
    CONTRACTING,
    /** As {@link #ORTHOGONAL} with f a {@link FeatureMap}. */
    NETWORK,
    /** As {@link #ORTHOGONAL}, but each second state is drawn anew, as the first is. */
    PAIRS
  }
}
