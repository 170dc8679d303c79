// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.schemas.LesionCase;
import dev.sluice.schemas.LesionCaseKind;
import dev.sluice.schemas.LesionSplit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrueCaseTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, -, default",
        "-, TEST, default",
        "-, TRAINING, default/training",
        "site, UNKNOWN, site",
        "site, TEST, site",
        "site, TRAINING, site/training",
      })
  void trainingCasesAreSummedUpApart(String group, LesionSplit split, String counted) {
    LesionCase declared =
        LesionCase.newBuilder()
            .setCaseId("c")
            .setGroup(group)
            .setKind(LesionCaseKind.NORMAL)
            .setSplit(split)
            .setImage("/c.nii")
            .build();

    assertThat(TrueCase.of(declared).group()).isEqualTo(counted);
  }
}
