// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.command;

import picocli.CommandLine.Option;

/** Options of commands that watch what a job puts out. */
public final class WatchOptions {
  @Option(names = "--once", description = "Show what there is now and exit.")
  private boolean once;

  /** Whether to show what there is now and exit. */
  public boolean once() {
    return once;
  }
}
