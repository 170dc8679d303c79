// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.workload;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What this process takes of the machine. */
public final class ThisProcess {
  private static final double NANOS = 1e9;

  private ThisProcess() {}

  /** Seconds of processors since its start. */
  public static double cpuSeconds() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / NANOS;
  }

  /** Seconds of processors that the calling thread has taken since its start. */
  public static double threadSeconds() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / NANOS;
  }

  /** Bytes of heap that a full collection leaves: the second one takes what the first set free. */
  public static long heapAfterCollection() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
