// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import dev.sluice.workbench.adaptation.StudyAdaptation;
import dev.sluice.workbench.adaptation.StudyDetection;
import dev.sluice.workbench.federation.StudyFederation;
import dev.sluice.workbench.lesion.StudyLesion;
import dev.sluice.workbench.mesa.StudyMesa;
import dev.sluice.workbench.posterior.StudyCalibration;
import dev.sluice.workbench.posterior.StudyPosterior;
import dev.sluice.workbench.targeting.StudyTargeting;
import picocli.CommandLine.Command;

/** {@code sluice study}: studies over many simulated systems, in this process. */
@Command(
    name = "study",
    description = "Run a study over many simulated systems in this process, without Kafka.",
    subcommands = {
      StudyAdaptation.class,
      StudyCalibration.class,
      StudyDetection.class,
      StudyDiscoveryCommand.class,
      StudyFederation.class,
      StudyLesion.class,
      StudyMesa.class,
      StudyPosterior.class,
      StudyTargeting.class
    })
final class StudyCommand {}
