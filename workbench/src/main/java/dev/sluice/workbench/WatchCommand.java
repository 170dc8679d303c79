// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import dev.sluice.workbench.adaptation.WatchAdaptation;
import dev.sluice.workbench.discovery.WatchDiscovery;
import dev.sluice.workbench.federation.WatchFederation;
import dev.sluice.workbench.lesion.WatchLesion;
import dev.sluice.workbench.mesa.WatchMesa;
import dev.sluice.workbench.posterior.WatchPosterior;
import dev.sluice.workbench.survey.WatchSurvey;
import dev.sluice.workbench.targeting.WatchTargeting;
import picocli.CommandLine.Command;

/** {@code sluice watch}: live views of what jobs write. */
@Command(
    name = "watch",
    description = "Watch what a job writes, in the terminal.",
    subcommands = {
      WatchPosterior.class,
      WatchAdaptation.class,
      WatchDiscovery.class,
      WatchTargeting.class,
      WatchSurvey.class,
      WatchMesa.class,
      WatchLesion.class,
      WatchFederation.class
    })
final class WatchCommand {}
