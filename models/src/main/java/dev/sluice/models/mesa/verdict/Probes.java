// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.verdict;

import dev.sluice.models.mesa.solve.SymmetricMatrices;
import dev.sluice.models.mesa.trained.SequenceModel;
import dev.sluice.models.random.CounterRandom;
import dev.sluice.models.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Linear probes of what passes from layer to layer (von Oswald et al., arXiv 2309.05858): how well
 * the activations of a layer at a step tell the next token, or s_t preconditioned. A hash of the
 * sequence says whether a probe is fitted on it or scored, so that no probe is scored on what it
 * has seen, and parts of a stream add up. The control has the targets of other sequences.
 */
public final class Probes {
  /** Keeps probes of activations that repeat each other, as constructed tokens do, solvable. */
  private static final double RIDGE = 1e-4;

  /** The ridge of the preconditioned token; with it the target is never longer than the token. */
  static final double PRECONDITIONING = 1;

  /** What is looked for. */
  public enum Target {
    /** s_{t+1}. */
    NEXT_TOKEN("next token", 0),
    /** (H + I)^-1 s_t, H the sum of s_u s_u' over u below t. */
    PRECONDITIONED("preconditioned", 1);

    private final String label;
    private final int group;

    Target(String label, int group) {
      this.label = label;
      this.group = group;
    }

    /** As tables say it. */
    public String label() {
      return label;
    }
  }

  private final int observed;
  private final int layers;
  private final int steps;
  private final long seed;
  private final List<RidgeSums> fitted = new ArrayList<>();
  private final List<RidgeSums> scored = new ArrayList<>();

  /**
   * No sequences yet.
   *
   * @param steps that are probed: all of a sequence
   * @param seed of the split and the control
   */
  public Probes(SequenceModel model, int steps, long seed) {
    this.observed = model.architecture().observed();
    this.layers = model.architecture().layers().size() + 1;
    this.steps = steps;
    this.seed = seed;
    for (int i = 0; i < layers * steps; i++) {
      fitted.add(new RidgeSums(model.architecture().width(), 4 * observed));
      scored.add(new RidgeSums(model.architecture().width(), 4 * observed));
    }
  }

  /** The number of layers, the first being what the first layer of the model sees. */
  public int layers() {
    return layers;
  }

  /** Whether a probe is fitted on a sequence; else it is scored there. */
  public boolean isFitted(long sequence) {
    return CounterRandom.of(seed, "mesa probe split").bits(sequence) >= 0;
  }

  /**
   * Adds sequences, two or more: targets of the control are exchanged between them.
   *
   * @param weights of the model
   */
  public void add(SequenceModel model, double[] weights, HeldOut sequences) {
    if (sequences.count() < 2 || sequences.length() != steps) {
      throw new IllegalArgumentException(
          "probes of %d steps need two sequences of as many, not %d of %d"
              .formatted(steps, sequences.count(), sequences.length()));
    }
    add(model.activations(weights, sequences.seen()), sequences);
  }

  /** The same, of given activations: layer, sequence, step, entry. */
  void add(double[][][][] activations, HeldOut sequences) {
    int[] others = others(sequences);
    double[][][] preconditioned = new double[sequences.count()][][];
    for (int b = 0; b < preconditioned.length; b++) {
      preconditioned[b] = preconditioned(sequences.tokens()[b], steps);
    }
    double[] target = new double[4 * observed];
    for (int b = 0; b < preconditioned.length; b++) {
      List<RidgeSums> sums = isFitted(sequences.first() + b) ? fitted : scored;
      for (int t = 0; t < steps; t++) {
        double[][][] tokens = sequences.tokens();
        System.arraycopy(tokens[b][t + 1], 0, target, 0, observed);
        System.arraycopy(preconditioned[b][t], 0, target, observed, observed);
        System.arraycopy(tokens[others[b]][t + 1], 0, target, 2 * observed, observed);
        System.arraycopy(preconditioned[others[b]][t], 0, target, 3 * observed, observed);
        for (int layer = 0; layer < layers; layer++) {
          sums.get(layer * steps + t).add(activations[layer][b][t], target);
        }
      }
    }
  }

  /** Whose targets a sequence has in the control: nobody its own. */
  private int[] others(HeldOut sequences) {
    List<Integer> order = new ArrayList<>();
    for (int b = 0; b < sequences.count(); b++) {
      order.add(b);
    }
    long key = KeyedRandom.of(seed, "mesa probe control", sequences.first()).nextLong();
    Collections.shuffle(order, new Random(key));
    int[] others = new int[order.size()];
    for (int i = 0; i < others.length; i++) {
      others[order.get(i)] = order.get((i + 1) % others.length);
    }
    return others;
  }

  /** (H + I)^-1 s_t by step. */
  static double[][] preconditioned(double[][] tokens, int steps) {
    int n = tokens[0].length;
    double[] h = new double[n * n];
    double[] factor = new double[n * n];
    double[][] preconditioned = new double[steps][];
    for (int t = 0; t < steps; t++) {
      SymmetricMatrices.factor(h, 0, n, PRECONDITIONING, factor);
      preconditioned[t] = tokens[t].clone();
      SymmetricMatrices.solve(factor, n, preconditioned[t]);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          h[i * n + j] += tokens[t][i] * tokens[t][j];
        }
      }
    }
    return preconditioned;
  }

  /** Adds the sums of other sequences, probed with the same seed. */
  public void merge(Probes other) {
    if (other.seed != seed || other.layers != layers || other.steps != steps) {
      throw new IllegalArgumentException("probes of something else");
    }
    for (int i = 0; i < fitted.size(); i++) {
      fitted.get(i).merge(other.fitted.get(i));
      scored.get(i).merge(other.scored.get(i));
    }
  }

  /** The score of a probe: mean of half the squared error on sequences that it has not seen. */
  public double score(Target target, int layer, int step) {
    return score(target.group, layer, step);
  }

  /** That of the control, which can do no better than {@link #zeroScore} but by chance. */
  public double controlScore(Target target, int layer, int step) {
    return score(2 + target.group, layer, step);
  }

  private double score(int group, int layer, int step) {
    int at = layer * steps + step - 1;
    double[][] solution = fitted.get(at).solve(RIDGE);
    return scored.get(at).score(solution, group * observed, (group + 1) * observed);
  }

  /** The score of predicting 0. */
  public double zeroScore(Target target, int step) {
    int group = target.group;
    return scored.get(step - 1).zeroScore(group * observed, (group + 1) * observed);
  }
}
