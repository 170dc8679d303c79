// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm;

/** Probabilities in proportion to exponentials, with the same bits on every machine. */
final class Softmax {
  private Softmax() {}

  /** Turns finite logits into probabilities in place, and returns them. */
  static double[] inPlace(double[] logits) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      greatest = Math.max(greatest, logit);
    }
    double sum = 0;
    for (int k = 0; k < logits.length; k++) {
      logits[k] = StrictMath.exp(logits[k] - greatest);
      sum += logits[k];
    }
    for (int k = 0; k < logits.length; k++) {
      logits[k] /= sum;
    }
    return logits;
  }
}
