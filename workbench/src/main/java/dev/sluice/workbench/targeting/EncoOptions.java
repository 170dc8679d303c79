// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.targeting;

import dev.sluice.models.discovery.Budget;
import dev.sluice.models.targeting.neural.GradientNorm;
import dev.sluice.models.targeting.neural.NeuralEffort;
import dev.sluice.models.targeting.study.NeuralBeliever;
import dev.sluice.workbench.command.Failure;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Option;

/** Options that beliefs of ENCO alone have. */
final class EncoOptions {
  private static final NeuralBeliever USUAL = NeuralBeliever.USUAL;

  @Option(
      names = "--hidden",
      paramLabel = "H",
      description = "Width of ENCO's networks (default: 32).")
  private Integer hidden;

  @Option(
      names = "--training-graphs",
      paramLabel = "K",
      description = "Graphs that a step of ENCO's beliefs samples (default: 20).")
  private Integer trainingGraphs;

  @Option(
      names = "--fit-steps",
      paramLabel = "N",
      description =
          "Steps of ENCO's networks after the observations and each round (default: 200).")
  private Integer fitSteps;

  @Option(
      names = "--graph-steps",
      paramLabel = "N",
      description = "Steps of ENCO's beliefs after each round (default: 100).")
  private Integer graphSteps;

  @Option(
      names = "--imagined-rows",
      paramLabel = "N",
      description = "Rows imagined by ENCO for each sampled graph and candidate (default: 64).")
  private Integer imaginedRows;

  @Option(
      names = "--mask-graphs",
      paramLabel = "K",
      description = "Graphs that an imagined step of git samples (default: 20).")
  private Integer maskGraphs;

  @Option(
      names = "--gradient",
      paramLabel = "PART",
      description =
          "What of the gradient git looks at: whole, existence (gamma) or orientation (theta)"
              + " (default: whole).")
  private GradientNorm.Part gradient;

  @Option(
      names = "--norm",
      paramLabel = "NORM",
      description = "How git measures it: l2 or l1 (default: l2).")
  private GradientNorm.Length norm;

  /** Refuses those that were given. */
  void refuse(StudiedBeliefs beliefs) {
    given()
        .forEach(
            (option, value) -> {
              throw new Failure(
                  "%s %s: belongs to --beliefs enco, not to --beliefs %s"
                      .formatted(option, text(value), beliefs.label()));
            });
  }

  private static String text(Object value) {
    return value.toString().toLowerCase(Locale.ROOT);
  }

  private Map<String, Object> given() {
    Map<String, Object> given = new LinkedHashMap<>();
    given.put("--hidden", hidden);
    given.put("--training-graphs", trainingGraphs);
    given.put("--fit-steps", fitSteps);
    given.put("--graph-steps", graphSteps);
    given.put("--imagined-rows", imaginedRows);
    given.put("--mask-graphs", maskGraphs);
    given.put("--gradient", gradient);
    given.put("--norm", norm);
    given.values().removeIf(Objects::isNull);
    return given;
  }

  /**
   * ENCO as asked for.
   *
   * @param graphs drawn for a decision
   * @throws IllegalArgumentException beginning with the option in camel case
   */
  NeuralBeliever believer(int graphs) {
    GradientNorm usual = USUAL.effort().norm();
    return new NeuralBeliever(
        Objects.requireNonNullElse(hidden, USUAL.hidden()),
        Objects.requireNonNullElse(trainingGraphs, USUAL.trainingGraphs()),
        new Budget(
            Objects.requireNonNullElse(fitSteps, USUAL.epoch().fitSteps()),
            Objects.requireNonNullElse(graphSteps, USUAL.epoch().graphSteps())),
        new NeuralEffort(
            graphs,
            Objects.requireNonNullElse(imaginedRows, USUAL.effort().imaginedRows()),
            Objects.requireNonNullElse(maskGraphs, USUAL.effort().maskGraphs()),
            new GradientNorm(
                Objects.requireNonNullElse(gradient, usual.part()),
                Objects.requireNonNullElse(norm, usual.length()))));
  }
}
