// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.discovery;

import dev.sluice.models.discovery.study.DiscoveryOutcome;
import dev.sluice.models.discovery.study.DrawCounts;
import dev.sluice.models.discovery.study.StudyMethod;
import dev.sluice.models.statistics.Quartiles;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Outcomes of a study of discovery, over the seeds. */
record DiscoveryMedians(List<DiscoveryOutcome> outcomes) {

  /** Those of one kind of systems and number of draws. */
  DiscoveryMedians of(String truth, DrawCounts draws) {
    return new DiscoveryMedians(
        outcomes.stream()
            .filter(outcome -> outcome.truth().equals(truth) && outcome.draws().equals(draws))
            .toList());
  }

  /** Those of a method after an epoch; the exact posterior has no epochs. */
  DiscoveryMedians at(StudyMethod method, int epoch) {
    int of = method.learns() ? epoch : 0;
    return new DiscoveryMedians(
        outcomes.stream()
            .filter(outcome -> outcome.method() == method && outcome.epoch() == of)
            .toList());
  }

  /** Those of a method, of all epochs. */
  DiscoveryMedians of(StudyMethod method) {
    return new DiscoveryMedians(
        outcomes.stream().filter(outcome -> outcome.method() == method).toList());
  }

  /** Quartiles of a measure where it is defined; empty if it nowhere is. */
  Optional<Quartiles> quartiles(ToDoubleFunction<DiscoveryOutcome> measure) {
    double[] values =
        outcomes.stream().mapToDouble(measure).filter(value -> !Double.isNaN(value)).toArray();
    return values.length == 0 ? Optional.empty() : Optional.of(Quartiles.of(values));
  }
}
