// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.random.KeyedRandom;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class AdwinTest {

  @Test
  void cutsWhereAWindowOfKeptInputsIsCut() {
    UniformRandomProvider random = KeyedRandom.of(1, "ADWIN");
    double[] state = Adwin.initial();
    KeptInputs kept = new KeptInputs();
    int cuts = 0;
    for (int n = 0; n < 2_800; n++) {
      double x = 0.5 * random.nextDouble() + (n % 800 < 400 ? 0 : 0.3);
      boolean cut = kept.observe(x);
      assertThat(Adwin.observe(state, x)).as("at %s", n).isEqualTo(cut);
      assertThat(Adwin.width(state)).isEqualTo(kept.size());
      assertThat(Adwin.mean(state)).isCloseTo(mean(kept.inputs()), within(1e-9));
      assertThat(Adwin.variance(state)).isCloseTo(variance(kept.inputs()), within(1e-9));
      cuts += cut ? 1 : 0;
    }
    assertThat(cuts).isGreaterThanOrEqualTo(6);
  }

  @Test
  void theWindowHoldsTheLatestInputs() {
    UniformRandomProvider random = KeyedRandom.of(2, "ADWIN");
    double[] state = Adwin.initial();
    List<Double> all = new ArrayList<>();
    for (int n = 0; n < 5_000; n++) {
      double x = n < 2_000 ? random.nextDouble() : 1 + n + random.nextDouble();
      all.add(x);
      Adwin.observe(state, x);
      int width = (int) Adwin.width(state);
      assertThat(width).isBetween(1, n + 1);
      assertThat(Adwin.mean(state))
          .isCloseTo(mean(all.subList(n + 1 - width, n + 1)), within(1e-9 * (1 + n)));
    }
    assertThat(Adwin.width(state)).isLessThan(3_000);
  }

  @Test
  void aJumpOfTheMeanIsSeenAtTheNextChecks() {
    UniformRandomProvider random = KeyedRandom.of(3, "ADWIN");
    double[] state = Adwin.initial();
    for (int n = 0; n < 2_000; n++) {
      assertThat(Adwin.observe(state, bernoulli(random, 0.2))).as("at %s", n).isFalse();
    }
    assertThat(Adwin.width(state)).isEqualTo(2_000);
    int delay = 1;
    while (!Adwin.observe(state, bernoulli(random, 0.8))) {
      delay++;
    }
    assertThat(delay).isLessThanOrEqualTo(96);
  }

  @Test
  void seldomCutsWhatDoesNotChange() {
    int cuts = 0;
    for (int run = 0; run < 20; run++) {
      UniformRandomProvider random = KeyedRandom.of(4, "ADWIN", run);
      double[] state = Adwin.initial();
      for (int n = 0; n < 10_000; n++) {
        cuts += Adwin.observe(state, bernoulli(random, 0.5)) ? 1 : 0;
      }
    }
    assertThat(cuts).isLessThanOrEqualTo(4);
  }

  /** 5 (2^20 - 1) inputs are the most that the rows hold. */
  @Test
  void theOldestLeaveAWindowThatIsFull() {
    double[] state = Adwin.initial();
    long most = 5 * ((1L << 20) - 1);
    for (long n = 0; n < most; n++) {
      Adwin.observe(state, 0.5);
    }
    assertThat(Adwin.width(state)).isEqualTo(most);
    assertThat(Adwin.observe(state, 0.5)).isFalse();
    // the two oldest buckets of every row became one of the next, those of the last row have left
    assertThat(Adwin.width(state)).isEqualTo(most + 1 - (1L << 20));
    assertThat(Adwin.mean(state)).isEqualTo(0.5);
    assertThat(Adwin.variance(state)).isEqualTo(0);
  }

  private static double bernoulli(UniformRandomProvider random, double probability) {
    return random.nextDouble() < probability ? 1 : 0;
  }

  private static double mean(List<Double> inputs) {
    return inputs.stream().mapToDouble(x -> x).average().orElseThrow();
  }

  private static double variance(List<Double> inputs) {
    double mean = mean(inputs);
    return inputs.stream().mapToDouble(x -> (x - mean) * (x - mean)).average().orElseThrow();
  }

  /** ADWIN with all its inputs: buckets are lists, and every statistic is computed anew. */
  private static final class KeptInputs {
    private final List<List<Double>> buckets = new ArrayList<>();
    private int observed;

    boolean observe(double x) {
      observed++;
      buckets.add(List.of(x));
      merge();
      boolean cut = false;
      if (observed % 32 == 0 && size() > 10) {
        while (mustCut()) {
          buckets.remove(0);
          cut = true;
        }
      }
      return cut;
    }

    /** Six buckets of one size: the two oldest of them become one. */
    private void merge() {
      for (int size = 1; size <= observed; size *= 2) {
        int bound = size;
        if (buckets.stream().filter(bucket -> bucket.size() == bound).count() == 6) {
          int first = 0;
          while (buckets.get(first).size() != size) {
            first++;
          }
          List<Double> joined = new ArrayList<>(buckets.get(first));
          joined.addAll(buckets.remove(first + 1));
          buckets.set(first, joined);
        }
      }
    }

    private boolean mustCut() {
      List<Double> window = inputs();
      double d = Math.log(2 * Math.log(window.size()) / 0.002);
      double v = variance(window);
      int n0 = 0;
      for (List<Double> bucket : buckets) {
        n0 += bucket.size();
        int n1 = window.size() - n0;
        if (n0 > 6 && n1 > 6) {
          double h = 1.0 / (n0 - 5 + 1) + 1.0 / (n1 - 5 + 1);
          double cut = Math.sqrt(2 * h * v * d) + 2.0 / 3.0 * h * d;
          double difference = mean(window.subList(0, n0)) - mean(window.subList(n0, window.size()));
          if (Math.abs(difference) > cut) {
            return true;
          }
        }
      }
      return false;
    }

    int size() {
      return inputs().size();
    }

    List<Double> inputs() {
      return buckets.stream().flatMap(List::stream).toList();
    }
  }
}
