// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.study;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/** What work costs, whoever else uses the machine. */
public final class ProcessorSeconds {
  private ProcessorSeconds() {}

  /** That this thread has had a processor so far. */
  public static double now() {
    long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    return nanos / (double) TimeUnit.SECONDS.toNanos(1);
  }
}
