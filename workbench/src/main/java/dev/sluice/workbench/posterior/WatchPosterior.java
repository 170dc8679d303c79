// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.posterior;

import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.experiment.ExperimentResults;
import dev.sluice.workbench.experiment.ExperimentWatch;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice watch posterior}: the posterior of one experiment, as it changes. */
@Command(
    name = "posterior",
    description = {
      "Watch the posterior over the causal graphs of an experiment.",
      "",
      "Shows the probability of every edge, the pairs of variables that are least certain, and how"
          + " the posterior has come to where it is. A terminal is redrawn in place; elsewhere every"
          + " snapshot is appended as plain text.",
      "With --effects it shows instead the strongest causal effects under it, where the job runs with"
          + " --effects too.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice watch posterior --experiment lab --bootstrap localhost:9092",
      "  sluice watch posterior --once --experiment lab --bootstrap localhost:9092",
      "  sluice watch posterior --effects --experiment lab --bootstrap localhost:9092"
    })
public final class WatchPosterior implements Runnable, ExperimentWatch.View<PosteriorSnapshot> {
  /** What the job writes. */
  public static final ExperimentResults.Subject<PosteriorSnapshot> POSTERIOR =
      new ExperimentResults.Subject<>(
          "posterior",
          "posterior",
          Topic.POSTERIOR_LATEST,
          Topic.POSTERIOR_METRICS,
          PosteriorSnapshot.class);

  @Option(names = "--effects", description = "Show the strongest causal effects.")
  private boolean effects;

  @Mixin private ExperimentWatch watch;

  private final PosteriorHistory history = new PosteriorHistory();

  @Override
  public void run() {
    if (effects) {
      watch.run(EffectsWatch.EFFECTS, new EffectsWatch());
    } else {
      watch.run(POSTERIOR, this);
    }
  }

  @Override
  public void observe(PosteriorSnapshot snapshot) {
    if (snapshot == null) {
      history.clear();
    } else {
      history.observe(snapshot);
    }
  }

  @Override
  public List<String> lines(PosteriorSnapshot latest, boolean shaded) {
    return new PosteriorView(shaded).lines(latest, history);
  }
}
