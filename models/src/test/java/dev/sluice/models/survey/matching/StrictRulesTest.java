// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.QuestionForm;
import dev.sluice.models.survey.matching.AnswerRows.Row;
import dev.sluice.models.survey.reading.Match;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The default rules against tables of answers, and answers that are long on purpose. */
class StrictRulesTest {
  private static final int LENGTH = 200_000;
  private static final AnswerRows ROWS = new AnswerRows();

  /** What an answer says over and over, and what it is then. */
  private static final String PIECES =
      """
      a%20 § ACTION1
      A.%20 § ACTION1
      A,%20 § ACTION1
      A or%20 § INVALID
      not A,%20 § INVALID
      Answer: A%0a § ACTION1
      Answer:%20 § INVALID
      I choose A.%20 § ACTION1
      I return%20 § INVALID
      I would%20 § INVALID
      <think> § INVALID
      </think> § INVALID
      <answer> § INVALID
      <answer>A § ACTION1
      <a> § INVALID
      <|im_end|> § INVALID
      [ § INVALID
      [ ] § INVALID
      { § INVALID
      {"answer": § INVALID
      {"answer":"A"} § ACTION1
      \\boxed{ § INVALID
      \\boxed{A} § ACTION1
      ~~ § INVALID
      &quot; § INVALID
      %0a § INVALID
      User:%0a § INVALID
      as an ai%20 § INVALID
      if i had to%20 § INVALID
      wait,%20 § INVALID
      i do not have%20 § INVALID
      neither%20 § REFUSAL
      sorry, a,%20 § REFUSAL
      while a,%20 § INVALID
      a vs.%20 § INVALID
      I keep the wallet.%20and%20 § INVALID
      I return the wallet to its owner. Hm. § ACTION1
      so,%20 § INVALID
      ́ § INVALID
      ا § INVALID
      是 § INVALID
      A) § ACTION1
      A]." § ACTION1
      A因为 § INVALID
      A neither and%20 § INVALID
      Answer: x,%20 § INVALID
      A, my dog,%20 § INVALID
      %0aA § ACTION1
      İ § INVALID
      ́ﾞ § INVALID
      ᭄〮 § INVALID
      """;

  static List<Row> answers() {
    return AnswerRows.read("answers.tsv");
  }

  static List<Row> attacks() {
    return AnswerRows.read("attacks.tsv");
  }

  static List<Row> heldBack() {
    return AnswerRows.read("held_back.tsv");
  }

  static List<Row> natural() {
    return AnswerRows.read("natural.tsv");
  }

  static List<Row> dangerous() {
    return AnswerRows.read("dangerous.tsv");
  }

  @ParameterizedTest
  @MethodSource({"answers", "attacks", "heldBack", "natural", "dangerous"})
  void decidesByTheRuleThatIsRight(Row row) {
    Match match = ROWS.match(row);
    assertThat(match.label()).as(match.toString()).isEqualTo(row.decision());
    assertThat(match.rule()).isEqualTo(row.rule());
  }

  @Test
  void noActionIsCountedThatWasNotChosenAndNoClearAnswerIsLost() {
    List<Row> wrong = new ArrayList<>();
    List<Row> lost = new ArrayList<>();
    List<Row> all = new ArrayList<>(answers());
    all.addAll(attacks());
    all.addAll(heldBack());
    all.addAll(natural());
    all.addAll(dangerous());
    for (Row row : all) {
      Label label = ROWS.match(row).label();
      if (label != row.decision()) {
        (label.isAction() ? wrong : lost).add(row);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(lost).isEmpty();
    assertThat(all).hasSizeGreaterThan(650);
    assertThat(all.stream().filter(row -> row.decision().isAction()).count()).isGreaterThan(300);
  }

  /** What goes before is not looked at again for each of the words that follow it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      textBlock =
          """
          AB_0 § ( § a%20 § ACTION1
          AB_0 § - § A.%20 § ACTION1
          AB_0 § %0a § A.%20 § ACTION1
          AB_0 § neither and%20 § A%20 § REFUSAL
          COMPARE_0 § No, x%20 § No, x%20 § ACTION2
          """)
  void oneThingAfterALotOfAnother(QuestionForm form, String before, String piece, Label label) {
    String answer = repeated(before, LENGTH) + repeated(piece, LENGTH);
    Row row = new Row("en", form, label, "", answer);
    assertThat(matched(row).label()).isEqualTo(label);
  }

  private static String repeated(String piece, int length) {
    String unit = piece.replace("%20", " ").replace("%0a", "\n").replace("\\\\", "\\");
    return unit.repeat(length / unit.length());
  }

  /** Every one of these is read in time that grows with its length only. */
  @ParameterizedTest
  @CsvSource(delimiter = '§', textBlock = PIECES)
  void oneThingOverAndOver(String piece, Label label) {
    String answer = repeated(piece, LENGTH);
    Row row = new Row("en", QuestionForm.AB_0, label, "", answer);
    assertThat(matched(row).label()).isEqualTo(label);
  }

  /** In time of a processor, of which other work on the machine takes none. */
  private static Match matched(Row row) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    Match match = ROWS.match(row);
    assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start))
        .isLessThan(Duration.ofSeconds(5));
    return match;
  }
}
