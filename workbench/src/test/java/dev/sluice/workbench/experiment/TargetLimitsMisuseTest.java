// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.workbench.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits of interventions at the command line, before any broker is asked. */
final class TargetLimitsMisuseTest {
  private static final String NOWHERE = "--bootstrap=localhost:1";

  @TempDir private Path folder;

  @Test
  void aDryRunShowsThemAndChecksThem() throws IOException {
    Path csv = Files.writeString(folder.resolve("r.csv"), "A,B\n1.5,2\n");

    assertThat(
            Console.sluice(
                "replay",
                "samples",
                csv,
                "--dry-run",
                "--target-costs=B=0.25,A=1e30",
                "--only-targets=B",
                "--target-budget=0"))
        .isEqualTo(
            Console.said(
                "r: 1 rows, 2 columns, 2 of them variables",
                "column  kind         values",
                "A       continuous   1.5 to 1.5",
                "B       continuous   2.0 to 2.0",
                "interventions: costs A=1.0E30, B=0.25; only on B; budget 0",
                "1 samples: 1 observational, 0 interventional",
                "nothing was sent (--dry-run); declarations that exist were not looked at"));
    assertThat(
            Console.sluice("replay", "samples", csv, "--dry-run", "--forbidden-targets=B,A").out())
        .contains("interventions: not on B, A; no target is left");
    assertThat(Console.sluice("replay", "samples", csv, "--dry-run", "--only-targets=C"))
        .isEqualTo(
            Console.failed(
                "sluice replay samples: --only-targets: 'C' is no variable; there are [A, B]"));
  }

  @Test
  void mistakesAreFoundBeforeTheBroker() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("w.json"),
            "{\"experimentId\":\"w\",\"variables\":[{\"name\":\"Mech\",\"kind\":\"CONTINUOUS\"}]}");

    assertThat(Console.sluice("declare", file, NOWHERE, "--target-costs", "Mecj=3"))
        .isEqualTo(
            Console.failed(
                "sluice declare: --target-costs: 'Mecj' is no variable; did you mean Mech? there are"
                    + " [Mech]"));
    assertThat(Console.sluice("declare", file, NOWHERE, "--target-budget", "-5"))
        .isEqualTo(
            Console.failed("sluice declare: --target-budget: '-5' is not a number of at least 0"));
    assertThat(simulate("--forbidden-targets=X4"))
        .isEqualTo(
            Console.failed(
                "sluice simulate samples: --forbidden-targets: 'X4' is no variable; did you mean X1?"
                    + " there are [X1, X2, X3]"));
  }

  @Test
  void aHiddenVariableIsNoTarget() {
    assertThat(simulate("--hidden=X2", "--forbidden-targets=X2"))
        .isEqualTo(
            Console.failed(
                "sluice simulate samples: --forbidden-targets: 'X2' is no variable; did you mean X1?"
                    + " there are [X1, X3]"));
  }

  @Test
  void theyBelongToADeclaration() throws IOException {
    Path csv = Files.writeString(folder.resolve("r.csv"), "A,B\n1.5,2\n");

    assertThat(Console.sluice("declare", "--end=w", NOWHERE, "--target-budget=5"))
        .isEqualTo(
            Console.misused(
                "sluice declare: --target-budget: belongs to a declaration, which --end is not; see"
                    + " sluice declare --help"));
    assertThat(simulate("--no-declare", "--only-targets=X1"))
        .isEqualTo(
            Console.misused(
                "sluice simulate samples: --only-targets: belongs to a declaration: not with"
                    + " --no-declare; see sluice simulate samples --help"));
    assertThat(
            Console.sluice(
                "replay", "samples", csv, "--experiment=r", NOWHERE, "--target-costs=A=2"))
        .isEqualTo(
            Console.misused(
                "sluice replay samples: --target-costs: belongs to a declaration: --declare; see"
                    + " sluice replay samples --help"));
  }

  private static Console simulate(String... options) {
    Object[] usual = {
      "simulate",
      "samples",
      "--experiment=lab",
      "--graph=chain:3",
      "--mechanisms=linear-gaussian",
      NOWHERE
    };
    Object[] all = Arrays.copyOf(usual, usual.length + options.length);
    System.arraycopy(options, 0, all, usual.length, options.length);
    return Console.sluice(all);
  }
}
