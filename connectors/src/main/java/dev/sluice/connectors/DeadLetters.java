// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/**
 * The side output of every operator that can refuse a record.
 *
 * <p>In the topic of dead letters, the key is the source's coordinates {@code
 * topic/partition/offset} and the value its original bytes. All else travels in headers: {@code
 * sluice.source.topic}, {@code sluice.source.partition}, {@code sluice.source.offset}, {@code
 * sluice.source.timestamp}, {@code sluice.source.key} (if there was a key), {@code sluice.reason},
 * {@code sluice.message}, {@code sluice.at}; and a header {@code __value_schema_id}, if the record
 * had it, for its value is not to be understood without. Texts are UTF-8, numbers decimal. A value
 * of more than 16 MiB is cut there and its true size written into {@code sluice.truncated}.
 */
public final class DeadLetters {
  /** Tag of the side output. */
  public static final OutputTag<DeadLetter> TAG =
      new OutputTag<>("dead-letters", TypeInformation.of(DeadLetter.class));

  private DeadLetters() {}
}
