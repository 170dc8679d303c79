// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.posterior;

import dev.sluice.schemas.EffectsSnapshot;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.experiment.ExperimentResults;
import dev.sluice.workbench.experiment.ExperimentWatch;
import java.util.List;

/** The effects of one experiment, as they change. */
final class EffectsWatch implements ExperimentWatch.View<EffectsSnapshot> {
  /** What the job writes with {@code --effects}. */
  static final ExperimentResults.Subject<EffectsSnapshot> EFFECTS =
      new ExperimentResults.Subject<>(
          "posterior --effects",
          "effects",
          Topic.POSTERIOR_EFFECTS_LATEST,
          Topic.POSTERIOR_EFFECTS,
          EffectsSnapshot.class);

  @Override
  public void observe(EffectsSnapshot snapshot) {
    // only the latest is shown
  }

  @Override
  public List<String> lines(EffectsSnapshot latest, boolean shaded) {
    return EffectsView.lines(latest);
  }
}
