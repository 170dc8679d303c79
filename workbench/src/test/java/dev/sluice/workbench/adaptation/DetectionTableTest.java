// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.adaptation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.adaptation.study.DetectionOutcome;
import dev.sluice.models.adaptation.study.DetectionStudy;
import dev.sluice.models.adaptation.study.Detector;
import dev.sluice.models.scm.MechanismFamily;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetectionTableTest {
  private static final DetectionStudy.Settings SETTINGS =
      new DetectionStudy.Settings(
          List.of("er-1.5"),
          6,
          MechanismFamily.parse("mlp:3"),
          List.of(2_000),
          40_000,
          1_000,
          20_000,
          30,
          EnumSet.of(Detector.Z_TEST_RAW),
          2);

  private static final DetectionTable TABLE =
      new DetectionTable(
          SETTINGS,
          List.of(
              new DetectionStudy.Row(
                  SETTINGS,
                  "er-1.5",
                  2_000,
                  Detector.Z_TEST_RAW,
                  List.of(
                      new DetectionOutcome(40, 17, true, 0),
                      new DetectionOutcome(2, DetectionOutcome.MISSED, false, 3)))));

  @Test
  void oneLinePerRow() {
    assertThat(TABLE.lines())
        .startsWith(
            "                                         first alarm         delay          per 1e6"
                + "    over    wrongly",
            "density   burn-in  detector                    right missed median    p90     false"
                + " nominal    flagged",
            "er-1.5       2000  z-test-raw                 1 of 2      1     17      -      87.5"
                + "    1.75    3 of 10",
            "",
            "first alarm right  systems whose first alarm after the change was on the changed"
                + " mechanism");
  }

  @Test
  void oneCsvLinePerSystem() {
    assertThat(TABLE.csv())
        .containsExactly(
            "density,burn_in,seed,detector,false_alarms,first_alarm_right,delay,wrongly_flagged",
            "er-1.5,2000,1,z-test-raw,40,true,17,0",
            "er-1.5,2000,2,z-test-raw,2,false,,3");
  }
}
