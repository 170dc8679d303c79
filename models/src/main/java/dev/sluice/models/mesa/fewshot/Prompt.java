// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.fewshot;

import java.util.Arrays;

/**
 * Where things stand in prompts of one form. Learned tokens are one array: EOS, then those of the
 * prefix.
 *
 * @param pairs how many, 1 or more
 * @param observed entries of a token
 */
public record Prompt(PromptForm form, int pairs, int observed) {
  /** Tokens of a learned prefix, as published. */
  public static final int PREFIX = 20;

  /** Checks that there is a pair. */
  public Prompt {
    if (pairs < 1 || observed < 1) {
      throw new IllegalArgumentException(
          "no prompt has %d pairs of %d entries".formatted(pairs, observed));
    }
  }

  private int prefix() {
    return form == PromptForm.EOS_AND_PREFIX ? PREFIX : 0;
  }

  private int stride() {
    return form.learned() ? 3 : 2;
  }

  /** Tokens of a prompt; the last is the last y. */
  public int length() {
    return place(pairs) + 2;
  }

  /** The place of x of a pair, numbered from 1; places count from 0. */
  public int place(int pair) {
    return prefix() + (pair - 1) * stride();
  }

  /** Entries of all learned tokens. */
  public int learnedEntries() {
    return form.learned() ? (1 + prefix()) * observed : 0;
  }

  /** Whether a prediction is that of a y, by the place of the token that it is made from. */
  public boolean[] scored() {
    boolean[] scored = new boolean[length() - 1];
    for (int pair = 1; pair <= pairs; pair++) {
      scored[place(pair)] = true;
    }
    return scored;
  }

  /** Whether a token is told what came before, by place, without the last one. */
  public boolean[] joined() {
    boolean[] joined = scored();
    for (int place = 0; place < joined.length; place++) {
      joined[place] = form != PromptForm.CORRECT || !joined[place];
    }
    return joined;
  }

  /**
   * A prompt.
   *
   * @param xy tokens x1, y1, x2, y2 …
   * @param learned entries of learned tokens
   * @return place, entry
   */
  public double[][] tokens(double[][] xy, double[] learned) {
    double[][] tokens = new double[length()][];
    for (int place = 0; place < tokens.length; place++) {
      int within = (place - prefix()) % stride();
      int from = learnedFrom(place);
      tokens[place] =
          from < 0
              ? xy[2 * ((place - prefix()) / stride()) + within]
              : Arrays.copyOfRange(learned, from, from + observed);
    }
    return tokens;
  }

  /** Where the learned token of a place begins among learned entries; -1 if it is not learned. */
  private int learnedFrom(int place) {
    if (place < prefix()) {
      return (1 + place) * observed;
    }
    return (place - prefix()) % stride() == 2 ? 0 : -1;
  }

  /**
   * The gradient in learned entries.
   *
   * @param byTokens that in tokens: prompt, place without the last, entry
   */
  double[] gradient(double[][][] byTokens) {
    double[] gradient = new double[learnedEntries()];
    for (double[][] byPlace : byTokens) {
      for (int place = 0; place < byPlace.length; place++) {
        int from = learnedFrom(place);
        for (int i = 0; i < observed && from >= 0; i++) {
          gradient[from + i] += byPlace[place][i];
        }
      }
    }
    return gradient;
  }
}
