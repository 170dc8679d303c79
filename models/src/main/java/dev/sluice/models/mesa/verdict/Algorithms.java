// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.verdict;

import dev.sluice.models.mesa.Baseline;
import dev.sluice.models.mesa.Contender;
import dev.sluice.models.mesa.KalmanFilter;
import dev.sluice.models.mesa.LeastSquares;
import dev.sluice.models.mesa.Regression;
import dev.sluice.models.mesa.TrueTransition;
import dev.sluice.models.mesa.solve.Chebyshev;
import dev.sluice.models.mesa.solve.ChebyshevConstants;
import dev.sluice.models.mesa.solve.ConjugateGradients;
import dev.sluice.models.mesa.solve.ExactRidge;
import dev.sluice.models.mesa.solve.GradientStep;
import dev.sluice.models.mesa.solve.Neumann;
import dev.sluice.models.mesa.solve.Preconditioner;
import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.models.mesa.task.SequenceTask.Dynamics;
import java.util.ArrayList;
import java.util.List;

/** The algorithms that models are compared with, and those that losses are put beside. */
public final class Algorithms {
  private static final double SMALL = 0.001;

  private Algorithms() {}

  /**
   * What a model of a task may turn out to be: learners in context with constants fixed beforehand,
   * all of which know the newest pair. None of them knows the truth, but that on true features.
   */
  public static List<Contender> of(SequenceTask task) {
    List<Contender> all = new ArrayList<>();
    all.add(onLast(new GradientStep(0.032)));
    for (int steps : new int[] {1, 2, 4, 6, 12}) {
      all.add(onLast(new Neumann(steps, SMALL)));
    }
    ChebyshevConstants constants = constants(task);
    all.add(onLast(new Chebyshev(constants)));
    if (constants == ChebyshevConstants.LINEAR_7) {
      all.add(onLast(new Chebyshev(ChebyshevConstants.LINEAR_3)));
    }
    for (double ridge : new double[] {SMALL, 0.01, 0.1, 1}) {
      all.add(onLast(new ExactRidge(ridge)));
    }
    if (task.dynamics() == Dynamics.NETWORK) {
      all.add(on(Regression.onFeatures(), new Chebyshev(constants)));
      all.add(on(Regression.onFeatures(), new ExactRidge(SMALL)));
    }
    if (task.dynamics() == Dynamics.PAIRS) {
      all.add(on(Regression.onLast().ofEverySecond(), new ExactRidge(0.1)));
    }
    if (task.mixing() > 0) {
      all.add(on(Regression.onDelays(3), new ExactRidge(3)));
      all.add(on(Regression.onDelays(5), new ExactRidge(3)));
      all.add(on(Regression.onDelays(8), new ExactRidge(3)));
      all.add(on(Regression.onDelays(16), new ExactRidge(10)));
      all.add(on(Regression.onDelays(16), new Chebyshev(constants)));
    }
    return all;
  }

  /** Who learns nothing, who knows the truth, and the published learners without newest pair. */
  public static List<Contender> references(SequenceTask task) {
    List<Contender> all = new ArrayList<>();
    all.add(Contender.causal(Baseline.ZERO));
    all.add(Contender.causal(Baseline.COPY));
    all.add(
        task.mixing() > 0
            ? Contender.causal(new KalmanFilter(task.hidden()))
            : Contender.causal(new TrueTransition()));
    all.add(onLast(new ConjugateGradients(5, 0.25)));
    ChebyshevConstants constants = constants(task);
    all.add(lagged(Regression.onLast(), new ExactRidge(SMALL)));
    all.add(lagged(Regression.onLast(), new Chebyshev(constants)));
    if (constants == ChebyshevConstants.LINEAR_7) {
      all.add(lagged(Regression.onLast(), new Chebyshev(ChebyshevConstants.LINEAR_3)));
    }
    if (task.dynamics() == Dynamics.NETWORK) {
      all.add(lagged(Regression.onFeatures(), new Chebyshev(constants)));
    }
    if (task.mixing() > 0) {
      all.add(lagged(Regression.onDelays(16), new Chebyshev(constants)));
    }
    return all;
  }

  private static ChebyshevConstants constants(SequenceTask task) {
    if (task.mixing() > 0) {
      return ChebyshevConstants.PARTIAL;
    }
    return task.dynamics() == Dynamics.NETWORK
        ? ChebyshevConstants.NONLINEAR
        : ChebyshevConstants.LINEAR_7;
  }

  private static Contender onLast(Preconditioner preconditioner) {
    return on(Regression.onLast(), preconditioner);
  }

  private static Contender on(Regression regression, Preconditioner preconditioner) {
    return Contender.causal(new LeastSquares(regression, preconditioner));
  }

  private static Contender lagged(Regression regression, Preconditioner preconditioner) {
    return Contender.lagged(new LeastSquares(regression, preconditioner));
  }
}
