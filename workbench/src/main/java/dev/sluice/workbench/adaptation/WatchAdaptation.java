// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.adaptation;

import dev.sluice.schemas.AdaptationSnapshot;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.experiment.ExperimentResults;
import dev.sluice.workbench.experiment.ExperimentWatch;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice watch adaptation}: how the models of one experiment predict and adapt. */
@Command(
    name = "adaptation",
    description = {
      "Watch how models of several classes predict the samples of an experiment and adapt when"
          + " mechanisms change.",
      "",
      "Shows the losses of every class and of what goes on learning in it, the state of the"
          + " detectors, and the latest alarms. A terminal is redrawn in place; elsewhere every"
          + " snapshot is appended as plain text.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice watch adaptation --experiment lab --bootstrap localhost:9092",
      "  sluice watch adaptation --once --experiment lab --bootstrap localhost:9092"
    })
public final class WatchAdaptation implements Runnable, ExperimentWatch.View<AdaptationSnapshot> {
  private static final ExperimentResults.Subject<AdaptationSnapshot> ADAPTATION =
      new ExperimentResults.Subject<>(
          "adaptation",
          "comparison",
          Topic.ADAPTATION_LATEST,
          Topic.ADAPTATION_METRICS,
          AdaptationSnapshot.class);

  @Mixin private ExperimentWatch watch;

  private final LossHistory history = new LossHistory();

  @Override
  public void run() {
    watch.run(ADAPTATION, this);
  }

  @Override
  public void observe(AdaptationSnapshot snapshot) {
    history.observe(snapshot);
  }

  @Override
  public List<String> lines(AdaptationSnapshot latest, boolean shaded) {
    return new AdaptationView(shaded).lines(latest, history);
  }
}
