// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.jobs.ParsedOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Two experiments of X and Y whose edge X to Y is required, so that the effect of X on Y is that of
 * a regression, or of a table, on X alone.
 */
final class EffectsFixture {

  static final int SAMPLES = 40;

  /** T0 = t I by the defaults of two continuous variables. */
  static final double PRIOR_SCALE = 0.5;

  private static final double ALPHA_W = 4;

  /** Continuous. */
  static final String LINE =
      "{\"experimentId\":\"line\",\"variables\":[{\"name\":\"X\",\"kind\":\"CONTINUOUS\"},"
          + "{\"name\":\"Y\",\"kind\":\"CONTINUOUS\"}],\"requiredEdges\":[[\"X\",\"Y\"]]}";

  /** Of two and three categories. */
  static final String COINS =
      "{\"experimentId\":\"coins\",\"variables\":["
          + "{\"name\":\"X\",\"kind\":\"CATEGORICAL\",\"categories\":2},"
          + "{\"name\":\"Y\",\"kind\":\"CATEGORICAL\",\"categories\":3}],"
          + "\"requiredEdges\":[[\"X\",\"Y\"]]}";

  private EffectsFixture() {}

  static PosteriorSettings settings(String... effects) {
    PosteriorSettings base = Fixture.settings("unused:1", true);
    String[] options = Stream.of(effects).map(e -> "--effects=" + e).toArray(String[]::new);
    return base.with(ParsedOptions.of(new PosteriorOptions(), options).effects());
  }

  static double[] line(int t) {
    double x = Math.sin(1.3 * t);
    return new double[] {x, 2 * x + Math.cos(3.1 * t)};
  }

  static double[] coins(int t) {
    return new double[] {t % 2, t % 2 == 0 ? t % 3 : (t % 5) / 2};
  }

  static List<String> samples() {
    List<String> sent = new ArrayList<>();
    for (int t = 0; t < SAMPLES; t++) {
      sent.add(Fixture.sample("line", "s" + t, "[]", line(t)));
      sent.add(Fixture.sample("coins", "s" + t, "[]", coins(t)));
    }
    return sent;
  }

  /** Mean and deviation of the weight of X: Student's t of a regression under the BGe prior. */
  static double[] weight() {
    double[] mean = new double[2];
    for (int t = 0; t < SAMPLES; t++) {
      mean[0] += line(t)[0] / SAMPLES;
      mean[1] += line(t)[1] / SAMPLES;
    }
    double[][] r = new double[2][2];
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        r[i][j] = (i == j ? PRIOR_SCALE : 0) + SAMPLES / (SAMPLES + 1.0) * mean[i] * mean[j];
        for (int t = 0; t < SAMPLES; t++) {
          r[i][j] += (line(t)[i] - mean[i]) * (line(t)[j] - mean[j]);
        }
      }
    }
    double weight = r[0][1] / r[0][0];
    double degrees = SAMPLES + ALPHA_W - 2 + 2;
    return new double[] {weight, Math.sqrt((r[1][1] - r[0][1] * weight) / r[0][0] / (degrees - 2))};
  }

  /** Dirichlet parameters of Y by the category of X; each cell begins with a sixth of a sample. */
  static double[][] table() {
    double[][] cells = new double[2][3];
    for (double[] row : cells) {
      Arrays.fill(row, 1 / 6.0);
    }
    for (int t = 0; t < SAMPLES; t++) {
      cells[(int) coins(t)[0]][(int) coins(t)[1]]++;
    }
    return cells;
  }
}
