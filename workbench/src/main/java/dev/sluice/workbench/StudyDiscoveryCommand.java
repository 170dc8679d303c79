// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import dev.sluice.models.discovery.study.Yardstick;
import dev.sluice.workbench.discovery.StudyDiscovery;
import picocli.CommandLine.Command;

/** {@code sluice study discovery}, given the exact posterior to compare with. */
@Command(name = "discovery")
final class StudyDiscoveryCommand extends StudyDiscovery {
  @Override
  protected Yardstick yardstick() {
    return new ExactPosterior();
  }
}
