// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens when the user ends the command. */
final class Exit {
  private static final Logger LOG = LoggerFactory.getLogger(Exit.class);

  private Exit() {}

  /** Closes something when the JVM ends, by Ctrl-C too. */
  static void closing(AutoCloseable resource) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(resource), "sluice-exit"));
  }

  private static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      LOG.error("{} did not close", resource, e);
    }
  }
}
