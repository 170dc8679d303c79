// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.random.KeyedRandom;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConjugateModelTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;
  private static final Domain CATEGORICAL = Domain.categorical(2, 3, 2);
  private static final Domain CONTINUOUS = Domain.continuous(3);
  private static final long[] CHAIN = {0, 1, 2};
  private static final long[] FULL = {0, 1, 3};

  static Stream<ConjugateModel> models() {
    return Stream.of(
        ConjugateModel.modular(CATEGORICAL, CHAIN),
        ConjugateModel.modular(CATEGORICAL, FULL),
        ConjugateModel.joint(CATEGORICAL),
        ConjugateModel.modular(CONTINUOUS, CHAIN),
        ConjugateModel.modular(CONTINUOUS, FULL),
        ConjugateModel.joint(CONTINUOUS));
  }

  private static double[][] samplesFor(ConjugateModel model, int n) {
    return isGaussian(model) ? Draws.gaussian(n, 1) : Draws.categorical(n, 1);
  }

  private static boolean isGaussian(ConjugateModel model) {
    double[] loss = new double[1];
    loss[0] = Draws.loss(model, model.initial(), new double[] {0, 0, 0});
    return loss[0] != Draws.loss(model, model.initial(), new double[] {1, 1, 1});
  }

  @Test
  void predictsFromCountsAndHalfACellEach() {
    ConjugateModel model = ConjugateModel.modular(CATEGORICAL, CHAIN);
    double[] parameters = model.initial();
    double[][] seen = {{0, 2, 1}, {0, 2, 0}, {1, 0, 0}};
    model.observe(parameters, seen, 7, INFINITE);

    double[][] losses = new double[1][3];
    model.losses(parameters, new double[][] {{0, 2, 0}}, 7, losses);

    assertThat(losses[0])
        .containsExactly(
            new double[] {-Math.log(2.5 / 4), -Math.log(2.5 / 3.5), -Math.log(1.5 / 3)},
            within(1e-15));
  }

  @Test
  void forgetsByRow() {
    ConjugateModel model = ConjugateModel.modular(Domain.categorical(2, 2), new long[] {0, 1});
    double[] parameters = model.initial();
    double[][] seen = {{0, 0}, {0, 0}, {1, 1}, {0, 1}};
    model.observe(parameters, seen, 3, 4);

    double[][] losses = new double[1][2];
    model.losses(parameters, new double[][] {{0, 1}}, 3, losses);

    double w = 0.75;
    double zeros = w * w * w + w * w + 1;
    double total = zeros + w;
    double ones = 1;
    double row = w * w + w + 1;
    assertThat(losses[0])
        .containsExactly(
            new double[] {
              -Math.log((zeros + 0.5) / (total + 1)), -Math.log((ones + 0.5) / (row + 1))
            },
            within(1e-14));
  }

  @ParameterizedTest
  @MethodSource("models")
  void aMemoryHoldsNoMoreThanItShould(ConjugateModel model) {
    double[] parameters = model.initial();
    model.observe(parameters, samplesFor(model, 500), 1, INFINITE);
    model.observe(parameters, samplesFor(model, 1), 1, 30);
    double[] shrunk = parameters.clone();
    model.restart(shrunk, 1, 30.000001);
    assertThat(shrunk).isEqualTo(parameters);
    model.restart(shrunk, 1, 29.999);
    assertThat(shrunk).isNotEqualTo(parameters);
  }

  @Test
  void forgetsForAMillionSamplesWithoutOverflow() {
    ConjugateModel model = ConjugateModel.modular(Domain.categorical(2), new long[] {0});
    double[] parameters = model.initial();
    double[][] alternating = {{0}, {1}};
    for (int i = 0; i < 500_000; i++) {
      model.observe(parameters, alternating, 1, 2);
    }
    // weights 1, 1/2, 1/4, ... from the last sample back: of 2, category 1 has 4/3
    assertThat(Draws.loss(model, parameters, new double[] {1}))
        .isCloseTo(-Math.log((4.0 / 3 + 0.5) / 3), within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 40})
  void prequentialLossOfTablesIsTheirMarginalLikelihood(int n) {
    double[][] samples = Draws.categorical(n, 3);
    double expected =
        logMarginal(samples, 0, 0, 2)
            + logMarginal(samples, 1, 1, 3)
            + logMarginal(samples, 2, 2, 2);

    assertThat(-Draws.prequential(ConjugateModel.modular(CATEGORICAL, CHAIN), samples))
        .isCloseTo(expected, within(1e-9));
  }

  /** Dirichlet-multinomial evidence of a variable given at most one other. */
  private static double logMarginal(double[][] samples, int variable, long predictors, int cells) {
    double sum = 0;
    int parent = Long.numberOfTrailingZeros(predictors);
    for (int row = 0; row < 3; row++) {
      double[] counts = new double[cells];
      for (double[] sample : samples) {
        if ((predictors == 0 && row == 0) || (predictors != 0 && sample[parent] == row)) {
          counts[(int) sample[variable]]++;
        }
      }
      double total = Arrays.stream(counts).sum();
      sum += LogGamma.value(cells / 2.0) - LogGamma.value(total + cells / 2.0);
      for (double count : counts) {
        sum += LogGamma.value(count + 0.5) - LogGamma.value(0.5);
      }
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 40})
  void prequentialLossOfTheJointTableIsItsMarginalLikelihood(int n) {
    double[][] samples = Draws.categorical(n, 3);
    double[] counts = new double[12];
    for (double[] sample : samples) {
      counts[(int) (sample[0] * 6 + sample[1] * 2 + sample[2])]++;
    }
    double expected = LogGamma.value(6) - LogGamma.value(n + 6);
    for (double count : counts) {
      expected += LogGamma.value(count + 0.5) - LogGamma.value(0.5);
    }

    assertThat(-Draws.prequential(ConjugateModel.joint(CATEGORICAL), samples))
        .isCloseTo(expected, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 50})
  void prequentialLossOfRegressionsIsTheirMarginalLikelihood(int n) {
    double[][] samples = Draws.gaussian(n, 3);
    double expected =
        regressionEvidence(samples, 0)
            + regressionEvidence(samples, 1)
            + regressionEvidence(samples, 2);

    assertThat(-Draws.prequential(ConjugateModel.modular(CONTINUOUS, FULL), samples))
        .isCloseTo(expected, within(1e-9));
  }

  /**
   * ln of the evidence of y on (1, all variables before it): Murphy, section 7.6, with precision I
   * and InverseGamma(1, 1), from the moments about zero.
   */
  private static double regressionEvidence(double[][] samples, int y) {
    int k = y + 1;
    double[] precision = new double[k * k];
    double[] target = new double[k];
    double squares = 0;
    for (int i = 0; i < k; i++) {
      precision[i * k + i] = 1;
    }
    for (double[] sample : samples) {
      for (int i = 0; i < k; i++) {
        double zi = i == 0 ? 1 : sample[i - 1];
        target[i] += zi * sample[y];
        for (int j = 0; j <= i; j++) {
          precision[i * k + j] += zi * (j == 0 ? 1 : sample[j - 1]);
        }
      }
      squares += sample[y] * sample[y];
    }
    SquareMatrices.cholesky(precision, 0, k, 1);
    SquareMatrices.solveLower(precision, 0, k, target);
    double logDeterminant = 0;
    double explained = 0;
    for (int i = 0; i < k; i++) {
      logDeterminant += 2 * Math.log(precision[i * k + i]);
      explained += target[i] * target[i];
    }
    double shape = 1 + samples.length / 2.0;
    double rate = 1 + (squares - explained) / 2;
    return -samples.length / 2.0 * Math.log(2 * Math.PI)
        - logDeterminant / 2
        - shape * Math.log(rate)
        + LogGamma.value(shape);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 50})
  void prequentialLossOfTheJointGaussianIsItsMarginalLikelihood(int n) {
    double[][] samples = Draws.gaussian(n, 3);

    assertThat(-Draws.prequential(ConjugateModel.joint(CONTINUOUS), samples))
        .isCloseTo(jointEvidence(samples), within(1e-9));
  }

  /** Murphy, section 4.6.3.7, with mean 0 of weight 1 and InverseWishart(I, d + 2). */
  private static double jointEvidence(double[][] samples) {
    int d = 3;
    int n = samples.length;
    double[] sum = new double[d];
    double[] scatter = new double[d * d];
    for (int i = 0; i < d; i++) {
      scatter[i * d + i] = 1;
    }
    for (double[] sample : samples) {
      for (int i = 0; i < d; i++) {
        sum[i] += sample[i];
        for (int j = 0; j <= i; j++) {
          scatter[i * d + j] += sample[i] * sample[j];
        }
      }
    }
    for (int i = 0; i < d; i++) {
      for (int j = 0; j <= i; j++) {
        scatter[i * d + j] -= sum[i] * sum[j] / (n + 1);
      }
    }
    SquareMatrices.cholesky(scatter, 0, d, 1);
    double logDeterminant = 0;
    double gammas = 0;
    for (int i = 0; i < d; i++) {
      logDeterminant += 2 * Math.log(scatter[i * d + i]);
      gammas += LogGamma.value((d + 2 + n - i) / 2.0) - LogGamma.value((d + 2 - i) / 2.0);
    }
    return -n * d / 2.0 * Math.log(Math.PI)
        + gammas
        - (d + 2 + n) / 2.0 * logDeterminant
        - d / 2.0 * Math.log(n + 1);
  }

  @ParameterizedTest
  @MethodSource("models")
  void probabilitiesSumToOne(ConjugateModel model) {
    double[] parameters = model.initial();
    model.observe(parameters, samplesFor(model, 20), Draws.everyTerm(model), INFINITE);
    double sum = 0;
    if (isGaussian(model)) {
      // the heavy tails of a t with three degrees of freedom want a wide grid, and a coarse one
      sum = density(model, parameters);
      assertThat(sum).isCloseTo(1, within(0.02));
      return;
    }
    for (int configuration = 0; configuration < 12; configuration++) {
      double[] sample = {configuration >= 6 ? 1 : 0, (configuration % 6) >> 1, configuration % 2};
      sum += Math.exp(-Draws.loss(model, parameters, sample));
    }
    assertThat(sum).isCloseTo(1, within(1e-12));
  }

  private static double density(ConjugateModel model, double[] parameters) {
    double step = 0.5;
    double sum = 0;
    for (double a = -8; a <= 8; a += step) {
      for (double b = -12; b <= 12; b += step) {
        for (double c = -10; c <= 10; c += step) {
          sum += Math.exp(-Draws.loss(model, parameters, new double[] {a, b, c}));
        }
      }
    }
    return sum * step * step * step;
  }

  @ParameterizedTest
  @MethodSource("models")
  void entropyIsTheExpectedLoss(ConjugateModel model) {
    double[] parameters = model.initial();
    model.observe(parameters, samplesFor(model, 60), Draws.everyTerm(model), INFINITE);
    double[] at = {1, 0, 1};
    double[][] entropies = new double[1][model.terms()];
    model.entropies(parameters, new double[][] {at}, 1, entropies);

    assertThat(entropies[0][0])
        .isCloseTo(expectedLoss(model, parameters), within(isGaussian(model) ? 2e-3 : 1e-12));
  }

  /** Of the first term, whose predictors are none: by enumeration or on a grid. */
  private static double expectedLoss(ConjugateModel model, double[] parameters) {
    boolean joint = model.terms() == 1;
    double step = isGaussian(model) ? (joint ? 0.5 : 0.01) : 1;
    double[] least = isGaussian(model) ? new double[] {-8, -12, -10} : new double[3];
    double[] most =
        isGaussian(model)
            ? new double[] {8, 12, 10}
            : new double[] {1, joint ? 2 : 0, joint ? 1 : 0};
    double expected = 0;
    for (double a = least[0]; a <= most[0]; a += step) {
      for (double b = joint ? least[1] : 0; b <= (joint ? most[1] : 0); b += step) {
        for (double c = joint ? least[2] : 0; c <= (joint ? most[2] : 0); c += step) {
          double[][] losses = new double[1][model.terms()];
          model.losses(parameters, new double[][] {{a, b, c}}, 1, losses);
          double volume = joint ? step * step * step : step;
          expected += volume * Math.exp(-losses[0][0]) * losses[0][0];
        }
      }
    }
    return expected;
  }

  @ParameterizedTest
  @MethodSource("models")
  void restartLetsThePastWeighAsMuchAsSoManySamples(ConjugateModel model) {
    double[][] samples = samplesFor(model, 50);
    double[] parameters = model.initial();
    model.observe(parameters, samples, Draws.everyTerm(model), INFINITE);
    double[] restarted = parameters.clone();
    model.restart(restarted, Draws.everyTerm(model), 0);
    assertThat(Draws.loss(model, restarted, samples[0]))
        .isCloseTo(Draws.loss(model, model.initial(), samples[0]), within(1e-12));

    double[] untouched = parameters.clone();
    model.restart(untouched, Draws.everyTerm(model), 50);
    assertThat(untouched).isEqualTo(parameters);

    double[] halved = parameters.clone();
    model.restart(halved, Draws.everyTerm(model), 25);
    double[] again = halved.clone();
    model.restart(again, Draws.everyTerm(model), 25.000001);
    assertThat(again).isEqualTo(halved);
    assertThat(halved).isNotEqualTo(parameters);
  }

  @ParameterizedTest
  @MethodSource("models")
  void onlyTheWantedTermsLearn(ConjugateModel model) {
    double[] parameters = model.initial();
    model.observe(parameters, samplesFor(model, 5), 0, INFINITE);
    assertThat(parameters).isEqualTo(model.initial());
    if (model.modular()) {
      model.observe(parameters, samplesFor(model, 5), 2, INFINITE);
      assertThat(model.extract(parameters, 0)).isEqualTo(model.extract(model.initial(), 0));
      assertThat(model.extract(parameters, 1)).isNotEqualTo(model.extract(model.initial(), 1));
      assertThat(model.distance(model.initial(), parameters, 0)).isZero();
      assertThat(model.distance(model.initial(), parameters, 1)).isPositive();
    }
  }

  @Test
  void extractedPartsCanBePutBack() {
    ConjugateModel model = ConjugateModel.modular(CONTINUOUS, FULL);
    double[] learned = model.initial();
    model.observe(learned, Draws.gaussian(9, 2), 7, INFINITE);
    double[] put = model.initial();
    for (int i = 0; i < 3; i++) {
      model.insert(put, i, model.extract(learned, i));
    }
    assertThat(put).isEqualTo(learned);
  }

  @Test
  void forgettingRegressionsWeighSamples() {
    ConjugateModel model = ConjugateModel.modular(Domain.continuous(1), new long[] {0});
    double[] parameters = model.initial();
    model.observe(parameters, new double[][] {{4}, {1}, {2}}, 1, 4);

    // weights 9/16, 3/4, 1: posterior of the mean with prior precision 1
    double n = 9.0 / 16 + 3.0 / 4 + 1;
    double sum = 4 * 9.0 / 16 + 3.0 / 4 + 2;
    double squares = 16 * 9.0 / 16 + 3.0 / 4 + 4;
    double mean = sum / (n + 1);
    double rate = 1 + (squares - sum * sum / (n + 1)) / 2;
    double shape = 1 + n / 2;
    double squaredScale = rate / shape * (1 + 1 / (n + 1));
    double z = (3 - mean) * (3 - mean) / squaredScale;
    double expected =
        LogGamma.value(shape)
            - LogGamma.value(shape + 0.5)
            + Math.log(2 * shape * Math.PI * squaredScale) / 2
            + (shape + 0.5) * Math.log1p(z / (2 * shape));
    assertThat(Draws.loss(model, parameters, new double[] {3})).isCloseTo(expected, within(1e-12));
  }

  /**
   * Le Priol et al. (AISTATS 2021): when p(A) of A -> B changes, the logits of each p(A | B = b)
   * move as those of p(A) do, so that the squared distance of the anticausal model is K times that
   * of the causal one, and that of its marginal p(B) on top. The specification's own check had
   * ratios of 5.09, 10.05 and 20.03.
   */
  @ParameterizedTest
  @CsvSource({"5, 5.09", "10, 10.05", "20, 20.03"})
  void aChangeOfTheCauseMovesTheAnticausalModelKTimesAsFar(int k, double published) {
    Domain domain = Domain.categorical(k, k);
    ConjugateModel causal = ConjugateModel.modular(domain, new long[] {0, 1});
    ConjugateModel anticausal = ConjugateModel.modular(domain, new long[] {2, 0});
    double ofCause = 0;
    double ofConditionals = 0;
    double ofEffect = 0;
    for (int seed = 0; seed < 100; seed++) {
      UniformRandomProvider random = KeyedRandom.of(seed, "two variables", k);
      double[] before = dirichlet(k, random);
      double[] after = dirichlet(k, random);
      double[][] effect =
          Stream.generate(() -> dirichlet(k, random)).limit(k).toArray(double[][]::new);
      ofCause += distance(causal, before, after, effect, 0);
      assertThat(distance(causal, before, after, effect, 1)).isCloseTo(0, within(1e-12));
      ofConditionals += distance(anticausal, before, after, effect, 0);
      ofEffect += distance(anticausal, before, after, effect, 1);
    }
    assertThat(ofConditionals / ofCause).isCloseTo(k, within(1e-6));
    assertThat((ofConditionals + ofEffect) / ofCause).isCloseTo(published, within(0.03));
  }

  private static double[] dirichlet(int k, UniformRandomProvider random) {
    double[] weights = new double[k];
    for (int i = 0; i < k; i++) {
      weights[i] = -Math.log1p(-random.nextDouble());
    }
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(weight -> weight / sum).toArray();
  }

  /** Of a term, between the exact conditionals of two laws p(A) p(B | A). */
  private static double distance(
      ConjugateModel model, double[] before, double[] after, double[][] effect, int term) {
    return model.distance(exact(model, before, effect), exact(model, after, effect), term);
  }

  /** Tables so full that the prior's half cells do not matter. */
  private static double[] exact(ConjugateModel model, double[] cause, double[][] effect) {
    int k = cause.length;
    double[] parameters = model.initial();
    double[] joint = new double[k * k];
    for (int a = 0; a < k; a++) {
      for (int b = 0; b < k; b++) {
        joint[a * k + b] = cause[a] * effect[a][b];
      }
    }
    for (int term = 0; term < 2; term++) {
      double[] part = model.extract(parameters, term);
      int rows = part.length / (k + 2);
      for (int a = 0; a < k; a++) {
        for (int b = 0; b < k; b++) {
          int cell = term == 0 ? a : b;
          int row = rows == 1 ? 0 : term == 0 ? b : a;
          part[row * (k + 2) + 2 + cell] += 1e14 * joint[a * k + b];
        }
      }
      model.insert(parameters, term, part);
    }
    return parameters;
  }

  @Test
  void tablesThatAreTooLargeAreRefused() {
    Domain domain = Domain.categorical(10, 10, 10, 10, 10, 10);
    assertThat(ConjugateModel.fits(domain)).isFalse();
    assertThatThrownBy(() -> ConjugateModel.joint(domain))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a table of more than 262144 numbers");
    long[] predictors = {0, 1, 3, 7, 15, 31};
    assertThatThrownBy(() -> ConjugateModel.modular(domain, predictors))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tables of more than 262144 numbers");
  }
}
