// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.learner;

import dev.sluice.models.domain.Domain;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A model whose terms learn in closed form, one sample at a time. Its prequential loss,
 * undiscounted and summed over a stream, is minus its log marginal likelihood.
 */
public final class ConjugateModel implements JointModel {
  /** A model that needs more doubles than this (2 MB) is not built. */
  static final int MAX_SIZE = 1 << 18;

  private final Mechanism[] mechanisms;
  private final int[] starts;
  private final boolean modular;

  private ConjugateModel(boolean modular, Mechanism... mechanisms) {
    this.modular = modular;
    this.mechanisms = mechanisms;
    starts = new int[mechanisms.length + 1];
    for (int i = 0; i < mechanisms.length; i++) {
      starts[i + 1] = starts[i] + mechanisms[i].size();
    }
  }

  /**
   * One mechanism per variable: a table if the variables are categorical, else a regression with
   * the prior {@link GaussianPrior#UNIT}.
   *
   * @param predictors bit mask per variable
   * @throws IllegalArgumentException if its tables would be too large, see {@link #fits}
   */
  public static ConjugateModel modular(Domain domain, long[] predictors) {
    return modular(domain, predictors, GaussianPrior.UNIT);
  }

  /** The same with another prior of the regressions. */
  public static ConjugateModel modular(Domain domain, long[] predictors, GaussianPrior prior) {
    if (!fits(domain, predictors)) {
      throw new IllegalArgumentException("tables of more than " + MAX_SIZE + " numbers");
    }
    int[] categories = domain.categories();
    return new ConjugateModel(
        true,
        IntStream.range(0, domain.dimension())
            .mapToObj(
                i ->
                    domain.isCategorical()
                        ? new DirichletTable(1L << i, predictors[i], categories)
                        : new LinearRegression(i, predictors[i], prior))
            .toArray(Mechanism[]::new));
  }

  /**
   * One term of all variables: a table of joint configurations if they are categorical, else a
   * Gaussian with the prior {@link GaussianPrior#UNIT}.
   *
   * @throws IllegalArgumentException if the table would be too large, see {@link #fits}
   */
  public static ConjugateModel joint(Domain domain) {
    return joint(domain, GaussianPrior.UNIT);
  }

  /** The same with another prior of the Gaussian. */
  public static ConjugateModel joint(Domain domain, GaussianPrior prior) {
    if (!fits(domain)) {
      throw new IllegalArgumentException("a table of more than " + MAX_SIZE + " numbers");
    }
    int d = domain.dimension();
    return new ConjugateModel(
        false,
        domain.isCategorical()
            ? new DirichletTable(Domain.everyVariable(d), 0, domain.categories())
            : new JointGaussian(d, prior));
  }

  /** Whether the tables of these predictors are small enough. */
  public static boolean fits(Domain domain, long[] predictors) {
    if (!domain.isCategorical()) {
      return true;
    }
    int[] categories = domain.categories();
    return IntStream.range(0, predictors.length)
            .mapToDouble(i -> DirichletTable.size(1L << i, predictors[i], categories))
            .sum()
        <= MAX_SIZE;
  }

  /** Whether the table of all variables is small enough. */
  public static boolean fits(Domain domain) {
    long everyVariable = Domain.everyVariable(domain.dimension());
    return !domain.isCategorical()
        || DirichletTable.size(everyVariable, 0, domain.categories()) <= MAX_SIZE;
  }

  @Override
  public int terms() {
    return mechanisms.length;
  }

  @Override
  public boolean modular() {
    return modular;
  }

  @Override
  public boolean bayesian() {
    return true;
  }

  @Override
  public int size() {
    return starts[mechanisms.length];
  }

  @Override
  public double[] initial() {
    double[] parameters = new double[size()];
    for (int i = 0; i < mechanisms.length; i++) {
      mechanisms[i].initialise(parameters, starts[i]);
    }
    return parameters;
  }

  @Override
  public void losses(double[] parameters, double[][] samples, long terms, double[][] losses) {
    for (int s = 0; s < samples.length; s++) {
      for (long rest = terms; rest != 0; rest &= rest - 1) {
        int i = Long.numberOfTrailingZeros(rest);
        losses[s][i] = mechanisms[i].loss(parameters, starts[i], samples[s]);
      }
    }
  }

  @Override
  public void entropies(double[] parameters, double[][] samples, long terms, double[][] entropies) {
    for (int s = 0; s < samples.length; s++) {
      for (long rest = terms; rest != 0; rest &= rest - 1) {
        int i = Long.numberOfTrailingZeros(rest);
        entropies[s][i] = mechanisms[i].entropy(parameters, starts[i], samples[s]);
      }
    }
  }

  @Override
  public void residuals(double[] parameters, double[][] samples, long terms, double[][] residuals) {
    for (int s = 0; s < samples.length; s++) {
      for (long rest = terms; rest != 0; rest &= rest - 1) {
        int i = Long.numberOfTrailingZeros(rest);
        residuals[s][i] = mechanisms[i].residual(parameters, starts[i], samples[s]);
      }
    }
  }

  @Override
  public void observe(double[] parameters, double[][] samples, long terms, double memory) {
    long learning = modular || terms == 0 ? terms : 1;
    for (double[] sample : samples) {
      for (long rest = learning; rest != 0; rest &= rest - 1) {
        int i = Long.numberOfTrailingZeros(rest);
        mechanisms[i].observe(parameters, starts[i], sample, memory);
      }
    }
  }

  @Override
  public void restart(double[] parameters, long terms, double evidence) {
    long restarting = modular || terms == 0 ? terms : 1;
    for (long rest = restarting; rest != 0; rest &= rest - 1) {
      int i = Long.numberOfTrailingZeros(rest);
      mechanisms[i].restart(parameters, starts[i], evidence);
    }
  }

  @Override
  public void reframe(double[] parameters, double[] factor, double[] offset) {
    for (int i = 0; i < mechanisms.length; i++) {
      mechanisms[i].reframe(parameters, starts[i], factor, offset);
    }
  }

  @Override
  public double[] extract(double[] parameters, int term) {
    return Arrays.copyOfRange(parameters, starts[term], starts[term + 1]);
  }

  @Override
  public void insert(double[] parameters, int term, double[] part) {
    System.arraycopy(part, 0, parameters, starts[term], part.length);
  }

  @Override
  public double distance(double[] from, double[] to, int term) {
    return mechanisms[term].distance(from, to, starts[term]);
  }
}
