// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa;

import dev.sluice.models.mesa.solve.Conditioning;
import dev.sluice.models.mesa.task.SimulatedSequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Learners side by side on sequences of one dimension, one token at a time: the prediction made
 * before is scored, the pair learned, and the next token predicted. Regressions that several need
 * are summed up once. A token costs no allocation, but of oracles. Not thread-safe: it has room to
 * compute in, but keeps nothing of a sequence, which is all in its {@link SequenceState}.
 */
public final class Learners {
  private final int dimension;
  private final List<Contender> contenders;
  private final List<PairSums> regressions = new ArrayList<>();
  private final PairSums[] sums;
  private final int[] own;
  private final double[] residuals;
  private final int window;
  private final int predictions;
  private final int layout;
  private final TokenContext context;

  /**
   * Lays out what is kept.
   *
   * @param dimension entries of a token, 1 or more
   */
  public Learners(int dimension, List<Contender> contenders) {
    if (dimension < 1) {
      throw new IllegalArgumentException("a token has 1 entry or more, not " + dimension);
    }
    this.dimension = dimension;
    this.contenders = List.copyOf(contenders);
    sums = new PairSums[contenders.size()];
    own = new int[contenders.size()];
    residuals = new double[contenders.size()];
    int delays =
        contenders.stream()
            .map(contender -> contender.learner().regression())
            .mapToInt(regression -> regression == null ? 1 : regression.delays())
            .max()
            .orElse(1);
    window = delays * dimension;
    int at = window;
    for (int i = 0; i < sums.length; i++) {
      sums[i] = sumsOf(this.contenders.get(i).learner().regression(), at);
      at = sums[i] == null ? at : Math.max(at, sums[i].end());
    }
    for (int i = 0; i < own.length; i++) {
      own[i] = at;
      at += this.contenders.get(i).learner().size(dimension);
    }
    predictions = at;
    layout = this.contenders.stream().map(Contender::label).toList().hashCode();
    context = new TokenContext(dimension, window);
  }

  private PairSums sumsOf(Regression regression, int at) {
    for (PairSums known : regressions) {
      if (known.regression.equals(regression)) {
        return known;
      }
    }
    if (regression == null) {
      return null;
    }
    PairSums added = new PairSums(regression, dimension, at);
    regressions.add(added);
    return added;
  }

  /** Who learns, in the order of losses. */
  public List<Contender> contenders() {
    return contenders;
  }

  /** A sequence without tokens, of which everyone predicts 0. */
  public SequenceState start() {
    SequenceState state = new SequenceState();
    state.dimension = dimension;
    state.layout = layout;
    state.numbers = new double[predictions + contenders.size() * dimension];
    for (int i = 0; i < own.length; i++) {
      contenders.get(i).learner().start(state.numbers, own[i], dimension);
    }
    return state;
  }

  /**
   * Scores what was predicted of a token, learns it, and predicts the next.
   *
   * @param step of the token, 1 more than the state's {@link SequenceState#tokens}
   * @param truth of a simulated sequence; else null, and oracles have no losses
   * @param losses becomes half the squared distance of the token from each prediction, infinite of
   *     one that is not finite, and NaN of one that there is not; all NaN at the first token
   * @return the step of the predictions that were scored: 1 at the second token; 0 at the first
   * @throws IllegalArgumentException if the token has not as many entries, or one that is not
   *     finite, or is not the next, or the state is of other learners: nothing has changed then
   */
  public long observe(
      SequenceState state, long step, double[] token, SimulatedSequence truth, double[] losses) {
    check(state, step, token);
    double[] numbers = state.numbers;
    state.tokens++;
    context.step = state.tokens;
    context.numbers = numbers;
    context.truth = truth;
    System.arraycopy(token, 0, context.token, 0, dimension);
    System.arraycopy(numbers, 0, context.previous, 0, dimension);
    score(losses);
    lookAndShift();
    predict(Contender.Timing.LAGGED);
    for (PairSums regression : regressions) {
      if (knows(regression) && regression.learns(context.step)) {
        regression.absorb(numbers, context.token);
      }
    }
    for (int i = 0; i < own.length; i++) {
      if (knows(i)) {
        context.sums = sums[i];
        contenders.get(i).learner().absorb(context, own[i]);
      }
    }
    predict(Contender.Timing.CAUSAL);
    return state.tokens - 1;
  }

  private void check(SequenceState state, long step, double[] token) {
    if (state.layout != layout
        || state.dimension != dimension
        || state.numbers.length != predictions + own.length * dimension) {
      throw new IllegalArgumentException("the state of a sequence is of other learners");
    }
    if (step != state.tokens + 1) {
      throw new IllegalArgumentException(
          "token %d where %d is the next".formatted(step, state.tokens + 1));
    }
    if (token.length != dimension) {
      throw new IllegalArgumentException(
          "a token of %d entries, not of %d".formatted(token.length, dimension));
    }
    for (double entry : token) {
      if (!Double.isFinite(entry)) {
        throw new IllegalArgumentException("a token with an entry that is not finite: " + entry);
      }
    }
  }

  private boolean knows(int learner) {
    return contenders.get(learner).learner().predicts(context.truth);
  }

  private boolean knows(PairSums regression) {
    return context.truth != null || !regression.regression.features();
  }

  private void score(double[] losses) {
    for (int i = 0; i < own.length; i++) {
      double squares = 0;
      int at = predictions + i * dimension;
      for (int j = 0; j < dimension; j++) {
        double error = context.token[j] - context.numbers[at + j];
        squares += error * error;
      }
      if (context.step == 1 || !knows(i)) {
        losses[i] = Double.NaN;
      } else {
        losses[i] = squares < Double.POSITIVE_INFINITY ? squares / 2 : Double.POSITIVE_INFINITY;
      }
    }
  }

  private void lookAndShift() {
    double[] numbers = context.numbers;
    for (PairSums regression : regressions) {
      if (knows(regression)) {
        regression.lookBefore(numbers, context.previous, context.truth);
      }
    }
    if (window > dimension) {
      System.arraycopy(numbers, 0, numbers, dimension, window - dimension);
    }
    System.arraycopy(context.token, 0, numbers, 0, dimension);
    for (PairSums regression : regressions) {
      if (knows(regression)) {
        regression.look(numbers, context.token, context.truth);
      }
    }
  }

  private void predict(Contender.Timing timing) {
    for (int i = 0; i < own.length; i++) {
      if (contenders.get(i).timing() != timing) {
        continue;
      }
      context.residual = Double.NaN;
      if (knows(i)) {
        context.sums = sums[i];
        contenders.get(i).learner().predict(context, own[i], predictions + i * dimension);
      }
      residuals[i] = context.residual;
    }
  }

  /** What a learner predicts of the next token, in an array of the caller's own. */
  public double[] prediction(SequenceState state, int learner) {
    int at = predictions + learner * dimension;
    return Arrays.copyOfRange(state.numbers, at, at + dimension);
  }

  /** How far a learner's latest solution was off, relative to z; NaN of one that does not tell. */
  public double residual(int learner) {
    return residuals[learner];
  }

  /** Of what a learner solves with or keeps: O(n^3), for reports. */
  public Conditioning conditioning(SequenceState state, int learner) {
    context.numbers = state.numbers;
    context.sums = sums[learner];
    return contenders.get(learner).learner().conditioning(context, own[learner]);
  }
}
