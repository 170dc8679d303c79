// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/** The side output of every operator that can refuse a record. */
public final class DeadLetters {
  /** Tag of the side output. */
  public static final OutputTag<DeadLetter> TAG =
      new OutputTag<>("dead-letters", TypeInformation.of(DeadLetter.class));

  private DeadLetters() {}
}
