// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.scm.ShiftSchedule;
import dev.sluice.models.scm.ShiftedStream;
import dev.sluice.schemas.Sample;
import java.util.Arrays;
import java.util.List;

/**
 * A simulated system whose mechanisms change on schedule. Samples are a function of system,
 * schedule and index. Immutable.
 *
 * @param system the source, with names of the variables
 * @param stream its values and regimes
 * @param tellsTargets whether samples name the mechanisms that differ from the source's
 */
public record ShiftingExperiment(
    SimulatedExperiment system, ShiftedStream stream, boolean tellsTargets) {
  /**
   * The sample of an index. Its id says where it comes from, so that the same sample sent again, by
   * another run with more shifts too, is recognised as a duplicate.
   *
   * @param index 0 to the schedule's length - 1
   */
  public Sample sample(long index) {
    ShiftSchedule schedule = stream.schedule();
    ShiftedStream.Draw draw = stream.draw(index);
    return Sample.newBuilder()
        .setExperimentId(system.id())
        .setSampleId(system.origin() + "/" + origin(schedule) + "/" + index)
        .setTargets(tellsTargets ? names(draw.regime().targets()) : null)
        .setKind(dev.sluice.schemas.InterventionKind.valueOf(schedule.shift().kind().name()))
        .setValues(boxed(draw.values()))
        .setRegime(draw.regime().label())
        .setOracleLosses(boxed(draw.losses()))
        .build();
  }

  private static String origin(ShiftSchedule schedule) {
    return "%s:%d:%d:%d:%d"
        .formatted(
            schedule.shift().code(),
            schedule.source(),
            schedule.shots(),
            schedule.targets(),
            schedule.transition());
  }

  private List<String> names(VariableSet targets) {
    return Arrays.stream(targets.members()).mapToObj(system.names()::get).toList();
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
