// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.InterventionKind;
import dev.sluice.models.scm.MechanismFamily;
import dev.sluice.models.scm.ShiftSchedule;
import dev.sluice.models.scm.ShiftSchedule.Shift;
import dev.sluice.schemas.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShiftingExperimentTest {
  private final SimulatedExperiment system =
      SimulatedExperiment.draw(
          "lab",
          GraphFamily.parse("chain:3"),
          MechanismFamily.parse("mlp:3"),
          InterventionKind.SOFT,
          1);

  @Test
  void sampleOfTheSource() {
    Sample sample = shifting(Shift.REDRAW_ONE, true).sample(7);

    assertThat(sample.getExperimentId()).isEqualTo("lab");
    assertThat(sample.getSampleId()).isEqualTo("chain:3/mlp:3/1/redraw-one:10:5:1:2/7");
    assertThat(sample.getTargets()).isEmpty();
    assertThat(sample.getKind()).isEqualTo(dev.sluice.schemas.InterventionKind.SOFT);
    assertThat(sample.getValues()).hasSize(3).isSubsetOf(0.0, 1.0, 2.0);
    assertThat(sample.getRegime()).isEqualTo("source");
    assertThat(sample.getOracleLosses()).hasSize(3).allMatch(loss -> loss > 0);
  }

  @Test
  void sampleOfAShift() {
    ShiftingExperiment shifting = shifting(Shift.PERFECT, true);
    Sample sample = shifting.sample(10);

    assertThat(sample.getSampleId()).isEqualTo("chain:3/mlp:3/1/perfect:10:5:1:2/10");
    assertThat(sample.getTargets()).hasSize(1);
    assertThat(sample.getKind()).isEqualTo(dev.sluice.schemas.InterventionKind.PERFECT);
    assertThat(sample.getRegime()).isEqualTo("shift-1");
    int target = system.names().indexOf(sample.getTargets().get(0));
    assertThat(sample.getOracleLosses().get(target)).isEqualTo(-Math.log(1 / 3.0));
    assertThat(shifting.sample(15).getRegime()).isEqualTo("shift-2");
    assertThat(shifting.sample(10)).isEqualTo(sample);
  }

  @Test
  void targetsMayStayUnknown() {
    Sample unknown = shifting(Shift.REDRAW_ONE, false).sample(10);
    Sample known = shifting(Shift.REDRAW_ONE, true).sample(10);

    assertThat(unknown.getTargets()).isNull();
    assertThat(unknown.getValues()).isEqualTo(known.getValues());
  }

  @Test
  void variablesTakeOtherNames() {
    List<String> names = List.of("a", "b", "c");
    ShiftSchedule schedule = new ShiftSchedule(Shift.REDRAW_ONE, 10, 5, 2, 3, 2);

    assertThat(system.named(names).shifting(schedule, true).sample(12).getTargets())
        .isEqualTo(names);
  }

  private ShiftingExperiment shifting(Shift shift, boolean tellsTargets) {
    return system.shifting(new ShiftSchedule(shift, 10, 5, 2, 1, 2), tellsTargets);
  }
}
