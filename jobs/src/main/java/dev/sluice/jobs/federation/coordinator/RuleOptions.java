// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.coordinator;

import dev.sluice.jobs.OptionRange;
import dev.sluice.models.federation.Aggregation;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options of how beliefs are put together. */
final class RuleOptions {

  /** Rules by their names on the command line. */
  enum Rule {
    PROXIMITY,
    NAIVE,
    TRIMMED
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--rule",
      defaultValue = "proximity",
      paramLabel = "RULE",
      description =
          "How changes of beliefs are put together: proximity (orientations weigh most where a site"
              + " intervenes), naive (all weigh alike) or trimmed (without the highest and lowest"
              + " quarter; not with --secure) (default: ${DEFAULT-VALUE}).")
  private Rule rule;

  @Option(
      names = "--alpha",
      defaultValue = "0.2",
      paramLabel = "A",
      description =
          "What each step away from a target leaves of the weight of an orientation, with --rule"
              + " proximity (default: ${DEFAULT-VALUE}).")
  private double alpha;

  @Option(
      names = "--least-weight",
      defaultValue = "0.05",
      paramLabel = "W",
      description = "Least weight of an orientation (default: ${DEFAULT-VALUE}).")
  private double leastWeight;

  @Option(
      names = "--clip",
      defaultValue = "8",
      paramLabel = "C",
      description = "Largest change of a logit in a round (default: ${DEFAULT-VALUE}).")
  private double clip;

  @Option(
      names = "--most-age",
      defaultValue = "1",
      paramLabel = "N",
      description =
          "Rounds that an update may come late, where it is not masked (default: ${DEFAULT-VALUE}).")
  private int mostAge;

  @Option(
      names = "--staleness",
      defaultValue = "0.5",
      paramLabel = "A",
      description =
          "Late updates weigh (1 + their age in rounds)^-A of what they say (default:"
              + " ${DEFAULT-VALUE}).")
  private double staleness;

  Rule rule() {
    return rule;
  }

  Aggregation.Rule aggregation() {
    return rule == Rule.TRIMMED ? Aggregation.Rule.TRIMMED_MEAN : Aggregation.Rule.MEAN;
  }

  /** Null if all weigh alike. */
  Double alpha() {
    return rule == Rule.PROXIMITY ? alpha : null;
  }

  double leastWeight() {
    return leastWeight;
  }

  double clip() {
    return clip;
  }

  int mostAge() {
    return mostAge;
  }

  double staleness() {
    return staleness;
  }

  /**
   * Refuses what is out of range.
   *
   * @throws picocli.CommandLine.ParameterException that names the option
   */
  void check(boolean secure) {
    OptionRange range = new OptionRange(command);
    range.check(
        !(secure && rule == Rule.TRIMMED),
        "--rule",
        "proximity or naive with --secure, which shows no update",
        "trimmed");
    range.check(alpha > 0 && alpha < 1, "--alpha", "between 0 and 1", alpha);
    range.check(
        leastWeight >= 0x1p-20 && leastWeight <= 1,
        "--least-weight",
        "above 0 and at most 1",
        leastWeight);
    range.check(clip > 0 && Double.isFinite(clip), "--clip", "above 0", clip);
    range.check(mostAge >= 0, "--most-age", "at least 0", mostAge);
    range.check(
        staleness >= 0 && Double.isFinite(staleness), "--staleness", "at least 0", staleness);
  }
}
