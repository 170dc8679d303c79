// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster.workload;

import dev.sluice.cluster.workload.Message.Fate;
import dev.sluice.schemas.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** What is sent in a step beside the good record, the same for all jobs. */
public final class Numbered {
  /** How a record that is none begins. */
  public static final String POISON_TEXT = "poison";

  private static final int AGAIN = 10;
  private static final int POISON = 20;
  private static final int UNDECLARED = 50;

  private Numbered() {}

  /**
   * The records of a step.
   *
   * @param good gives the good record of a step
   * @param undeclared gives one of whose key nothing is declared
   */
  static List<Message> step(
      long number, LongFunction<Message> good, LongFunction<Message> undeclared) {
    List<Message> messages = new ArrayList<>();
    Message record = good.apply(number);
    messages.add(record);
    if (number % AGAIN == AGAIN - 1) {
      messages.add(with(record, record.value(), Fate.DUPLICATE));
    }
    if (number % POISON == POISON - 1) {
      messages.add(with(record, poison(record.topic(), number), Fate.DEAD_LETTER));
    }
    if (number % UNDECLARED == UNDECLARED - 1) {
      Message waiting = undeclared.apply(number);
      messages.add(with(waiting, waiting.value(), Fate.WAITING));
    }
    return messages;
  }

  private static String poison(Topic topic, long number) {
    return POISON_TEXT + " %d of %s".formatted(number, topic.suffix());
  }

  private static Message with(Message message, String value, Fate fate) {
    return new Message(message.topic(), message.key(), value, fate);
  }
}
