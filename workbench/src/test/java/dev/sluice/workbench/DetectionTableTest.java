// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.adaptation.DetectionOutcome;
import dev.sluice.models.adaptation.DetectionStudy.Row;
import dev.sluice.models.adaptation.Detector;
import dev.sluice.models.scm.GraphFamily;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetectionTableTest {
  private static final DetectionTable TABLE =
      new DetectionTable(
          List.of(
              new Row(
                  GraphFamily.parse("er:6:1.5"),
                  2_000,
                  Detector.Z_TEST_RAW,
                  480_000,
                  List.of(
                      new DetectionOutcome(40, 17, true, 0),
                      new DetectionOutcome(2, DetectionOutcome.MISSED, false, 3)))),
          20_000);

  @Test
  void oneLinePerRow() {
    assertThat(TABLE.text().lines())
        .startsWith(
            "                                         first alarm         delay          per 1e6"
                + "    over    wrongly",
            "graphs    burn-in  detector                    right missed median    p90     false"
                + " nominal    flagged",
            "er:6:1.5     2000  z-test-raw                 1 of 2      1     17      -      87.5"
                + "    1.75    3 of 10",
            "",
            "first alarm right  systems whose first alarm after the change was on the changed"
                + " mechanism");
  }

  @Test
  void oneCsvLinePerSystem() {
    assertThat(TABLE.csv())
        .isEqualTo(
            """
            graphs,burnIn,seed,detector,falseAlarms,right,delay,wronglyFlagged
            er:6:1.5,2000,1,z-test-raw,40,true,17,0
            er:6:1.5,2000,2,z-test-raw,2,false,,3
            """);
  }
}
