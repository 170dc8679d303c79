// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.adaptation;

import dev.sluice.jobs.ConfigurationFault;
import dev.sluice.models.adaptation.Learners;
import dev.sluice.models.neural.MaskedNetwork;

/** Whether the cluster has what networks compute with. */
final class NeuralLibrary {

  private NeuralLibrary() {}

  /**
   * Loads the library if learners need it.
   *
   * @throws ConfigurationFault if it is missing: no restart would find it
   */
  static void require(Learners learners) {
    if (learners != Learners.NEURAL) {
      return;
    }
    try {
      MaskedNetwork.requireLibrary();
    } catch (LinkageError | RuntimeException missing) {
      Throwable cause = missing;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      throw new ConfigurationFault(
          "--learners neural: ND4J and its native libraries cannot be loaded from the cluster's lib"
              + " folder: "
              + cause,
          missing);
    }
  }
}
