// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.mesa;

import dev.sluice.models.mesa.study.ReferenceLosses;
import dev.sluice.models.mesa.study.StudiedModel;
import dev.sluice.models.mesa.study.TrainingFile;
import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.models.mesa.trained.TrainingState;
import dev.sluice.models.mesa.trained.Workers;
import dev.sluice.models.mesa.verdict.AlgorithmDistances;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.command.InputFile;
import dev.sluice.workbench.command.Progress;
import dev.sluice.workbench.command.StudyFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code sluice study mesa}: whether trained models learn in context by an algorithm with a name.
 */
@Command(
    name = "mesa",
    description = {
      "Train sequence models, compare them with algorithms that learn in context, and say of each"
          + " whether it is one of them (von Oswald et al., arXiv 2309.05858).",
      "",
      "A model is called an algorithm only if losses, predictions and derivatives agree within"
          + " margins, and the control does not: the same model trained on task fixed, whose one W"
          + " it can learn by heart. Steps are as many as were published, unless --steps says"
          + " otherwise. States are saved in --out, where a restart goes on from them with the same"
          + " bits.",
      "",
      "Written to --out: losses.csv, verdicts.csv, interpolation.csv, probes.csv, references.csv"
          + " (with --references, distances.csv), plots of losses and of interpolation, and a state of training for each model, task"
          + " and seed. With --few-shot: few-shot.csv, few-shot-tokens.csv (what was learned) and a plot"
          + " for each model.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice study mesa --models lsa-1 --seeds 1",
      "  sluice study mesa --models lsa-1,lsa-2,mesa --out mesa-study",
      "  sluice study mesa --from mesa-study --out again",
      "  sluice study mesa --from mesa-study --few-shot --out few-shots",
      "  sluice study mesa --models lsa-1 --seeds 1 --publish localhost:9092",
      "  sluice study mesa --references"
    })
public final class StudyMesa implements Runnable {
  private static final int EVERY = 50;

  @Spec private CommandSpec spec;

  @Mixin private StudyMesaModels chosen;

  @Mixin private StudyMesaFewShot fewShot;

  @Mixin private StudyMesaPublishing publishing;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Steps of training (default: of each model, as published).")
  private Integer steps;

  @Option(
      names = "--sequences",
      paramLabel = "N",
      defaultValue = "1280",
      description = "Sequences to compare on (default: ${DEFAULT-VALUE}).")
  private int sequences;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "mesa-study",
      description = "Folder of results and states (default: ${DEFAULT-VALUE}).")
  private Path folder;

  @Option(
      names = "--from",
      paramLabel = "DIR",
      description = "Judge the states that are in this folder, and train nothing.")
  private Path from;

  @Option(
      names = "--references",
      description = "Train nothing: losses of the algorithms alone, beside published ones.")
  private boolean referencesOnly;

  @Override
  public void run() {
    check();
    try (Workers workers = chosen.workers()) {
      run(workers);
    }
  }

  private void run(Workers workers) {
    List<SequenceTask> studied = chosen.tasks(referencesOnly, fewShot.wanted());
    List<StudiedModel> all = referencesOnly ? List.of() : chosen.models(studied);
    List<StudiedModel> present = from == null ? all : present(all);
    fewShot.check(present);
    StudyFolder out = StudyFolder.open(folder);
    try (WeightsTopic weights = publishing.open()) {
      List<TrainingState> states =
          from == null ? trained(present, weights, workers) : saved(present);
      if (fewShot.wanted()) {
        fewShot.run(chosen.firstSeed(), sequences, present, states, workers, out, spec);
      } else {
        judge(studied, present, states, out, weights);
        spec.commandLine().getOut().println("written to " + folder);
      }
    }
  }

  private void judge(
      List<SequenceTask> studied,
      List<StudiedModel> present,
      List<TrainingState> states,
      StudyFolder out,
      WeightsTopic weights) {
    PrintWriter printed = spec.commandLine().getOut();
    List<ReferenceLosses> references = new ArrayList<>();
    for (SequenceTask task : studied) {
      references.add(ReferenceLosses.of(task, chosen.firstSeed(), sequences, chosen.length()));
    }
    StudyMesaTable table = new StudyMesaTable(references);
    List<StudyMesaResult> results = new ArrayList<>();
    for (int i = 0; i < present.size(); i++) {
      spec.commandLine().getErr().println("compares " + present.get(i).name());
      spec.commandLine().getErr().flush();
      results.add(StudyMesaResult.of(present.get(i), states.get(i), sequences));
    }
    table.references(printed);
    if (referencesOnly) {
      List<AlgorithmDistances> distances = new ArrayList<>();
      for (SequenceTask task : studied) {
        distances.add(
            ReferenceLosses.distances(task, chosen.firstSeed(), sequences, chosen.length()));
      }
      table.distances(distances, printed);
      StudyMesaFiles.distances(out, references, distances);
    }
    if (!results.isEmpty()) {
      table.models(results, printed);
      VerdictTable.of(results).lines().forEach(printed::println);
    }
    StudyMesaFiles.write(out, references, results);
    for (int i = 0; i < results.size(); i++) {
      weights.send(results.get(i), states.get(i), results);
    }
  }

  private void check() {
    publishing.check(!referencesOnly && !fewShot.wanted());
    require(sequences >= 10, "--sequences", "at least 10", sequences);
    require(steps == null || steps >= 1, "--steps", "at least 1", steps);
    if (referencesOnly && from != null) {
      throw new Failure("--from: with --references no model is judged");
    }
    if (from != null && !Files.isDirectory(from)) {
      throw new Failure("--from " + from + ": no such folder");
    }
  }

  static void require(boolean is, String option, String what, Object given) {
    if (!is) {
      throw new Failure("%s: %s, not %s".formatted(option, what, given));
    }
  }

  private List<StudiedModel> present(List<StudiedModel> all) {
    List<StudiedModel> present =
        all.stream().filter(model -> Files.exists(TrainingFile.in(from, model))).toList();
    if (present.isEmpty()) {
      throw new Failure("--from %s: no state of %s".formatted(from, all.get(0).name()));
    }
    for (StudiedModel model : all) {
      if (!present.contains(model)) {
        spec.commandLine().getErr().println("not in %s: %s".formatted(from, model.name()));
      }
    }
    return present;
  }

  private List<TrainingState> saved(List<StudiedModel> all) {
    List<TrainingState> states = new ArrayList<>();
    for (StudiedModel model : all) {
      states.add(saved(from, model));
    }
    return states;
  }

  private static TrainingState saved(Path folder, StudiedModel model) {
    try {
      return model.saved(folder);
    } catch (IOException e) {
      throw new Failure(TrainingFile.in(folder, model) + ": " + InputFile.why(e), e);
    }
  }

  private List<TrainingState> trained(
      List<StudiedModel> all, WeightsTopic weights, Workers workers) {
    long left = 0;
    for (StudiedModel model : all) {
      left += Math.max(0, steps(model) - saved(folder, model).version());
    }
    Progress progress = new Progress(spec.commandLine().getErr(), "steps", left);
    List<TrainingState> states = new ArrayList<>();
    for (StudiedModel model : all) {
      progress.begin(model.name());
      try {
        states.add(trained(model, weights, workers, progress));
      } catch (IOException e) {
        throw new Failure(TrainingFile.in(folder, model) + ": " + InputFile.why(e), e);
      } catch (ArithmeticException e) {
        throw new Failure(model.name() + ": " + Failure.rootCause(e), e);
      }
    }
    return states;
  }

  /** Until each version that is sent in turn; that at the end is sent when it has been judged. */
  private TrainingState trained(
      StudiedModel model, WeightsTopic weights, Workers workers, Progress progress)
      throws IOException {
    int last = steps(model);
    TrainingState state = saved(folder, model);
    while (publishing.isOn() && state.version() < last) {
      weights.send(model, state);
      long next = (state.version() / publishing.every() + 1) * publishing.every();
      state = model.train(folder, (int) Math.min(last, next), EVERY, workers, progress::step);
    }
    return model.train(folder, last, EVERY, workers, progress::step);
  }

  private int steps(StudiedModel model) {
    return steps == null ? model.recipe().steps() : steps;
  }
}
