// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.targeting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.workbench.Console;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options that make no sense are one line, before any broker is asked. */
class SimulateLabTest {
  @ParameterizedTest
  @CsvSource({
    "--observations=-1, --observations -1: must be at least 0",
    "--batch=0, --batch 0: must be at least 1",
    "--fail=1.5, --fail 1.5: must be 0 to 1",
    "--fail=NaN, --fail NaN: must be 0 to 1",
    "--decisions=0, --decisions 0: must be at least 1",
    "--latency=999999999999d, --latency 999999999999d: must be at most 365d",
    "--rate=0, --rate 0.0: must be above 0",
  })
  void failure(String option, String problem) {
    assertThat(simulate(option)).isEqualTo(Console.failed("sluice simulate lab: " + problem));
  }

  @Test
  void aLatencyThatIsNoDuration() {
    assertThat(simulate("--latency=soon"))
        .isEqualTo(
            Console.misused(
                "sluice simulate lab: Invalid value for option '--latency': 'soon' is not a"
                    + " duration such as 250ms, 60s, 10m or 2h, or 1d for a day; see sluice"
                    + " simulate lab --help"));
  }

  private static Console simulate(String option) {
    return Console.sluice(
        List.of("simulate", "lab"),
        List.of(
            "--experiment=lab",
            "--graph=chain:3",
            "--mechanisms=linear-gaussian",
            "--bootstrap=localhost:1"),
        option);
  }
}
