// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.effects;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.random.KeyedRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Some samples, row by row. */
record Samples(Domain domain, List<double[]> rows, List<VariableSet> targets) {
  static Samples none(Domain domain) {
    return new Samples(domain, new ArrayList<>(), new ArrayList<>());
  }

  /**
   * Every variable follows those before it; row n is set in variable n mod 7, or in that and the
   * next one, if there is one of that number.
   */
  static Samples drawn(Domain domain, int size, boolean interventional, long seed) {
    Samples samples = none(domain);
    UniformRandomProvider random = KeyedRandom.of(seed, "effects");
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    int d = domain.dimension();
    for (int n = 0; n < size; n++) {
      int target = interventional ? n % 7 : d;
      double[] row = new double[d];
      for (int i = 0; i < d; i++) {
        if (domain.isCategorical()) {
          int categories = domain.categories()[i];
          boolean copies = i > 0 && i != target && random.nextInt(3) > 0;
          row[i] = copies ? row[i - 1] % categories : random.nextInt(categories);
        } else {
          double before = i == 0 || i == target ? 0 : 0.8 * row[i - 1] - (i > 1 ? row[i - 2] : 0);
          row[i] = before + (i + 1) + normal.sample();
        }
      }
      VariableSet set = target < d ? VariableSet.of(target) : VariableSet.EMPTY;
      samples.add(row, n % 3 == 0 && target + 1 < d ? set.toggle(target + 1) : set);
    }
    return samples;
  }

  void add(double[] row, VariableSet set) {
    rows.add(row);
    targets.add(set);
  }

  SufficientStatistics statistics() {
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    for (int n = 0; n < rows.size(); n++) {
      statistics.observe(domain, rows.get(n), targets.get(n), 1);
    }
    return statistics;
  }

  /** Those in which nothing else was set. */
  List<double[]> settingAtMost(int cause) {
    List<double[]> some = new ArrayList<>();
    for (int n = 0; n < rows.size(); n++) {
      VariableSet set = targets.get(n);
      if (set.isEmpty() || set.equals(VariableSet.of(cause))) {
        some.add(rows.get(n));
      }
    }
    return some;
  }

  /** With one column changed. */
  Samples with(int column, ToDoubleFunction<double[]> value) {
    Samples changed = none(domain);
    for (int n = 0; n < rows.size(); n++) {
      double[] row = rows.get(n).clone();
      row[column] = value.applyAsDouble(row);
      changed.add(row, targets.get(n));
    }
    return changed;
  }

  /** All pairs of so many variables. */
  static List<CausePair> pairs(int variables) {
    List<CausePair> pairs = new ArrayList<>();
    for (int cause = 0; cause < variables; cause++) {
      for (int outcome = 0; outcome < variables; outcome++) {
        if (outcome != cause) {
          pairs.add(new CausePair(cause, outcome));
        }
      }
    }
    return pairs;
  }
}
