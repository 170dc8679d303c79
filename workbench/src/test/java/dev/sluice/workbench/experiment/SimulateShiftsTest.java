// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.workbench.Console;
import dev.sluice.workbench.Sluice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options that make no sense are one line, before any broker is asked. */
class SimulateShiftsTest {
  @Test
  void unknownShift() {
    Console console = simulate("--shift=earthquake");

    assertThat(console.code()).isEqualTo(Sluice.MISUSED);
    assertThat(console.err().lines()).hasSize(1);
    assertThat(console.err())
        .contains("--shift")
        .contains("'earthquake' is not a shift (redraw-one, perfect, gradual, recurrent)");
  }

  @ParameterizedTest
  @CsvSource({
    "--source=-1, '--source: must be at least 0, is -1'",
    "--shots=0, '--shots: must be at least 1, is 0'",
    "--shifts=-1, '--shifts: must be at least 0, is -1'",
    "--targets=0, '--targets: must be at least 1, is 0'",
    "--targets=4, '--targets 4: --graph chain:3 has only 3 variables'",
    "--transition=501, '--transition: must be 1 to 500, is 501'",
    "--rate=0, '--rate 0.0: must be above 0'"
  })
  void outOfRange(String option, String problem) {
    Console console = simulate(option);

    assertThat(console)
        .isEqualTo(
            new Console(Sluice.FAILED, "", "sluice simulate shifts: %s%n".formatted(problem)));
  }

  @Test
  void helpListsFamiliesAndShifts() {
    Console console = Console.sluice("simulate", "shifts", "--help");

    assertThat(console.code()).isZero();
    assertThat(console.out().lines())
        .contains(
            "  er:NODES:K       Erdos-Renyi with K expected edges per node",
            "  mlp:K            random networks over K categories, some with weak effects",
            "  redraw-one       drawn anew from the same law");
  }

  private static Console simulate(String option) {
    return Console.sluice(
        "simulate",
        "shifts",
        "--experiment=lab",
        "--graph=chain:3",
        "--mechanisms=mlp:3",
        "--bootstrap=localhost:1",
        option);
  }
}
