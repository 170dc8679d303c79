// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordTokenizerTest {

  /** The right-hand sides follow the rules of the Penn Treebank. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          i help.                   | i help .
          i help. you go.           | i help . you go .
          a. i help dr. who.        | a. i help dr. who .
          don't go, i cannot!       | do n't go , i can not !
          the client's taste        | the client 's taste
          the parents' house        | the parents ' house
          i'll pay 3,000.50 (cash)  | i 'll pay 3,000.50 ( cash )
          well... so                | well ... so
          yes: no--maybe; 5%        | yes : no -- maybe ; 5 %
          say "yes" or ''no''       | say `` yes '' or `` no ''
          “yes”                     | “ yes ”
          **a**                     | **a**
          i prefer "it."            | i prefer `` it . ''
          """)
  void splitsLikeTheTreebank(String text, String words) {
    assertThat(String.join(" ", WordTokenizer.words(text))).isEqualTo(words);
  }

  /** One scan of a plain text gives the words that the patterns give. */
  @Test
  void plainTextsAreSplitAsByThePatterns() {
    String[] pieces =
        ("a|b|mr|etc|don't|can|not|na|cannot|gonna|lemme|it's|'s|n't|'|i'd| | | | |\n|.|.|,|,|:|;|!|?"
                + "|(|)|-|--|3|5|x|e.g.|we've|o'clock|o'n't|%|&|\"|..|é")
            .split("\\|", -1);
    SplittableRandom random = new SplittableRandom(1);
    int plain = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(9); length > 0; length--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      List<String> words = PlainWords.of(text.toString());
      if (words != null) {
        plain++;
        assertThat(words).as(text.toString()).isEqualTo(WordTokenizer.byPatterns(text.toString()));
      }
    }
    assertThat(plain).isGreaterThan(6_000);
  }

  @Test
  void aBlankTextHasNoWords() {
    assertThat(WordTokenizer.words(" \n")).isEmpty();
  }

  /** Martin Porter's own examples. */
  @ParameterizedTest
  @CsvSource({
    "restriction, restrict",
    "restrict, restrict",
    "caresses, caress",
    "ponies, poni",
    "relational, relat",
    "criticize, critic",
    "criticise, criticis"
  })
  void stems(String word, String stem) {
    assertThat(Stems.of(word)).isEqualTo(stem);
  }
}
