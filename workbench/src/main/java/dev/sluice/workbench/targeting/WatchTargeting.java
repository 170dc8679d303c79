// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.targeting;

import dev.sluice.schemas.ProposedIntervention;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.experiment.ExperimentResults;
import dev.sluice.workbench.experiment.ExperimentWatch;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice watch targeting}: which experiments a job proposes, and what they yield. */
@Command(
    name = "targeting",
    description = {
      "Watch which interventions a job proposes in an experiment, and what they yield.",
      "",
      "Shows the decisions and what has become of them, what the rule said at the last one, expected"
          + " and realised gain, and how the beliefs have come to where they are. A terminal is"
          + " redrawn in place; elsewhere every change is appended as plain text.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice watch targeting --experiment lab --bootstrap localhost:9092",
      "  sluice watch targeting --once --experiment lab --bootstrap localhost:9092"
    })
public final class WatchTargeting implements Runnable, ExperimentWatch.View<ProposedIntervention> {
  private static final ExperimentResults.Subject<ProposedIntervention> TARGETING =
      new ExperimentResults.Subject<>(
          "proposing",
          "decisions",
          Topic.INTERVENTIONS,
          Topic.INTERVENTIONS,
          ProposedIntervention.class);

  @Mixin private ExperimentWatch watch;

  private final Decisions decisions = new Decisions();

  @Override
  public void run() {
    watch.run(TARGETING, this);
  }

  @Override
  public void observe(ProposedIntervention record) {
    if (record != null) {
      decisions.observe(record);
    }
  }

  @Override
  public List<String> lines(ProposedIntervention latest, boolean shaded) {
    return new TargetingView(shaded).lines(latest, decisions);
  }
}
