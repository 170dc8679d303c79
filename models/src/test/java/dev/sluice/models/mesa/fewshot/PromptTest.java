// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.fewshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PromptTest {
  private static final double[][] XY = {{1}, {10}, {2}, {20}, {3}, {30}};
  private static final double[] EOS = {-1};

  private static double[] row(Prompt prompt, double[] learned) {
    double[][] tokens = prompt.tokens(XY, learned);
    double[] row = new double[tokens.length];
    for (int place = 0; place < row.length; place++) {
      row[place] = tokens[place][0];
    }
    return row;
  }

  @Test
  void pairsFollowEachOther() {
    Prompt prompt = new Prompt(PromptForm.PAIRS, 3, 1);
    assertThat(row(prompt, new double[0])).containsExactly(1, 10, 2, 20, 3, 30);
    assertThat(prompt.scored()).containsExactly(true, false, true, false, true);
    assertThat(prompt.joined()).containsOnly(true);
    assertThat(prompt.learnedEntries()).isZero();
  }

  @Test
  void correctPairsAreTheSameTokensOfWhichNoXIsJoined() {
    Prompt prompt = new Prompt(PromptForm.CORRECT, 3, 1);
    assertThat(row(prompt, new double[0])).containsExactly(1, 10, 2, 20, 3, 30);
    assertThat(prompt.joined()).containsExactly(false, true, false, true, false);
  }

  @Test
  void aLearnedTokenStandsBetweenPairs() {
    Prompt prompt = new Prompt(PromptForm.EOS, 3, 1);
    assertThat(row(prompt, EOS)).containsExactly(1, 10, -1, 2, 20, -1, 3, 30);
    assertThat(prompt.scored()).containsExactly(true, false, false, true, false, false, true);
    assertThat(prompt.joined()).containsOnly(true);
    double[][][] byTokens = {
      {{1}, {2}, {4}, {8}, {16}, {32}, {64}}, {{0}, {0}, {1}, {0}, {0}, {0}, {0}}
    };
    assertThat(prompt.gradient(byTokens)).containsExactly(4 + 32 + 1);
  }

  @Test
  void aPrefixStandsBeforeThem() {
    Prompt prompt = new Prompt(PromptForm.EOS_AND_PREFIX, 2, 1);
    double[] learned = new double[21];
    double[][][] byTokens = new double[1][24][1];
    for (int i = 0; i < 21; i++) {
      learned[i] = -1 - i;
    }
    for (int place = 0; place < 24; place++) {
      byTokens[0][place][0] = place;
    }
    double[] row = row(prompt, learned);
    assertThat(row).hasSize(25).startsWith(-2, -3, -4).endsWith(-21, 1, 10, -1, 2, 20);
    assertThat(prompt.place(1)).isEqualTo(20);
    assertThat(prompt.place(2)).isEqualTo(23);
    double[] gradient = prompt.gradient(byTokens);
    assertThat(gradient).hasSize(21).startsWith(22, 0, 1, 2).endsWith(18, 19);
    assertThat(prompt.scored()).hasSize(24);
  }

  /**
   * As published: 20 tokens and 68 pairs with what stands after them, the last included, are 224.
   */
  @Test
  void theLongestPromptIsAsPublished() {
    assertThat(new Prompt(PromptForm.EOS_AND_PREFIX, 68, 10).length()).isEqualTo(224 - 1);
  }

  @Test
  void aPromptNeedsAPair() {
    assertThatThrownBy(() -> new Prompt(PromptForm.PAIRS, 0, 10))
        .hasMessage("no prompt has 0 pairs of 10 entries");
  }
}
