// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.mesa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.schemas.Token;
import dev.sluice.workbench.Console;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SimulatedTokensTest {
  private static final String BROKER = "--bootstrap=localhost:1";

  private static List<Token> tokens(SimulatedTokens simulated) {
    List<Token> tokens = new ArrayList<>();
    simulated.forEach(tokens::add);
    return tokens;
  }

  @ParameterizedTest
  @ValueSource(strings = {"linear", "partial", "nonlinear", "contracting", "fixed", "regression"})
  void tokensAreThoseOfTheTask(String name) {
    SequenceTask task = SimulatedTokens.task(name);

    List<Token> tokens = tokens(new SimulatedTokens(task, -3, 5, 3, 4, 2, "some"));

    assertThat(tokens).hasSize(12);
    for (Token token : tokens) {
      assertThat(token.getTask()).isEqualTo(name);
      assertThat(token.getSeed()).isEqualTo(-3);
      assertThat(token.getGroup()).isEqualTo("some");
      assertThat(token.getSequenceId()).isEqualTo("some:%s--3-%d", name, token.getNumber());
      assertThat(token.getValues())
          .containsExactlyElementsOf(
              Arrays.stream(task.token(-3, token.getNumber(), (int) token.getT()))
                  .boxed()
                  .toList());
    }
  }

  @Test
  void soManySequencesTakeTurns() {
    List<Token> tokens =
        tokens(new SimulatedTokens(SequenceTask.linear(), 1, 7, 5, 2, 2, "linear"));

    assertThat(tokens.stream().map(token -> token.getNumber() + " " + token.getT()))
        .containsExactly("7 1", "8 1", "7 2", "8 2", "9 1", "10 1", "9 2", "10 2", "11 1", "11 2");
  }

  /** Whoever takes more of them, or in other turns, has those of before among them. */
  @Test
  void moreAreThoseOfBeforeAndOthers() {
    List<Token> few = tokens(new SimulatedTokens(SequenceTask.linear(), 1, 0, 2, 3, 1, "g"));
    List<Token> many = tokens(new SimulatedTokens(SequenceTask.linear(), 1, 0, 4, 5, 100, "g"));

    assertThat(many).hasSize(20).containsAll(few);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--sequences=0 | --sequences 0: must be at least 1",
        "--length=-1 | --length -1: must be at least 1",
        "--first=-1 | --first -1: must be at least 0",
        "--interleave=0 | --interleave 0: must be at least 1",
        "--group= | --group: must not be empty",
        "--rate=0 | --rate 0.0: must be above 0",
        "--sequences=9223372036854775807 | --sequences 9223372036854775807: too many"
      })
  void wrongNumbersAreRefused(String option, String why) {
    assertThat(Console.sluice("simulate", "tokens", "--task=linear", option, BROKER))
        .isEqualTo(Console.failed("sluice simulate tokens: " + why));
  }

  @Test
  void anUnknownTaskIsRefused() {
    assertThat(Console.sluice("simulate", "tokens", "--task=lineal", BROKER))
        .isEqualTo(
            Console.misused(
                "sluice simulate tokens: Invalid value for option '--task': no task 'lineal'; there"
                    + " are [linear, partial, nonlinear, contracting, fixed, regression]; see"
                    + " sluice simulate tokens --help"));
  }
}
