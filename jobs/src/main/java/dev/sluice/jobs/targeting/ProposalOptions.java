// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.targeting;

import dev.sluice.jobs.DurationConverter;
import dev.sluice.jobs.OptionRange;
import dev.sluice.models.targeting.TargetingRule;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of jobs that propose interventions. */
public final class ProposalOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--propose",
      paramLabel = "RULE",
      description = "Propose interventions by this rule; see docs/targeting.md.")
  private String rule;

  @Option(
      names = "--propose-rows",
      defaultValue = "10",
      paramLabel = "N",
      description = "Samples that a decision asks for (default: ${DEFAULT-VALUE}).")
  private int rows;

  @Option(
      names = "--propose-values",
      split = ",",
      paramLabel = "VALUE",
      description =
          "What targets may be set to: numbers, of categories their indices (default: 2, and"
              + " categories uniformly at random).")
  private List<Double> values;

  @Option(
      names = "--propose-after",
      defaultValue = "100",
      paramLabel = "N",
      description = "No decision before so many samples (default: ${DEFAULT-VALUE}).")
  private long after;

  @Option(
      names = "--in-flight",
      defaultValue = "1",
      paramLabel = "N",
      description =
          "Decisions that may be open at a time; with 1 each depends on samples alone, not on time"
              + " (default: ${DEFAULT-VALUE}).")
  private int inFlight;

  @Option(
      names = "--patience",
      defaultValue = "10m",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description =
          "A decision that is not answered in this time is proposed again, or given up (default:"
              + " ${DEFAULT-VALUE}).")
  private Duration patience;

  @Option(
      names = "--attempts",
      defaultValue = "3",
      paramLabel = "N",
      description =
          "How often a decision is proposed before it is given up (default: ${DEFAULT-VALUE}).")
  private int attempts;

  @Option(
      names = "--ask-approval",
      description = "A decision waits for a person: see ./sluice approve.")
  private boolean approval;

  @Option(
      names = "--stop-below",
      defaultValue = "0.005",
      paramLabel = "NATS",
      description =
          "Propose nothing more when the expected gain per row and unit of cost was below this twice"
              + " in a row; rule eig alone (default: ${DEFAULT-VALUE}).")
  private double stopBelow;

  @Option(
      names = "--when-saturated",
      defaultValue = "STOP",
      paramLabel = "WHAT",
      description =
          "When even the best score is noise twice in a row: ${COMPLETION-CANDIDATES}; not of rule"
              + " eig, nor of git (default: ${DEFAULT-VALUE}).")
  private ProposalSettings.WhenSaturated whenSaturated;

  @Option(
      names = "--propose-seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Seed of the rules' chance (default: ${DEFAULT-VALUE}).")
  private long seed;

  /**
   * The settings that the options say.
   *
   * @param rules that the job can serve
   * @return null if nothing is to be proposed
   * @throws ParameterException if an option is out of range; the message names it
   */
  public ProposalSettings settings(List<TargetingRule> rules) {
    if (rule == null) {
      return null;
    }
    OptionRange range = new OptionRange(command);
    range.check(rows >= 1 && rows <= 1_000_000, "--propose-rows", "from 1 to 1000000", rows);
    range.check(after >= 1, "--propose-after", "at least 1", after);
    range.check(inFlight >= 1 && inFlight <= 64, "--in-flight", "from 1 to 64", inFlight);
    range.check(patience.toMillis() >= 1, "--patience", "at least 1ms", patience);
    range.check(attempts >= 1, "--attempts", "at least 1", attempts);
    range.check(stopBelow >= 0, "--stop-below", "at least 0", stopBelow);
    for (double value : values == null ? List.<Double>of() : values) {
      range.check(Double.isFinite(value), "--propose-values", "finite numbers", value);
    }
    return new ProposalSettings(
        rule(rules),
        rows,
        values == null ? List.of() : values,
        after,
        inFlight,
        patience.toMillis(),
        attempts,
        approval,
        stopBelow,
        whenSaturated,
        seed);
  }

  private TargetingRule rule(List<TargetingRule> rules) {
    return rules.stream()
        .filter(each -> each.label().equals(rule))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    command.commandLine(),
                    "--propose: '%s' is no rule of this job; it has %s"
                        .formatted(
                            rule,
                            rules.stream()
                                .map(TargetingRule::label)
                                .collect(Collectors.joining(", ")))));
  }
}
