// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.mesa;

import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.models.mesa.task.SimulatedSequence;
import dev.sluice.schemas.Token;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Tokens of simulated sequences. So many sequences take turns, token by token, and when they have
 * ended, as many others: no more are held than that. Each token is a function of task, seed, number
 * and step.
 *
 * @param task the law of the sequences
 * @param seed of the simulation
 * @param first number of the first sequence
 * @param sequences how many there are, 0 or more
 * @param length tokens of each, 0 or more
 * @param together how many take turns, 1 or more
 * @param group of the sequences
 */
public record SimulatedTokens(
    SequenceTask task,
    long seed,
    long first,
    long sequences,
    long length,
    int together,
    String group) {

  /**
   * The task of a name.
   *
   * @throws IllegalArgumentException if there is none; names those that there are
   */
  public static SequenceTask task(String name) {
    return SequenceTask.named(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no task '%s'; there are %s".formatted(name, SequenceTask.names())));
  }

  /**
   * How many tokens there are.
   *
   * @throws ArithmeticException if they are more than 2^63 - 1
   */
  long size() {
    return Math.multiplyExact(sequences, length);
  }

  /** Gives every token to a consumer. */
  public void forEach(Consumer<Token> consumer) {
    for (long begun = 0; begun < sequences; begun += together) {
      SimulatedSequence[] block =
          new SimulatedSequence[(int) Math.min(together, sequences - begun)];
      for (int i = 0; i < block.length; i++) {
        block[i] = task.sequence(seed, first + begun + i);
      }
      for (long t = 1; t <= length; t++) {
        for (int i = 0; i < block.length; i++) {
          consumer.accept(token(first + begun + i, t, block[i].next()));
        }
      }
    }
  }

  /** The name of a sequence: two groups of the same sequences do not meet. */
  String id(long number) {
    return "%s:%s-%d-%d".formatted(group, task.name(), seed, number);
  }

  private Token token(long number, long t, double[] values) {
    return Token.newBuilder()
        .setSequenceId(id(number))
        .setT(t)
        .setValues(Arrays.stream(values).boxed().toList())
        .setGroup(group)
        .setTask(task.name())
        .setSeed(seed)
        .setNumber(number)
        .build();
  }
}
