// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.targeting;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.random.CounterRandom;
import dev.sluice.models.targeting.Intervention;
import dev.sluice.schemas.InterventionKind;
import dev.sluice.schemas.InterventionValue;
import dev.sluice.schemas.ProposedIntervention;
import dev.sluice.schemas.Sample;
import dev.sluice.schemas.ValueLaw;
import dev.sluice.workbench.command.Names;
import dev.sluice.workbench.csv.Cell;
import dev.sluice.workbench.experiment.SimulatedExperiment;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A laboratory that does on a simulated system what is proposed, or loses it. A sample is a
 * function of system, seed, decision and row, and so is its id: a decision that is answered again,
 * by another run too, is answered with the same samples. Immutable.
 */
public final class Laboratory {
  private final SimulatedExperiment experiment;
  private final long seed;
  private final double failing;

  /**
   * A laboratory.
   *
   * @param experiment the true system
   * @param seed of draws and losses
   * @param failing share of proposals that it loses, 0 to 1
   */
  public Laboratory(SimulatedExperiment experiment, long seed, double failing) {
    this.experiment = experiment;
    this.seed = seed;
    this.failing = failing;
  }

  /** Why a proposal cannot be done, naming the field; empty if it can. */
  public Optional<String> refusal(ProposedIntervention proposal) {
    if (proposal.getDecisionId().isBlank()) {
      return Optional.of("decisionId: must not be blank");
    }
    if (proposal.getRows() < 1) {
      return Optional.of("rows: must be at least 1, not " + proposal.getRows());
    }
    return ofTargets(proposal.getTargets())
        .or(() -> ofValue(proposal.getTargets(), proposal.getValue()));
  }

  private Optional<String> ofTargets(List<String> targets) {
    if (targets.isEmpty()) {
      return Optional.of("targets: there is none");
    }
    Set<String> seen = new HashSet<>();
    for (String target : targets) {
      if (!experiment.names().contains(target)) {
        String known = Names.known(target, experiment.names());
        return Optional.of(
            "targets: " + Cell.shown(target) + " is not a variable; " + Cell.visible(known));
      }
      if (!seen.add(target)) {
        return Optional.of("targets: " + Cell.shown(target) + " stands twice");
      }
    }
    return Optional.empty();
  }

  private Optional<String> ofValue(List<String> targets, InterventionValue value) {
    if (value == null || (value.getFixed() == null) == (value.getLaw() == null)) {
      return Optional.of("value: must be either fixed or by a law");
    }
    Domain domain = experiment.model().domain();
    if (value.getFixed() == null) {
      return value.getLaw() == ValueLaw.UNIFORM && domain.isCategorical()
          ? Optional.empty()
          : Optional.of(
              "value: %s variables cannot be set by the law %s"
                  .formatted(
                      domain.isCategorical() ? "categorical" : "continuous", value.getLaw()));
    }
    double fixed = value.getFixed();
    if (!Double.isFinite(fixed)) {
      return Optional.of("value: must be finite, not " + fixed);
    }
    int[] categories = domain.categories();
    return targets.stream()
        .filter(name -> domain.isCategorical() && !isCategory(fixed, categories[indexOf(name)]))
        .findFirst()
        .map(
            name ->
                "value: categories of %s are 0 to %d, not %s"
                    .formatted(
                        Cell.shown(name),
                        categories[indexOf(name)] - 1,
                        InterventionText.number(fixed)));
  }

  private static boolean isCategory(double value, int categories) {
    return value >= 0 && value < categories && value == Math.rint(value);
  }

  /** Whether a proposal is lost at this attempt; another attempt may succeed. */
  public boolean loses(ProposedIntervention proposal) {
    return CounterRandom.of(seed, "loss of " + proposal.getDecisionId(), proposal.getAttempt())
            .uniform(0)
        < failing;
  }

  /**
   * A sample of what is proposed.
   *
   * @param proposal one that is not refused
   * @param row 0 to rows - 1
   */
  public Sample sample(ProposedIntervention proposal, int row) {
    return Sample.newBuilder()
        .setExperimentId(experiment.id())
        .setSampleId(proposal.getDecisionId() + "#" + row)
        .setTargets(proposal.getTargets())
        .setKind(InterventionKind.PERFECT)
        .setValues(Arrays.stream(values(proposal, row)).boxed().toList())
        .setDecisionId(proposal.getDecisionId())
        .build();
  }

  private double[] values(ProposedIntervention proposal, int row) {
    VariableSet targets =
        VariableSet.of(proposal.getTargets().stream().mapToInt(this::indexOf).toArray());
    Double fixed = proposal.getValue().getFixed();
    long draws = CounterRandom.of(seed, "answer to " + proposal.getDecisionId()).bits(0);
    return new Intervention(targets, fixed == null ? Intervention.UNIFORM : fixed)
        .sample(experiment.model(), draws, row);
  }

  private int indexOf(String name) {
    return experiment.names().indexOf(name);
  }
}
