// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

import dev.sluice.models.mesa.Contender;
import dev.sluice.models.mesa.LearnerNames;
import dev.sluice.models.mesa.Learners;
import dev.sluice.models.mesa.SequenceState;
import dev.sluice.models.mesa.StepBin;
import dev.sluice.models.mesa.solve.Conditioning;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The learners of a job on sequences of any dimension. Not thread-safe; no state. */
final class SideBySide {
  private final List<Contender> contenders;
  private final boolean oracles;
  private final Map<Integer, Learners> byDimension = new HashMap<>();
  private final Truths truths = new Truths();

  SideBySide(List<String> labels) {
    contenders = labels.stream().map(LearnerNames::parse).toList();
    oracles = contenders.stream().anyMatch(contender -> !contender.learner().predicts(null));
  }

  /** Labels of the learners that trained models are compared with: causal ones, and no oracles. */
  static List<String> compared(List<String> labels) {
    return labels.stream().filter(label -> isCompared(LearnerNames.parse(label))).toList();
  }

  private static boolean isCompared(Contender contender) {
    return contender.timing() == Contender.Timing.CAUSAL && contender.learner().predicts(null);
  }

  /** What those predict of the next token; empty before the first. */
  double[][] predictions(Sequence sequence) {
    SequenceState state = sequence.learned();
    if (state.tokens == 0) {
      return new double[0][];
    }
    Learners learners = of(state.dimension);
    return IntStream.range(0, contenders.size())
        .filter(i -> isCompared(contenders.get(i)))
        .mapToObj(i -> learners.prediction(state, i))
        .toArray(double[][]::new);
  }

  /** A sequence that begins with a token, not learned yet. */
  Sequence begin(Arrived first) {
    return Sequence.begin(first, of(first.values().length).start());
  }

  /**
   * Scores what was predicted of a token, learns it, and predicts the next.
   *
   * @param sequence changes
   * @param bucket where it counts
   */
  ScoredToken observe(Sequence sequence, Arrived token, int bucket) {
    SequenceState state = sequence.learned();
    Learners learners = of(state.dimension);
    double[] losses = new double[contenders.size()];
    long step =
        learners.observe(
            state, token.t(), token.values(), oracles ? truths.of(sequence) : null, losses);
    double[] residuals = new double[contenders.size()];
    for (int i = 0; i < residuals.length; i++) {
      residuals[i] = learners.residual(i);
    }
    Totals totals =
        Totals.learned(
            sequence, token.source().timestamp(), residuals, conditioning(learners, state));
    return new ScoredToken(
        sequence.group(), bucket, totals, step == 0 ? 0 : StepBin.of(step), losses);
  }

  private Learners of(int dimension) {
    return byDimension.computeIfAbsent(dimension, d -> new Learners(d, contenders));
  }

  /** It costs O(n^3), and is looked at only where the step is a power of two. */
  private double[] conditioning(Learners learners, SequenceState state) {
    if (Long.bitCount(state.tokens) > 1) {
      return new double[0];
    }
    double[] logarithms = new double[contenders.size()];
    Arrays.setAll(logarithms, i -> log10(learners.conditioning(state, i)));
    return logarithms;
  }

  private static double log10(Conditioning found) {
    if (found.equals(Conditioning.NONE)) {
      return Double.NaN;
    }
    return found.condition() < Double.POSITIVE_INFINITY
        ? Math.log10(found.condition())
        : Double.POSITIVE_INFINITY;
  }
}
