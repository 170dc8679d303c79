// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.mesa;

import dev.sluice.models.mesa.fewshot.FewShotLosses;
import dev.sluice.models.mesa.fewshot.FewShotStudy;
import dev.sluice.models.mesa.fewshot.PromptForm;
import dev.sluice.models.mesa.study.StudiedModel;
import dev.sluice.models.mesa.trained.SequenceModel;
import dev.sluice.models.mesa.trained.TrainingState;
import dev.sluice.models.mesa.trained.Workers;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.command.Progress;
import dev.sluice.workbench.command.StudyFolder;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Options of few-shot regression, and the study of it. */
final class StudyMesaFewShot {
  private static final int MOST_PAIRS = 500;

  @Option(
      names = "--few-shot",
      description =
          "Few-shot regression instead of verdicts: prompts of pairs x, y, and the loss of y by pair"
              + " (default task: linear).")
  private boolean wanted;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      defaultValue = "68",
      description = "Pairs of a prompt (default: ${DEFAULT-VALUE}).")
  private int pairs;

  @Option(
      names = "--prompt-steps",
      paramLabel = "N",
      defaultValue = "300",
      description = "Steps of learning the tokens of a prompt (default: ${DEFAULT-VALUE}).")
  private int steps;

  boolean wanted() {
    return wanted;
  }

  /** Refuses options, and models of tokens that are not those of prompts. */
  void check(List<StudiedModel> models) {
    StudyMesa.require(
        pairs >= 1 && pairs <= MOST_PAIRS, "--pairs", "from 1 to " + MOST_PAIRS, pairs);
    StudyMesa.require(steps >= 0, "--prompt-steps", "at least 0", steps);
    for (StudiedModel model : models) {
      int observed = model.task().observed();
      if (wanted && observed != FewShotStudy.observed()) {
        throw new Failure(
            "--tasks: tokens of prompts have %d entries, those of %s %d"
                .formatted(FewShotStudy.observed(), model.task().name(), observed));
      }
    }
  }

  /**
   * The study.
   *
   * @param seed of prompts
   * @param prompts to compare on
   * @param states of the models
   */
  void run(
      long seed,
      int prompts,
      List<StudiedModel> models,
      List<TrainingState> states,
      Workers workers,
      StudyFolder out,
      CommandSpec spec) {
    FewShotStudy study = new FewShotStudy(seed, prompts, pairs, steps);
    PrintWriter err = spec.commandLine().getErr();
    List<FewShotResult> results = results(study, models, states, workers, err);
    PrintWriter printed = spec.commandLine().getOut();
    report(study, results, out, printed);
    printed.println("written to " + out.path());
  }

  /** All models on prompts of all forms, beside one another. */
  private List<FewShotResult> results(
      FewShotStudy study,
      List<StudiedModel> models,
      List<TrainingState> states,
      Workers workers,
      PrintWriter err) {
    PromptForm[] forms = PromptForm.values();
    long learned = 0;
    for (PromptForm form : forms) {
      learned += form.learned() ? (long) models.size() * steps : 0;
    }
    Progress progress = new Progress(err, "steps of learning prompts", learned);
    return workers.all(
        models.size() * forms.length,
        i -> {
          int model = i / forms.length;
          return result(
              study, models.get(model), states.get(model), forms[i % forms.length], progress);
        });
  }

  private static FewShotResult result(
      FewShotStudy study,
      StudiedModel studied,
      TrainingState state,
      PromptForm form,
      Progress progress) {
    SequenceModel model = studied.recipe().training().model();
    FewShotLosses losses = null;
    String reason = "its tokens have no slots to part";
    try {
      if (FewShotStudy.isDefined(model, form)) {
        losses = study.of(model, state.weights(), form, progress::step);
        reason = null;
      }
    } catch (ArithmeticException e) {
      reason = e.getMessage(); // of one model and form; the others have theirs
    }
    return new FewShotResult(studied, state.version(), form.label(), losses, reason);
  }

  private static void report(
      FewShotStudy study, List<FewShotResult> results, StudyFolder out, PrintWriter printed) {
    List<FewShotLosses> algorithms = study.algorithms();
    new FewShotTable(study.pairs()).print(algorithms, results, printed);
    FewShotFiles.write(out, algorithms, results);
    for (StudiedModel model : results.stream().map(FewShotResult::model).distinct().toList()) {
      FewShotPlot.draw(
          out,
          model,
          algorithms,
          results.stream().filter(result -> result.model().equals(model)).toList());
    }
  }
}
