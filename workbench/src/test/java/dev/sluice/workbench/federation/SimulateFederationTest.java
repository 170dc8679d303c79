// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.workbench.Console;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options that make no sense are one line, before any broker is asked. */
class SimulateFederationTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --sites=0              | --sites: must be from 1 to 1024, is 0
          --sites=4              | --targets disjoint:1 of 4 sites needs 4 variables, there are 3
          --targets=overlapping:4| --targets overlapping:4 of 3 sites needs 4 variables, there are 3
          --observational=-1     | --observational: must be at least 0, is -1
          --interventional=-1    | --interventional: must be at least 0, is -1
          --site-prefix=a/       | --site-prefix: is no name in Kafka
          --rate=0               | --rate 0.0: must be above 0
          """)
  void refuses(String option, String problem) {
    assertThat(
            Console.sluice(
                "simulate",
                "federation",
                "--experiment=lab",
                "--graph=chain:3",
                "--mechanisms=linear-gaussian",
                "--bootstrap=localhost:1",
                option))
        .isEqualTo(Console.failed("sluice simulate federation: " + problem));
  }

  @Test
  void sitesHaveLetters() {
    assertThat(SimulateFederation.letters(0)).isEqualTo("a");
    assertThat(SimulateFederation.letters(25)).isEqualTo("z");
    assertThat(SimulateFederation.letters(26)).isEqualTo("aa");
    assertThat(SimulateFederation.letters(1023)).isEqualTo("amj");
  }
}
