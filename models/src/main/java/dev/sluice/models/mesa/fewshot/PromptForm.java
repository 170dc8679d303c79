// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.fewshot;

/** How pairs x, y stand in a prompt. */
public enum PromptForm {
  /** One after the other, x1 y1 x2 y2 …: the pairs that a model sees overlap. */
  PAIRS("pairs"),
  /** The same, but no x is told what came before: only constructed tokens let one say so. */
  CORRECT("correct"),
  /** A learned token after each pair: x1 y1 EOS x2 y2 EOS …. */
  EOS("eos"),
  /** The same after learned tokens. */
  EOS_AND_PREFIX("eos+prefix");

  private final String label;

  PromptForm(String label) {
    this.label = label;
  }

  /** As commands and files say it. */
  public String label() {
    return label;
  }

  /** Whether there are tokens to be learned. */
  public boolean learned() {
    return this == EOS || this == EOS_AND_PREFIX;
  }
}
