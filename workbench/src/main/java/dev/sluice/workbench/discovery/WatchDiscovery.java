// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.discovery;

import dev.sluice.schemas.DiscoverySnapshot;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.experiment.ExperimentResults;
import dev.sluice.workbench.experiment.ExperimentWatch;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice watch discovery}: what is believed of the graph of one experiment. */
@Command(
    name = "discovery",
    description = {
      "Watch what a method of discovery believes of the causal graph of an experiment.",
      "",
      "Shows the belief in every edge, the predicted graph, pairs with a latent common cause and"
          + " predicted targets where they are looked for, the least certain edges, and how the"
          + " beliefs have come to where they are. A terminal is redrawn in place; elsewhere every"
          + " snapshot is appended as plain text.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice watch discovery --experiment lab --bootstrap localhost:9092",
      "  sluice watch discovery --once --experiment lab --bootstrap localhost:9092"
    })
public final class WatchDiscovery implements Runnable, ExperimentWatch.View<DiscoverySnapshot> {
  /** What the job writes. */
  public static final ExperimentResults.Subject<DiscoverySnapshot> DISCOVERY =
      new ExperimentResults.Subject<>(
          "discovery",
          "beliefs",
          Topic.DISCOVERY_LATEST,
          Topic.DISCOVERY_METRICS,
          DiscoverySnapshot.class);

  @Mixin private ExperimentWatch watch;

  private final DiscoveryHistory history = new DiscoveryHistory();

  @Override
  public void run() {
    watch.run(DISCOVERY, this);
  }

  @Override
  public void observe(DiscoverySnapshot snapshot) {
    history.observe(snapshot);
  }

  @Override
  public List<String> lines(DiscoverySnapshot latest, boolean shaded) {
    return new DiscoveryView(shaded).lines(latest, history);
  }
}
