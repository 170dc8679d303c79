// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa;

/** What predicts without having learned anything. */
public enum Baseline implements InContextLearner {
  /** The next token is 0. */
  ZERO("zero"),
  /** The next token is this one again. */
  COPY("copy");

  private final String label;

  Baseline(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public void predict(TokenContext context, int at, int to) {
    for (int i = 0; i < context.dimension; i++) {
      context.numbers[to + i] = this == ZERO ? 0 : context.token[i];
    }
  }
}
