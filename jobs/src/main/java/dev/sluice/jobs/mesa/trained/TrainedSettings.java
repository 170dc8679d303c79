// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa.trained;

import java.io.Serializable;
import java.util.List;

/**
 * Which trained models predict beside the learners.
 *
 * @param models by name, such as {@code lsa-1-linear-1}; none, and nobody does
 * @param algorithms labels of the learners that they are compared with
 * @param awaiting tokens of a sequence that may wait until there are weights of all models
 * @param keepVersions of each model, how many go on predicting sequences that began with them
 */
public record TrainedSettings(
    List<String> models, List<String> algorithms, int awaiting, int keepVersions)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Without trained models. */
  public static final TrainedSettings NONE = new TrainedSettings(List.of(), List.of(), 0, 1);

  /** Copies the lists. */
  public TrainedSettings {
    models = List.copyOf(models);
    algorithms = List.copyOf(algorithms);
  }

  /** Whether there are trained models. */
  public boolean isOn() {
    return !models.isEmpty();
  }
}
