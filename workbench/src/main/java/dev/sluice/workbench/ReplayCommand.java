// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import dev.sluice.workbench.experiment.ReplaySamples;
import dev.sluice.workbench.mesa.ReplayTokens;
import dev.sluice.workbench.survey.ReplaySurvey;
import picocli.CommandLine.Command;

/** {@code sluice replay}: records of files into Kafka. */
@Command(
    name = "replay",
    description = "Send the rows of a file to Kafka.",
    subcommands = {ReplaySamples.class, ReplaySurvey.class, ReplayTokens.class})
final class ReplayCommand {}
