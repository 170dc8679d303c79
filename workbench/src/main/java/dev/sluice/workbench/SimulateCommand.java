// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import dev.sluice.workbench.experiment.SimulateSamples;
import dev.sluice.workbench.experiment.SimulateShifts;
import dev.sluice.workbench.federation.SimulateFederation;
import dev.sluice.workbench.lesion.SimulateCases;
import dev.sluice.workbench.mesa.SimulateTokens;
import dev.sluice.workbench.survey.SimulateSurvey;
import dev.sluice.workbench.targeting.SimulateLab;
import picocli.CommandLine.Command;

/** {@code sluice simulate}: records of simulated systems into Kafka. */
@Command(
    name = "simulate",
    description = "Send what a simulated system would produce to Kafka.",
    subcommands = {
      SimulateSamples.class,
      SimulateShifts.class,
      SimulateLab.class,
      SimulateSurvey.class,
      SimulateTokens.class,
      SimulateCases.class,
      SimulateFederation.class
    })
final class SimulateCommand {}
