// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.trained;

import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.models.random.CounterRandom;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Small models with weights of a size at which every part of them matters, and sequences. */
final class TrainedFixtures {
  private TrainedFixtures() {}

  static Architecture constructed(LayerKind kind, int layers, double clip, double forgetting) {
    return new Architecture(
        TokenForm.CONSTRUCTED,
        2,
        8,
        2,
        3,
        Collections.nCopies(layers, kind),
        clip,
        forgetting,
        0.4);
  }

  static Architecture embedded(double clip, LayerKind... layers) {
    return new Architecture(TokenForm.EMBEDDED, 2, 5, 2, 3, List.of(layers), clip, 1, 0.6);
  }

  static double[][][] sequences(int observed, int count, int length, long seed) {
    SequenceTask task = SequenceTask.linear(observed);
    double[][][] sequences = new double[count][][];
    Arrays.setAll(sequences, i -> task.tokens(seed, i, length));
    return sequences;
  }

  /** Uniform on (-scale, scale). */
  static Lanes lanes(int features, int steps, int width, double scale, long seed) {
    CounterRandom random = CounterRandom.of(seed, "lanes");
    Lanes lanes = Lanes.zero(features, steps, width);
    for (int r = 0; r < lanes.rows().length; r++) {
      for (int b = 0; b < width; b++) {
        lanes.rows()[r][b] = scale * (2 * random.uniform((long) r * width + b) - 1);
      }
    }
    return lanes;
  }

  static double[][][] deepCopy(double[][][] sequences) {
    return Arrays.stream(sequences)
        .map(s -> Arrays.stream(s).map(double[]::clone).toArray(double[][]::new))
        .toArray(double[][][]::new);
  }
}
