// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.gauges;

import java.io.Serializable;
import org.apache.flink.util.function.SerializableSupplier;

/**
 * What snapshots of a type are shown of, and for how many keys.
 *
 * @param most keys of each subtask that have gauges of their own
 * @param numbers gives the numbers
 * @param <S> type of snapshots
 */
public record Gauged<S>(int most, SerializableSupplier<Numbers<S>> numbers)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** How many keys have gauges of their own where nobody says. */
  public static final int DEFAULT_MOST = 20;
}
