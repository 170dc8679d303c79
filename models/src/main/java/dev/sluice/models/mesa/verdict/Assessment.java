// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.verdict;

import dev.sluice.models.mesa.Contender;
import java.util.ArrayList;
import java.util.List;

/**
 * All comparisons of one model.
 *
 * @param findings what comes out
 * @param comparison losses and distances by step
 * @param interpolation losses of fewer weights; null of a model that does not compress
 */
public record Assessment(
    Findings findings, ModelComparison comparison, Interpolation interpolation) {
  /** No descents of more steps are fitted, of however many layers a model is. */
  private static final int MOST_STEPS = 4;

  /** Derivatives cost two passes an entry, step and sequence, and differ little. */
  private static final int JACOBIANS = 16;

  /**
   * Compares.
   *
   * @param sequences to compare on
   * @param fitting others, on which rates of gradient descent are fitted to the model
   * @param contenders algorithms with constants of their own
   */
  public static Assessment of(
      Subject subject,
      Predictor model,
      HeldOut sequences,
      HeldOut fitting,
      List<Contender> contenders) {
    List<LearnerPredictor> algorithms = new ArrayList<>();
    contenders.forEach(contender -> algorithms.add(new LearnerPredictor(contender)));
    for (int steps = 1; steps <= steps(model); steps++) {
      Contender fitted = FittedSteps.of(fitting, model, steps);
      if (fitted != null) {
        algorithms.add(new LearnerPredictor(fitted));
      }
    }
    ModelComparison comparison = ModelComparison.of(sequences, model, algorithms);
    Interpolation interpolation =
        model instanceof TrainedPredictor trained ? Interpolation.of(sequences, trained) : null;
    return new Assessment(
        findings(subject, model, sequences, algorithms, comparison, interpolation),
        comparison,
        interpolation);
  }

  /** A layer can make one step. More steps than that would only have more constants to fit. */
  private static int steps(Predictor model) {
    return model instanceof TrainedPredictor trained
        ? Math.min(MOST_STEPS, trained.model().architecture().layers().size())
        : 1;
  }

  private static Findings findings(
      Subject subject,
      Predictor model,
      HeldOut sequences,
      List<LearnerPredictor> algorithms,
      ModelComparison comparison,
      Interpolation interpolation) {
    int closest = comparison.closest();
    int second = comparison.second();
    int best = comparison.best();
    Bootstrap bootstrap = Bootstrap.of(subject.seed());
    return new Findings(
        subject,
        comparison.algorithms().get(closest),
        second < 0 ? "" : comparison.algorithms().get(second),
        bootstrap.distance(comparison, closest),
        second < 0 ? null : bootstrap.margin(comparison, closest, second),
        bootstrap.lossGap(comparison, closest),
        comparison.algorithms().get(best),
        bootstrap.lossGap(comparison, best),
        LocalJacobian.of(
            sequences,
            JACOBIANS,
            LocalJacobian.steps(sequences.length()),
            model,
            algorithms.get(closest)),
        interpolation == null ? Double.NaN : interpolation.gap());
  }
}
