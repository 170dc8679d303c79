// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.verdict;

import dev.sluice.models.mesa.trained.Architecture;
import dev.sluice.models.mesa.trained.HeadProducts;
import dev.sluice.models.mesa.trained.LayerKind;
import dev.sluice.models.mesa.trained.SequenceModel;
import dev.sluice.models.mesa.trained.TokenForm;

/**
 * A model of linear layers of which little is kept (von Oswald et al., arXiv 2309.05858,
 * CompressedAlg): W_k^T W_q and P W_v of each head become 4 x 4 blocks c I, each c the mean of the
 * block's diagonal. If that, and what is half-way to it, loses no more than the model, the 32
 * numbers of a head are what it has learned.
 *
 * @param model of the same layers, with keys as wide as tokens, as any products need
 * @param compressed weights of the blocks
 * @param halfway weights of the means of the model's products and of the blocks
 */
public record CompressedWeights(SequenceModel model, double[] compressed, double[] halfway) {
  private static final int SLOTS = 4;

  /** Whether it can be done: of linear layers on constructed tokens. */
  public static boolean isDefined(Architecture architecture) {
    return architecture.tokens() == TokenForm.CONSTRUCTED
        && architecture.layers().stream().allMatch(kind -> kind == LayerKind.LINEAR);
  }

  /**
   * Compresses a model.
   *
   * @throws IllegalArgumentException if it is {@link #isDefined not defined}
   */
  public static CompressedWeights of(SequenceModel model, double[] weights) {
    Architecture shape = model.architecture();
    if (!isDefined(shape)) {
      throw new IllegalArgumentException("only linear layers on constructed tokens compress");
    }
    SequenceModel wide = new SequenceModel(wide(shape));
    double[] compressed = new double[wide.weights()];
    double[] halfway = new double[wide.weights()];
    for (int layer = 0; layer < shape.layers().size(); layer++) {
      for (int head = 0; head < shape.heads(); head++) {
        HeadProducts products = HeadProducts.of(model, weights, layer, head);
        HeadProducts blocks = blocks(products);
        blocks.into(wide, compressed, layer, head);
        new HeadProducts(
                mean(products.matching(), blocks.matching()),
                mean(products.reading(), blocks.reading()))
            .into(wide, halfway, layer, head);
      }
    }
    return new CompressedWeights(wide, compressed, halfway);
  }

  private static Architecture wide(Architecture shape) {
    return new Architecture(
        shape.tokens(),
        shape.observed(),
        shape.width(),
        shape.heads(),
        shape.width(),
        shape.layers(),
        shape.clip(),
        shape.forgetting(),
        shape.deviation());
  }

  /** Products of which blocks c I are kept. */
  static HeadProducts blocks(HeadProducts products) {
    return new HeadProducts(expand(products.matching()), expand(products.reading()));
  }

  /** The c of each block: 4 x 4. */
  static double[][] means(double[][] product) {
    int n = product.length / SLOTS;
    double[][] means = new double[SLOTS][SLOTS];
    for (int a = 0; a < SLOTS; a++) {
      for (int b = 0; b < SLOTS; b++) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
          sum += product[a * n + i][b * n + i];
        }
        means[a][b] = sum / n;
      }
    }
    return means;
  }

  private static double[][] expand(double[][] product) {
    int n = product.length / SLOTS;
    double[][] means = means(product);
    double[][] blocks = new double[product.length][product.length];
    for (int a = 0; a < SLOTS; a++) {
      for (int b = 0; b < SLOTS; b++) {
        for (int i = 0; i < n; i++) {
          blocks[a * n + i][b * n + i] = means[a][b];
        }
      }
    }
    return blocks;
  }

  private static double[][] mean(double[][] a, double[][] b) {
    double[][] mean = new double[a.length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        mean[i][j] = (a[i][j] + b[i][j]) / 2;
      }
    }
    return mean;
  }
}
