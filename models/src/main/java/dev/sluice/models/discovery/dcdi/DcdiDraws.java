// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.dcdi;

import dev.sluice.models.discovery.Regime;
import dev.sluice.models.discovery.TrainingData;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.random.CounterRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The draws of all regimes, observations first, and which of them are for validation: one in five,
 * at most {@value #MOST_VALIDATED} of a regime.
 *
 * <p>A regime weighs as the root of the number of its draws. To the authors all draws weigh the
 * same, and all regimes have as many; where observations are far more, what interventions say of
 * directions would hardly be heard, and where all regimes weighed the same, one with a single draw
 * would be learned by heart.
 */
final class DcdiDraws {
  private static final double VALIDATED = 0.2;
  private static final int MOST_VALIDATED = 200;

  private final List<Regime> regimes = new ArrayList<>();
  private final int interventionsFrom;
  private final double[][] all;
  private final int[] regimeOf;

  /** By regime: places of draws to learn from, at least one, and of the others. */
  private final int[][] training;

  private final int[][] validation;

  /** By regime: the sum of the shares of it and of those before it. */
  private final double[] shares;

  private final double weight;

  /**
   * Sorts.
   *
   * @param data at least one draw
   */
  DcdiDraws(TrainingData data, long seed) {
    if (data.observations().length > 0) {
      regimes.add(new Regime(VariableSet.EMPTY, null, data.observations()));
    }
    interventionsFrom = regimes.size();
    regimes.addAll(data.interventions());
    all = new double[(int) data.draws()][];
    regimeOf = new int[all.length];
    training = new int[regimes.size()][];
    validation = new int[regimes.size()][];
    shares = new double[regimes.size()];
    int first = 0;
    double total = 0;
    for (int r = 0; r < regimes.size(); r++) {
      double[][] draws = regimes.get(r).draws();
      System.arraycopy(draws, 0, all, first, draws.length);
      Arrays.fill(regimeOf, first, first + draws.length, r);
      split(r, first, draws.length, of(regimes.get(r), seed));
      first += draws.length;
      total += Math.sqrt(draws.length);
      shares[r] = total;
    }
    weight = total;
    for (int r = 0; r < shares.length; r++) {
      shares[r] /= total;
    }
  }

  /** Depends on the regime alone, not on which others there are. */
  private static CounterRandom of(Regime regime, long seed) {
    return regime.targets() == null
        ? CounterRandom.of(seed, "validation of " + regime.label())
        : CounterRandom.of(seed, "validation", regime.targets().words());
  }

  private void split(int regime, int first, int count, CounterRandom random) {
    int[] learned = new int[count];
    int[] held = new int[count];
    int validated = 0;
    for (int d = 0; d < count; d++) {
      if (validated < MOST_VALIDATED && random.uniform(d) < VALIDATED) {
        held[validated++] = first + d;
      } else {
        learned[d - validated] = first + d;
      }
    }
    validation[regime] = Arrays.copyOf(held, validated);
    training[regime] =
        validated == count ? validation[regime] : Arrays.copyOf(learned, count - validated);
  }

  /** Places of a batch to learn from: regimes by their shares, of each any draw. */
  int[] batch(int size, CounterRandom random) {
    int[] batch = new int[size];
    double start = random.uniform(size);
    int regime = 0;
    for (int b = 0; b < size; b++) {
      double at = (b + start) / size;
      while (regime + 1 < shares.length && at >= shares[regime]) {
        regime++;
      }
      int[] ofRegime = training[regime];
      batch[b] = ofRegime[(int) (random.uniform(b) * ofRegime.length)];
    }
    return batch;
  }

  double[][] all() {
    return all;
  }

  int regimes() {
    return regimes.size();
  }

  /** The regime of a draw. */
  int regimeOf(int draw) {
    return regimeOf[draw];
  }

  /** Targets of a regime; null if they are unknown. */
  VariableSet targets(int regime) {
    return regimes.get(regime).targets();
  }

  /** The number of a regime among the interventions; below 0 if it is none. */
  int intervention(int regime) {
    return regime - interventionsFrom;
  }

  /** What all regimes weigh together. */
  double weight() {
    return weight;
  }

  /** What part of all a regime weighs. */
  double share(int regime) {
    return shares[regime] - (regime == 0 ? 0 : shares[regime - 1]);
  }

  /** Places of a regime's draws to learn from. */
  int[] training(int regime) {
    return training[regime];
  }

  /** Places of a regime's draws to validate with; there may be none. */
  int[] validation(int regime) {
    return validation[regime];
  }
}
