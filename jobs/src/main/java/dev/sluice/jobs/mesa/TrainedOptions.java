// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

import dev.sluice.jobs.GivenName;
import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.OptionRange;
import dev.sluice.jobs.mesa.trained.TrainedSettings;
import java.util.HashSet;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options of trained models beside learners. */
final class TrainedOptions {
  /** Each predicts every token of every sequence. */
  private static final int MOST_MODELS = 16;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--models",
      split = ",",
      paramLabel = "NAME",
      description =
          "Trained models that predict beside the learners, at most 16, parted by commas, by the"
              + " keys of their weights: lsa-1-linear-1. Their topic must exist (default: none).")
  private List<String> models = List.of();

  @Option(
      names = "--max-awaiting",
      defaultValue = "1000",
      paramLabel = "N",
      description =
          "Tokens of a sequence that may wait until there are weights of all models; of a longer"
              + " one none is compared. A bounded run has no limit (default: ${DEFAULT-VALUE}).")
  private int maxAwaiting;

  @Option(
      names = "--keep-versions",
      defaultValue = "4",
      paramLabel = "N",
      description =
          "Versions of a model that go on predicting sequences which began with them, and that are"
              + " told of (default: ${DEFAULT-VALUE}).")
  private int keepVersions;

  /** The settings that the options say, beside these algorithms. */
  TrainedSettings settings(List<String> algorithms, JobTopics topics) {
    OptionRange range = new OptionRange(command);
    range.check(maxAwaiting >= 0, "--max-awaiting", "at least 0", maxAwaiting);
    range.check(
        keepVersions >= 1 && keepVersions <= MOST_MODELS,
        "--keep-versions",
        "1 to " + MOST_MODELS,
        keepVersions);
    List<String> names = models.stream().map(String::strip).toList();
    String all = String.join(",", names);
    range.check(names.size() <= MOST_MODELS, "--models", "at most " + MOST_MODELS, names.size());
    range.check(new HashSet<>(names).size() == names.size(), "--models", "different", all);
    range.check(names.stream().noneMatch(GivenName::isBlank), "--models", "names of models", all);
    range.check(
        names.isEmpty() || !algorithms.isEmpty(),
        "--models",
        "none where no learner is causal and no oracle",
        all);
    return new TrainedSettings(names, algorithms, topics.waitingPlaces(maxAwaiting), keepVersions);
  }
}
