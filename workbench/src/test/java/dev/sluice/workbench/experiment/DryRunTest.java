// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.workbench.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sluice replay samples --dry-run}, without any broker. */
final class DryRunTest {
  private static final String NOTHING =
      "nothing was sent (--dry-run); declarations that exist were not looked at";

  @TempDir private Path folder;

  @Test
  void showsNumbersTargetsRegimesAndMissingValues() throws IOException {
    Path file =
        write("day,A,B,INT,phase\nmon,1.5,?,A,x\ntue,2,3,,y\nwed,-4e3,5,A;B,y\nthu,1,,B,y\n");

    assertThat(
            Console.sluice(
                "replay",
                "samples",
                file,
                "--dry-run",
                "--leave-out=day",
                "--targets-column=INT",
                "--regime-column=phase",
                "--missing=NA,?",
                "--on-missing=drop"))
        .isEqualTo(
            Console.said(
                "data: 4 rows, 5 columns, 2 of them variables",
                "column  kind         values",
                "day     left out",
                "A       continuous   -4000.0 to 2.0",
                "B       continuous   3.0 to 5.0, 2 missing",
                "INT     targets",
                "phase   regime",
                "2 samples: 1 observational, 1 interventional",
                "targets: A;B 1",
                "regimes: y 2",
                "2 of 4 rows are left out for missing values: B 2",
                NOTHING));
  }

  @Test
  void showsLabels() throws IOException {
    Path file = write("G;H;K\nb;0;1,5\na;1;2\nb;0;1,5\n");

    assertThat(
            Console.sluice(
                "replay",
                "samples",
                file,
                "--dry-run",
                "--delimiter=;",
                "--decimal=,",
                "--leave-out=K"))
        .isEqualTo(
            Console.said(
                "data: 3 rows, 3 columns, 2 of them variables",
                "column  kind         values",
                "G       categorical  a=0 b=1",
                "H       categorical  numbers from 0 to 1 stay",
                "K       left out",
                "3 samples: 3 observational, 0 interventional",
                NOTHING));
  }

  @Test
  void failsAsTheRealThingWould() throws IOException {
    Path file = write("a,b\n1.5,2.25\n2.5,NA\n3.25,1.125\n");

    assertThat(Console.sluice("replay", "samples", file, "--dry-run"))
        .isEqualTo(
            Console.failed(
                "sluice replay samples: "
                    + file
                    + " line 3, column b: 'NA' is not a number; if it stands for a missing value:"
                    + " --missing NA --on-missing drop"));
    assertThat(Console.sluice("replay", "samples", file, "--dry-run", "--missing=NA"))
        .isEqualTo(
            Console.failed(
                "sluice replay samples: "
                    + file
                    + " line 3, column b: 'NA' is missing; to leave such rows out: --on-missing"
                    + " drop"));
  }

  @Test
  void saysWhichLabelsAllColumnsLack() throws IOException {
    Path file = write("a,b,c\n1,2,0\n2,1,1\n1,3,0\n");

    assertThat(Console.sluice("replay", "samples", file, "--dry-run", "--categorical").err())
        .contains(
            "2 columns do not hold all of their labels, or whole numbers other than indices: list"
                + " them in order, or all columns' at once by --labels A,B,...: --labels a=1,2"
                + " --labels b=1,2,3");
    assertThat(
            Console.sluice(
                    "replay", "samples", file, "--dry-run", "--labels=1,2,3", "--labels=c=0,1")
                .out())
        .contains(
            "a       categorical  1=0 2=1 3=2",
            "b       categorical  1=0 2=1 3=2",
            "c       categorical  0=0 1=1");
  }

  @Test
  void knowsItsOptionsAndOneFile() throws IOException {
    Path file = write("a,b\n1,2\n3,4\n");

    assertThat(Console.sluice("replay", "samples", file, "--dry-run", "--target-column=a"))
        .isEqualTo(
            Console.misused(
                "sluice replay samples: Unknown option: '--target-column=a', did you mean"
                    + " --targets-column?; see sluice replay samples --help"));
    assertThat(Console.sluice("replay", "samples", file, "--dry-run", "--targets-by=names").err())
        .contains("--targets-by: only --targets-column is read by names or positions");
    assertThat(Console.sluice("replay", "samples", file, file, "--dry-run"))
        .isEqualTo(
            Console.misused(
                "sluice replay samples: 2 files, %s and %s: one per call, as each has its own"
                        .formatted(file, file)
                    + " --targets and --labels; see sluice replay samples --help"));
  }

  @Test
  void needsAFileAndOptionsThatAgree() throws IOException {
    Path file = write("a,b\n1,2\n3,4\n");

    assertThat(Console.sluice("replay", "samples", "--dry-run").err())
        .contains("Missing required parameter: 'FILE.csv'");
    assertThat(Console.sluice("replay", "samples", file, "--dry-run", "--decimal=,").err())
        .contains("--decimal ,: is the --delimiter, too");
    assertThat(
            Console.sluice("replay", "samples", file, "--dry-run", "--header", "--names=x,y").err())
        .contains("--names: --header says that the file names its columns");
    assertThat(Console.sluice("replay", "samples", file, "--dry-run", "--no-header").err())
        .contains("line 1, column V1: 'a' is not a number");
    assertThat(
            Console.sluice("replay", "samples", write("1,2\n3,4\n"), "--dry-run", "--names=x,y")
                .out())
        .contains("data: 2 rows", "x       continuous   1.0 to 3.0");
    assertThat(
            Console.sluice(
                "replay", "samples", file, "--dry-run", "--targets=a", "--targets-column=b"))
        .isEqualTo(
            Console.misused(
                "sluice replay samples: --targets, --targets-column, --targets-columns: only one can"
                    + " say the targets; see sluice replay samples --help"));
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("data.csv"), text);
  }
}
