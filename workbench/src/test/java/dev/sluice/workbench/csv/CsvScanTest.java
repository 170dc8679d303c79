// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import dev.sluice.workbench.command.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CsvScanTest {
  private static final Labels NONE = Labels.of(Map.of());

  @TempDir private Path folder;

  @Test
  void declaresContinuousVariablesIfAllColumnsAreNumbers() throws IOException {
    CsvScan scan = scan("\"\",A,B,INT\n1,0.5,2,A\n2,0.1,3,\n");

    assertThat(scan.rows()).isEqualTo(2);
    assertThat(scan.declaration("fixture", List.of("INT"), NONE).getExperimentId())
        .isEqualTo("fixture");
    assertThat(scan.declaration("fixture", List.of("INT"), NONE).getVariables())
        .containsExactly(
            new Variable("A", VariableKind.CONTINUOUS, null),
            new Variable("B", VariableKind.CONTINUOUS, null));
  }

  @Test
  void declaresCategoricalVariablesIfAnyColumnHoldsLabels() throws IOException {
    CsvScan scan = scan("A,B\n0,x\n1,y\n0,z\n");

    assertThat(scan.declaration("fixture", List.of(), NONE).getVariables())
        .containsExactly(
            new Variable("A", VariableKind.CATEGORICAL, 2),
            new Variable("B", VariableKind.CATEGORICAL, 3));
  }

  @Test
  void declaresAsManyCategoriesAsAreListed() throws IOException {
    CsvScan scan = scan("A,B\n1,0\n1,1\n");

    assertThat(
            scan.declaration("fixture", List.of(), Labels.of(Map.of("A", "1,2,3"))).getVariables())
        .containsExactly(
            new Variable("A", VariableKind.CATEGORICAL, 3),
            new Variable("B", VariableKind.CATEGORICAL, 2));
  }

  @Test
  void refusesAColumnOfOneLabel() throws IOException {
    CsvScan scan = scan("A,B\n0,x\n0,y\n");

    assertThatThrownBy(() -> scan.declaration("fixture", List.of(), NONE))
        .isInstanceOf(Failure.class)
        .hasMessage(
            folder.resolve("fixture.csv")
                + ": column A holds one label: not a categorical variable; declare the experiment"
                + " by a file");
  }

  private CsvScan scan(String text) throws IOException {
    return CsvScan.of(CsvFile.of(Files.writeString(folder.resolve("fixture.csv"), text), ','));
  }
}
