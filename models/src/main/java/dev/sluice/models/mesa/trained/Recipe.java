// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.trained;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model and how it is trained, with the numbers of the released code of von Oswald et al. (arXiv
 * 2309.05858).
 *
 * @param batch sequences of a step
 * @param steps after which its loss is reported
 */
public record Recipe(Architecture architecture, AdamW optimiser, int batch, int steps) {
  private static final Pattern NAME = Pattern.compile("(lsa|softmax|hybrid)-([1-9]\\d?)|mesa");
  private static final int BATCH = 256;
  private static final double CONSTRUCTED_DECAY = 0.1;
  private static final double DECAY = 0.05;
  private static final LearningRate LINEAR = LearningRate.fixed(1e-4);
  private static final LearningRate MESA = LearningRate.fixed(4e-4);
  private static final LearningRate FULL = new LearningRate(8e-4, 1_000, 30_000, 1e-5);

  /** Names that commands take, for example. */
  public static final List<String> EXAMPLES = List.of("lsa-1", "lsa-2", "mesa", "softmax-2");

  /**
   * That of a name: {@code lsa-N} of N linear layers, {@code mesa}, {@code softmax-N}, {@code
   * hybrid-N} of N mesa layers after one of softmax.
   *
   * @param observed entries of a token
   * @throws IllegalArgumentException if there is none of this name
   */
  public static Recipe of(String name, int observed) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "there is no model %s; there are %s and others of more layers".formatted(name, EXAMPLES));
    }
    if (matcher.group(1) == null) {
      return constructed(Architecture.mesa(observed), MESA, 5_000);
    }
    int layers = Integer.parseInt(matcher.group(2));
    return switch (matcher.group(1)) {
      case "lsa" ->
          constructed(
              Architecture.linear(observed, layers),
              LINEAR,
              layers <= 2 ? 5_000 : layers <= 4 ? 10_000 : 15_000);
      case "softmax" -> full(Architecture.softmax(observed, layers), 10_000);
      default -> full(Architecture.hybrid(observed, layers), 20_000);
    };
  }

  private static Recipe constructed(Architecture architecture, LearningRate rate, int steps) {
    return new Recipe(architecture, new AdamW(rate, CONSTRUCTED_DECAY, 1), BATCH, steps);
  }

  private static Recipe full(Architecture architecture, int steps) {
    return new Recipe(architecture, new AdamW(FULL, DECAY, 1), BATCH, steps);
  }

  /** The training itself. */
  public SequenceTraining training() {
    return new SequenceTraining(new SequenceModel(architecture), optimiser);
  }
}
