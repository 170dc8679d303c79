// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.csv;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.workbench.command.Failure;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LabelsTest {

  @ParameterizedTest
  @ValueSource(strings = {"a,,b", "a,b,a", ""})
  void refusesListsThatMakeNoSense(String text) {
    assertThatThrownBy(() -> Labels.of(Map.of("A", text)))
        .isInstanceOf(Failure.class)
        .hasMessage("--labels A=" + text + ": a label is empty or given twice");
  }
}
