// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa.trained;

import dev.sluice.connectors.RawRecord;
import dev.sluice.models.mesa.trained.Recipe;
import dev.sluice.models.random.CounterRandom;
import dev.sluice.schemas.MesaWeights;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Weights that are known: one linear layer that is one step of gradient descent, and noise. */
public final class WeightsFixture {
  public static final double RATE = 0.032;

  private WeightsFixture() {}

  /**
   * Proposition 1 of von Oswald et al. (arXiv 2309.05858): queries are s_t, keys s_{t-1}, values
   * s_t, and what is read is the prediction over the rate. The second head does nothing.
   */
  public static double[] gradientStep(int n, double rate) {
    int width = 4 * n;
    int mixed = 4 * n;
    double[] weights = new double[4 * width * mixed];
    for (int i = 0; i < n; i++) {
      weights[i * width + n + i] = 1;
      weights[(mixed + i) * width + 3 * n + i] = 1;
      weights[(2 * mixed + i) * width + n + i] = 1;
      weights[3 * mixed * width + i * mixed + i] = rate;
    }
    return weights;
  }

  /** Weights that were never trained. */
  public static double[] noise(int n, long seed) {
    CounterRandom random = CounterRandom.of(seed, "weights");
    double[] weights = new double[Recipe.of("lsa-1", n).training().model().weights()];
    Arrays.setAll(weights, i -> (random.bits(i) >>> 11) * 0x1p-53 - 0.5);
    return weights;
  }

  /** A version of {@code lsa-1-linear-SEED} that nobody has judged. */
  public static MesaWeights.Builder record(int n, long seed, long version, double[] weights) {
    return MesaWeights.newBuilder()
        .setModel("lsa-1")
        .setTask("linear")
        .setSeed(seed)
        .setLength(50)
        .setObserved(n)
        .setVersion(version)
        .setWeights(Arrays.stream(weights).boxed().toList());
  }

  /** The same with a control that was rejected. */
  public static MesaWeights judged(int n, long seed, long version, double[] weights) {
    return record(n, seed, version, weights)
        .setClosest("gd:0.0323")
        .setCosine(0.978)
        .setControlRejected(true)
        .setControl("supported: it is gd:0.0323 within the margins")
        .build();
  }

  public static ModelWeights decoded(MesaWeights weights) {
    return ModelWeights.of(weights);
  }

  /** As JSON, with the key that belongs to it. */
  public static RawRecord raw(long offset, MesaWeights weights) {
    return raw(offset, ModelWeights.name(weights), weights.toString());
  }

  public static RawRecord raw(long offset, String key, String value) {
    return new RawRecord(
        "weights",
        0,
        offset,
        1_700_000_000_000L + offset,
        key == null ? null : key.getBytes(StandardCharsets.UTF_8),
        value.getBytes(StandardCharsets.UTF_8));
  }

  /** Settings of a job with these models, compared with zero and two steps of descent. */
  public static TrainedSettings settings(int awaiting, int keep, String... models) {
    return new TrainedSettings(
        List.of(models), List.of("zero", "gd:0.032", "ridge:0.001"), awaiting, keep);
  }
}
