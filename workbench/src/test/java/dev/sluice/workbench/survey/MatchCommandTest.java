// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.survey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.workbench.Console;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What {@code sluice match} shows, and how it refuses. */
@ResourceLock("System.in")
final class MatchCommandTest {
  @TempDir private Path folder;
  private Path set;

  @BeforeEach
  void writeSet() throws IOException {
    set =
        Files.writeString(
            folder.resolve("low.csv"),
            "scenario_id,context,action1,action2\nS1,c,I go.,I stay.\nS2,c,I pay.,I run.\n");
  }

  @Test
  void showsDecisionRuleAndWords() {
    Console console =
        Console.sluice("match", "--set", set, "--form", "ab", "I'd say **B**, it's late.");
    assertThat(console)
        .isEqualTo(
            Console.said(
                "scenario S1 of " + set + " (2)",
                "  action1  I go.",
                "  action2  I stay.",
                "",
                "\"I'd say **B**, it's late.\"",
                "  form       decision  rule                           words",
                "  ab 0       action2   the option itself              b",
                "  ab 1       action1   the option itself              b"));
  }

  @Test
  void theDemoSetNeedsNoFileAndAllFormsAreShown() {
    Console console = Console.sluice("match", "--set", "demo", "Answer: A\nAnswer: B");
    assertThat(console.code()).isZero();
    assertThat(console.out())
        .contains("\"Answer: A / Answer: B\"")
        .contains("ab 0       action2   labelled answer, the last one  b")
        .contains("ab 1       action1   labelled answer, the last one  b")
        .contains("compare 1  invalid   unreadable after a label       b");
  }

  @Test
  void paperModeSaysItsRules() {
    Console console =
        Console.sluice(
            "match",
            "--set",
            set,
            "--matcher",
            "paper",
            "--form",
            "compare",
            "--order",
            "0",
            "none");
    assertThat(console.out()).contains("compare 0  action2   begins with no                 no");
  }

  @Test
  void linesAreAnswersAndAreCounted() {
    Console console = fed("A\n\nB because I like it\nhm\n", "--form", "ab");
    assertThat(console.code()).isZero();
    assertThat(console.out())
        .contains("\"hm\"")
        .endsWith(
            "3 answers, 3 decisions: action1 1 (33.3 %), action2 1 (33.3 %), refusal 0 (0.0 %),"
                + " invalid 1 (33.3 %)"
                + System.lineSeparator());
  }

  @Test
  void jsonLinesNameScenarioAndForm() {
    Console console =
        fed(
            "{\"scenarioId\":\"S2\",\"questionType\":\"repeat\",\"ordering\":1,\"answer\":\"I run.\"}"
                + "\n{\"answer\":\"{\\\"choice\\\": \\\"B\\\"}\",\"questionType\":\"ab\"}\n",
            "--jsonl");
    assertThat(console.code()).isZero();
    assertThat(console.out())
        .contains("scenario S2 of ", "repeat 1   action2   template, word for word")
        .contains("scenario S1 of ", "ab 0       action2   labelled answer, the last one");
  }

  @Test
  void badInputIsOneLine() {
    assertThat(Console.sluice("match", "--set", "lwo", "A"))
        .isEqualTo(
            Console.failed(
                "sluice match: --set lwo: no such file; a set that is declared in Kafka needs"
                    + " --bootstrap HOST:PORT, and demo needs neither"));
    assertThat(Console.sluice("match", "--set", set, "--scenario", "S3", "A"))
        .isEqualTo(
            Console.failed(
                "sluice match: --scenario S3: not in the set "
                    + set
                    + "; it has 2 scenarios, the first is S1"));
    assertThat(Console.sluice("match", "--set", set, "--form", "abc", "A"))
        .isEqualTo(
            Console.failed(
                "sluice match: --form: question type must be ab, repeat or compare, not 'abc'"));
    assertThat(Console.sluice("match", "--set", set, "--order", "2", "A"))
        .isEqualTo(Console.failed("sluice match: --order 2: must be 0 or 1"));
    assertThat(Console.sluice("match", "A"))
        .isEqualTo(
            Console.misused(
                "sluice match: Missing required option: '--set=SET'; see sluice match --help"));
  }

  @Test
  void badLinesAreNamed() {
    assertThat(fed("\n \n"))
        .isEqualTo(Console.failed("sluice match: standard input has no answers"));
    assertThat(fed("[1]\n", "--jsonl"))
        .isEqualTo(Console.failed("sluice match: standard input line 1: not a JSON object"));
    assertThat(fed("\n{\"answr\":\"A\"}\n", "--jsonl"))
        .isEqualTo(
            Console.failed("sluice match: standard input line 2, field answer: must be a text"));
    assertThat(fed("{\"answer\":\"A\",\"scenarioId\":\"S9\"}", "--jsonl").err())
        .startsWith("sluice match: standard input line 1, field scenarioId S9: not in the set ");
    assertThat(fed("{\"answer\":\"A\",\"questionType\":\"ab\",\"ordering\":3}", "--jsonl").err())
        .startsWith("sluice match: standard input line 1: question ordering must be 0 or 1, not 3");
    assertThat(Console.sluice("match", "--set", set, "--jsonl", "A"))
        .isEqualTo(
            Console.failed(
                "sluice match: --jsonl: reads standard input, so there can be no ANSWER arguments"));
  }

  /** Runs the command with this on standard input. */
  private Console fed(String input, String... options) {
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
      Object[] arguments = new Object[options.length + 3];
      arguments[0] = "match";
      arguments[1] = "--set";
      arguments[2] = set;
      System.arraycopy(options, 0, arguments, 3, options.length);
      return Console.sluice(arguments);
    } finally {
      System.setIn(before);
    }
  }
}
