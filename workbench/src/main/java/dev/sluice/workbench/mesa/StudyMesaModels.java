// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.mesa;

import dev.sluice.models.mesa.StepBin;
import dev.sluice.models.mesa.study.StudiedModel;
import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.models.mesa.trained.Workers;
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

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Threads of training, of which results do not depend (default: one per processor).")
  private Integer threads;

  int length() {
    StudyMesa.require(
        length >= 2 && length <= StepBin.SINGLE, "--length", "from 2 to " + StepBin.SINGLE, length);
    return length;
  }

  long firstSeed() {
    return seeds.get(0);
  }

  /** Threads of training; to be closed. */
  Workers workers() {
    StudyMesa.require(threads == null || threads >= 1, "--threads", "at least 1", threads);
    return Workers.of(threads == null ? Runtime.getRuntime().availableProcessors() : threads);
  }

  /** The tasks, each once. */
  List<SequenceTask> tasks(boolean referencesOnly, boolean fewShot) {
    if (referencesOnly && fewShot) {
      throw new Failure("--few-shot: with --references no model is given prompts");
    }
    if (tasks == null) {
      SequenceTask linear = SequenceTask.linear();
      return referencesOnly
          ? SequenceTask.all()
          : fewShot ? List.of(linear) : List.of(linear, SequenceTask.fixedMatrix());
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
