// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What is wrong with a record that was made of a good one. */
enum Poison {
  /** Its text ends in the middle. */
  MALFORMED("dead letters: malformed JSON") {
    @Override
    String spoil(String good) {
      return good.substring(0, good.length() / 2);
    }
  },
  /** Nobody has declared, and nobody will declare, what it is about. */
  UNDECLARED("dead letters: unknown experiment or scenario") {
    @Override
    String spoil(String good) {
      return SUBJECT.matcher(good).replaceFirst("$1\"nobody\"");
    }
  },
  /** It comes a second time. */
  DUPLICATE("duplicates") {
    @Override
    String spoil(String good) {
      return good;
    }
  },
  /** A number is infinite. */
  NOT_FINITE("dead letters: a number that is not finite") {
    @Override
    String spoil(String good) {
      return NUMBER.matcher(good).replaceFirst("$11e999");
    }
  };

  private static final Pattern SUBJECT =
      Pattern.compile("(\"(?:experimentId|scenarioId)\":)\"[^\"]*\"");
  private static final Pattern NUMBER =
      Pattern.compile("(\"values\":\\[|\"answeredAt\":)-?[0-9.eE-]+");

  private final String label;

  Poison(String label) {
    this.label = label;
  }

  /** What becomes of it. */
  String label() {
    return label;
  }

  abstract String spoil(String good);

  /** A record like a good one that was just sent. */
  ProducerRecord<byte[], byte[]> of(ProducerRecord<byte[], byte[]> good) {
    String value = new String(good.value(), StandardCharsets.UTF_8);
    return new ProducerRecord<>(
        good.topic(), good.key(), spoil(value).getBytes(StandardCharsets.UTF_8));
  }
}
