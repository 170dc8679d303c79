// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm.bif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.models.random.KeyedRandom;
import dev.sluice.models.scm.InterventionKind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no network is one line that names the place and what was expected there. */
class BifErrorsTest {
  private static final String CANCER =
      """
      network unknown {
      }
      variable P {
        type discrete [ 2 ] { low, high };
      }
      variable S {
        type discrete [ 2 ] { True, False };
      }
      variable C {
        type discrete [ 2 ] { yes, no };
      }
      probability ( P ) {
        table 0.9, 0.1;
      }
      probability ( S ) {
        table 0.3, 0.7;
      }
      probability ( C | P, S ) {
        (low, True) 0.03, 0.97;
        (high, True) 0.05, 0.95;
        (low, False) 0.001, 0.999;
        (high, False) 0.02, 0.98;
      }
      """;

  /** Each replaces the first piece of the network by the second. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          C | P, S ~ C | P, X ~ 18: expected a variable (P, S, C), found 'X'
          C | P, S ~ X | P, S ~ 18: expected a variable (P, S, C), found 'X'
          C | P, S ~ C | P, P ~ 18: expected different parents, found 'P' twice
          C | P, S ~ C, P | S ~ 18: expected a parent's name or ')', found '|'
          C | P, S ~ C | P ~ 19: expected 1 labels, one for each parent, found 2
          ( P ) ~ ( P | C ) ~ 12: expected no cycle, found P -> C -> P
          ( P ) ~ ( P | P ) ~ 12: expected no cycle, found P -> P
          ( P ) ~ ( S ) ~ 15: expected probabilities of 'S' once, found them again
          (low, True) ~ (middle, True) ~ 19: expected a label of 'P' (low, high), found 'middle'
          (high, True) ~ (low, True) ~ 20: expected probabilities once, found the same row again
          (high, True) 0.05, 0.95; ~ `` ~ 18: expected a row of 'C' for (high, True), found none
          table 0.9, 0.1; ~ `` ~ 12: expected the table of 'P', found none
          0.9, 0.1 ~ 0.9 ~ 13: expected 2 probabilities, found 1
          0.9, 0.1 ~ 0.9, 0.05, 0.05 ~ 13: expected 2 probabilities, found 3
          0.9, 0.1 ~ 0.9, 0.2 ~ 13: expected probabilities that sum to 1, found 1.1
          0.9, 0.1 ~ 0.9, x ~ 13: expected a probability or ';', found 'x'
          0.9, 0.1 ~ 0.9, NaN ~ 13: expected a probability or ';', found 'NaN'
          0.9, 0.1 ~ 0x1p-1, 0.5d ~ 13: expected a probability or ';', found '0x1p-1'
          0.9, 0.1 ~ 1.1, -0.1 ~ 13: expected a probability from 0 to 1, found '1.1'
          0.9, 0.1 ~ 1e999, 0 ~ 13: expected a probability from 0 to 1, found '1e999'
          0.9, 0.1; ~ 0.9, 0.1 ~ 14: expected a probability or ';', found '}'
          0.03, 0.97 ~ 0.03, 0.96 ~ 19: expected probabilities that sum to 1, found 0.99
          variable S ~ variable P ~ 6: expected one variable 'P', found a second
          variable S ~ variable "" ~ 6: expected the variable's name, found ''
          variable S ~ variable "S ~ 6: expected '"' at the end of the name
          variable S ~ variabel S ~ 6: expected network, variable or probability, found 'variabel'
          variable S ~ network S ~ 6: expected one network, found a second
          low, high ~ low, low ~ 4: expected different labels, found 'low' twice
          low, high ~ low ~ 4: expected 2 labels, found 1
          [ 2 ] { low ~ [ two ] { low ~ 4: expected the number of labels, found 'two'
          [ 2 ] { low, high } ~ [ 0 ] { } ~ 3: expected labels of variable 'P', found none
          discrete [ 2 ] { low ~ continuous [ 2 ] { low ~ 4: expected discrete, found 'continuous'
          type discrete [ 2 ] { low, high }; ~ `` ~ 5: expected the type of variable 'P', found '}'
          type discrete [ 2 ] { low, high }; ~ property x ~ 4: expected ';' at the end of the property
          (low, True) ~ /* (low, True) ~ 19: expected '*/' at the end of the comment
          """)
  void namesThePlace(String piece, String other, String problem) {
    assertThat(CANCER).contains(piece);
    String text =
        CANCER.replaceFirst(
            Pattern.quote(piece), Matcher.quoteReplacement(other == null ? "" : other));

    assertThatThrownBy(() -> BayesianNetwork.parse("cancer.bif", text))
        .isInstanceOf(BifException.class)
        .hasMessage("cancer.bif line " + problem);
  }

  @Test
  void everyTextThatEndsTooEarlyIsAnError() {
    int last = CANCER.lastIndexOf('}');
    for (int end = 0; end <= last; end++) {
      String text = CANCER.substring(0, end);
      assertThatThrownBy(() -> BayesianNetwork.parse("cancer.bif", text))
          .isInstanceOf(BifException.class)
          .hasMessageMatching("cancer\\.bif line \\d+: expected .*");
    }
    assertThatThrownBy(() -> BayesianNetwork.parse("e", CANCER.substring(0, last)))
        .hasMessage(
            "e line 23: expected table, default, '(', property or '}', found the end of the file");
    assertThatThrownBy(() -> BayesianNetwork.parse("e", ""))
        .hasMessage("e line 1: expected a variable, found the end of the file");
  }

  @Test
  void tablesBeyondMeasureAreNotMade() {
    StringBuilder text = new StringBuilder();
    StringBuilder parents = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      text.append("variable v%d { type discrete [3] { a, b, c }; }\n".formatted(i));
      text.append("probability ( v%d ) { table .5 .5 0; }\n".formatted(i));
      parents.append(", v").append(i);
    }
    text.append("variable x { type discrete [2] { a, b }; }\n");
    text.append("probability ( x").append(parents).append(" ) { default .5 .5; }\n");

    assertThatThrownBy(() -> BayesianNetwork.parse("large.bif", text.toString()))
        .isInstanceOf(BifException.class)
        .hasMessageMatching(
            "large\\.bif line 202: expected at most 10000000 probabilities in all, the table of 'x'"
                + " alone has 10\\d{47}");
  }

  /** Whatever is done to a network, it is read or the error is the parser's own. */
  @Test
  void mutationsNeverThrowAnythingElse() {
    String[] pieces = {
      "{",
      "}",
      "(",
      ")",
      "[",
      "]",
      ";",
      "|",
      ",",
      "\"",
      "//",
      "/*",
      "*/",
      "\n",
      "\r",
      "table ",
      "default ",
      "property ",
      "probability ",
      "variable ",
      "network ",
      "type ",
      "999999999",
      "-1",
      "1e400",
      "NaN",
      "\0",
      "\uD800",
      "\u2028",
      ".",
      "e"
    };
    int read = 0;
    int runs = 3000;
    for (int run = 0; run < runs; run++) {
      UniformRandomProvider random = KeyedRandom.of(11, "mutation", run);
      StringBuilder text = new StringBuilder(CANCER);
      for (int change = random.nextInt(4); change >= 0; change--) {
        int at = random.nextInt(text.length());
        int end = Math.min(text.length(), at + random.nextInt(12));
        switch (random.nextInt(4)) {
          case 0 -> text.delete(at, end);
          case 1 -> text.insert(at, pieces[random.nextInt(pieces.length)]);
          case 2 -> text.insert(random.nextInt(text.length()), text.substring(at, end));
          default -> text.setCharAt(at, (char) random.nextInt(0x250));
        }
      }
      read += isRead(text.toString()) ? 1 : 0;
    }
    assertThat(read).isBetween(runs / 100, runs / 2);
  }

  private static boolean isRead(String text) {
    try {
      BayesianNetwork network = BayesianNetwork.parse("fuzz", text);
      assertThat(BayesianNetwork.parse("again", network.toBif()).toBif())
          .isEqualTo(network.toBif());
      network.model(1).sample(0, InterventionKind.SOFT, 1, 1);
      return true;
    } catch (BifException e) {
      assertThat(e.getMessage())
          .doesNotContainPattern("[\\p{Cc}\u2028\u2029]")
          .startsWith("fuzz line ");
      assertThat(e.line()).isBetween(1, 60);
      return false;
    }
  }
}
