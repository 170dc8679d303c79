// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.adaptation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.adaptation.ShiftEvent;
import dev.sluice.schemas.MechanismShift;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdaptationSnapshotsTest {
  private static MechanismShift told(ShiftEvent.Action action, long changeAt) {
    ShiftEvent event = new ShiftEvent(1, 2_973, changeAt, 11, action, "");
    return AdaptationSnapshots.event(event, List.of("A", "B"));
  }

  @Test
  void aRejectedAlarmHasNoTimeOfAChange() {
    MechanismShift rejected = told(ShiftEvent.Action.REJECTED, ShiftEvent.NO_CHANGE);

    assertThat(rejected.getChangeAt()).isNull();
    assertThat(rejected.getVariable()).isEqualTo("B");
    assertThat(rejected.getAlarmAt()).isEqualTo(2_973);
    assertThat(told(ShiftEvent.Action.ADAPTED, 0).getChangeAt()).isZero();
  }
}
