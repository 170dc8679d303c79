// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.mesa;

import dev.sluice.models.mesa.StepBin;
import dev.sluice.models.mesa.study.StudiedModel;
import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.workbench.command.Failure;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import picocli.CommandLine.Option;

/** Options that say which models are studied, and on what. */
final class StudyMesaModels {
  @Option(
      names = {"--models", "--model"},
      split = ",",
      paramLabel = "MODEL",
      defaultValue = "lsa-1,lsa-2,mesa",
      description = "Models: lsa-N, mesa, softmax-N, hybrid-N (default: ${DEFAULT-VALUE}).")
  private List<String> models;

  @Option(
      names = {"--tasks", "--task"},
      split = ",",
      paramLabel = "TASK",
      description =
          "Tasks: linear, partial, nonlinear, contracting, fixed, regression (default: linear,fixed;"
              + " all with --references).")
  private List<String> tasks;

  @Option(
      names = {"--seeds", "--seed"},
      split = ",",
      paramLabel = "N",
      defaultValue = "1,11,111",
      description = "Seeds of weights and sequences (default: ${DEFAULT-VALUE}).")
  private List<Long> seeds;

  @Option(
      names = "--length",
      paramLabel = "N",
      defaultValue = "50",
      description = "Predictions of a sequence (default: ${DEFAULT-VALUE}).")
  private int length;

  int length() {
    StudyMesa.require(
        length >= 2 && length <= StepBin.SINGLE, "--length", "from 2 to " + StepBin.SINGLE, length);
    return length;
  }

  long firstSeed() {
    return seeds.get(0);
  }

  /** The tasks, each once; some others if none were chosen. */
  List<SequenceTask> tasks(List<SequenceTask> byDefault) {
    if (tasks == null) {
      return byDefault;
    }
    List<SequenceTask> found = new ArrayList<>();
    for (String name : new LinkedHashSet<>(tasks)) {
      found.add(
          SequenceTask.named(name)
              .orElseThrow(
                  () ->
                      new Failure(
                          "--tasks: there is no task %s; there are %s"
                              .formatted(name, String.join(", ", SequenceTask.names())))));
    }
    return found;
  }

  /** Every model on every task with every seed. */
  List<StudiedModel> models(List<SequenceTask> studied) {
    List<StudiedModel> all = new ArrayList<>();
    try {
      for (String model : new LinkedHashSet<>(models)) {
        for (SequenceTask task : studied) {
          for (long seed : new LinkedHashSet<>(seeds)) {
            all.add(new StudiedModel(model, task, seed, length()));
          }
        }
      }
    } catch (IllegalArgumentException e) {
      throw new Failure("--models: " + Failure.rootCause(e), e);
    }
    return all;
  }
}
