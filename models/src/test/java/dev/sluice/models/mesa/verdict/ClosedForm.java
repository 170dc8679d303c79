// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.verdict;

import dev.sluice.models.mesa.task.SimulatedSequence;
import dev.sluice.models.mesa.trained.Architecture;
import dev.sluice.models.mesa.trained.HeadProducts;
import dev.sluice.models.mesa.trained.SequenceModel;
import java.util.ArrayList;
import java.util.List;

/**
 * All that one compressed linear layer computes, written out in six numbers a head (von Oswald et
 * al., arXiv 2309.05858): the sum over heads and u up to t of
 *
 * <pre>
 * (v_0 s_u + v_1 s_{u-1}) (m_00 s_u.s_t + m_01 s_u.s_{t-1} + m_10 s_{u-1}.s_t + m_11 s_{u-1}.s_{t-1})
 * </pre>
 *
 * A step of gradient descent is v_0 = rate and m_10 = 1, with 0 for all else.
 *
 * @param clip entries of predictions are clipped to so far from 0
 */
record ClosedForm(List<Head> heads, double clip) implements Predictor {

  /** A head: values of s_u and s_{u-1}; matches of these, as keys, with s_t and s_{t-1}. */
  public record Head(double[] values, double[][] matches) {}

  /** Copies the list of heads. */
  public ClosedForm {
    heads = List.copyOf(heads);
  }

  /**
   * That of a model, whose blocks are c I or made so.
   *
   * @throws IllegalArgumentException unless it has one linear layer on constructed tokens, without
   *     forgetting
   */
  public static ClosedForm of(SequenceModel model, double[] weights) {
    Architecture shape = model.architecture();
    if (!CompressedWeights.isDefined(shape)
        || shape.layers().size() > 1
        || shape.forgetting() < 1) {
      throw new IllegalArgumentException("only one linear layer has this closed form");
    }
    List<Head> heads = new ArrayList<>();
    for (int head = 0; head < shape.heads(); head++) {
      HeadProducts products = HeadProducts.of(model, weights, 0, head);
      double[][] read = CompressedWeights.means(products.reading());
      double[][] match = CompressedWeights.means(products.matching());
      double[][] matches = new double[2][2];
      for (int key = 1; key < 4; key++) {
        for (int query = 1; query < 4; query++) {
          matches[key / 3][query / 3] += match[key][query];
        }
      }
      heads.add(new Head(new double[] {read[0][1] + read[0][2], read[0][3]}, matches));
    }
    return new ClosedForm(heads, shape.clip());
  }

  @Override
  public String label() {
    return "closed form";
  }

  @Override
  public double[][][] predictions(HeldOut sequences) {
    double[][][] predictions = new double[sequences.count()][sequences.length()][];
    for (int b = 0; b < predictions.length; b++) {
      for (int t = 0; t < predictions[b].length; t++) {
        predictions[b][t] = after(sequences.tokens()[b], t, sequences.tokens()[b][t]);
      }
    }
    return predictions;
  }

  @Override
  public double[][] afterOthers(double[][] prefix, SimulatedSequence truth, double[][] lasts) {
    double[][] after = new double[lasts.length][];
    for (int i = 0; i < lasts.length; i++) {
      after[i] = after(prefix, prefix.length - 1, lasts[i]);
    }
    return after;
  }

  /** After token t, from 0 on, if it is this. */
  private double[] after(double[][] tokens, int t, double[] newest) {
    double[] zero = new double[newest.length];
    double[] before = t == 0 ? zero : tokens[t - 1];
    double[] predicted = new double[newest.length];
    for (int u = 0; u <= t; u++) {
      double[] token = u == t ? newest : tokens[u];
      double[] last = u == 0 ? zero : tokens[u - 1];
      double[][] dots = {
        {dot(token, newest), dot(token, before)}, {dot(last, newest), dot(last, before)}
      };
      for (Head head : heads) {
        double score =
            head.matches[0][0] * dots[0][0]
                + head.matches[0][1] * dots[0][1]
                + head.matches[1][0] * dots[1][0]
                + head.matches[1][1] * dots[1][1];
        for (int i = 0; i < predicted.length; i++) {
          predicted[i] += score * (head.values[0] * token[i] + head.values[1] * last[i]);
        }
      }
    }
    for (int i = 0; i < predicted.length; i++) {
      predicted[i] = Math.max(-clip, Math.min(clip, predicted[i]));
    }
    return predicted;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
