// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import dev.sluice.workbench.adaptation.RunAdaptation;
import dev.sluice.workbench.discovery.RunDiscovery;
import dev.sluice.workbench.federation.RunCoordinator;
import dev.sluice.workbench.federation.RunSite;
import dev.sluice.workbench.lesion.RunEnhance;
import dev.sluice.workbench.lesion.RunLesion;
import dev.sluice.workbench.mesa.RunMesa;
import dev.sluice.workbench.posterior.RunPosterior;
import dev.sluice.workbench.survey.RunSurvey;
import picocli.CommandLine.Command;

/** {@code sluice run}: jobs on a Flink cluster in this process. */
@Command(
    name = "run",
    description = "Run a job on a local Flink cluster, against any Kafka.",
    subcommands = {
      RunPosterior.class,
      RunAdaptation.class,
      RunDiscovery.class,
      RunSurvey.class,
      RunMesa.class,
      RunEnhance.class,
      RunLesion.class,
      RunSite.class,
      RunCoordinator.class
    })
final class RunCommand {}
