// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.mesa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.schemas.Token;
import dev.sluice.workbench.Console;
import dev.sluice.workbench.csv.CsvFile;
import dev.sluice.workbench.csv.Missing;
import dev.sluice.workbench.csv.Numerals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sluice replay tokens}: what rows become, and what is refused before a broker is asked. */
final class ReplayTokensTest {
  private static final Missing DROPPED =
      new Missing(List.of("NA"), Missing.Policy.DROP, Numerals.POINT);

  @TempDir private Path folder;

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("Größe 1.csv"), text);
  }

  private TokenCsv csv(String text, Missing missing, int sequence, int step, int... entries)
      throws IOException {
    return TokenCsv.of(
        CsvFile.of(write(text), ','),
        new TokenCsv.Columns(entries, sequence, step),
        missing,
        "file",
        "some");
  }

  private static List<String> tokens(TokenCsv csv) {
    List<Token> tokens = new ArrayList<>();
    csv.forEach(tokens::add);
    assertThat(tokens).hasSize((int) csv.size()).allMatch(token -> token.getGroup().equals("some"));
    return tokens.stream()
        .map(token -> token.getSequenceId() + " " + token.getT() + " " + token.getValues())
        .toList();
  }

  private void fails(String text, String why, String... options) throws IOException {
    Path file = write(text);
    Object[] arguments =
        Stream.of(
                Stream.<Object>of("replay", "tokens", file),
                Arrays.stream(options),
                Stream.of("--bootstrap=localhost:1"))
            .flatMap(each -> each)
            .toArray();

    assertThat(Console.sluice(arguments))
        .isEqualTo(Console.failed("sluice replay tokens: " + why.replace("FILE", "" + file)));
  }

  @Test
  void rowsAreTheStepsOfOneSequence() throws IOException {
    TokenCsv csv = csv("a,day,b\n1,mon,-2e3\n0.5,tue,4\n", Missing.NONE, -1, -1, 2, 0);

    assertThat(tokens(csv)).containsExactly("file 1 [-2000.0, 1.0]", "file 2 [4.0, 0.5]");
    assertThat(csv.sequences()).isEqualTo(1);
  }

  @Test
  void sequencesMayTakeTurnsAndCountFromAnyStep() throws IOException {
    TokenCsv csv =
        csv(
            "run,second,x\nä b,0,1\n\"c,\"\"d\",1850,2\nä b,1,3\n\"c,\"\"d\",1851,4\n",
            Missing.NONE,
            0,
            1,
            2);

    assertThat(tokens(csv))
        .containsExactly(
            "file:ä b 1 [1.0]", "file:c,\"d 1 [2.0]", "file:ä b 2 [3.0]", "file:c,\"d 2 [4.0]");
    assertThat(csv.sequences()).isEqualTo(2);
  }

  /** What follows a row that is left out did not follow from what is before it. */
  @Test
  void aRowThatIsLeftOutBreaksItsSequence() throws IOException {
    TokenCsv csv =
        csv(
            "r,t,x\nA,1,NA\nA,2,1\nA,3,2\nB,1,5\nA,4,NA\nA,5,\nA,6,3\nB,2,6\nA,7,NA\n",
            DROPPED,
            0,
            1,
            2);

    assertThat(tokens(csv))
        .containsExactly(
            "file:A 1 [1.0]",
            "file:A 2 [2.0]",
            "file:B 1 [5.0]",
            "file:A#2 1 [3.0]",
            "file:B 2 [6.0]");
    assertThat(csv.sequences()).isEqualTo(3);
    assertThat(csv.leftOut()).isEqualTo(4);
  }

  @Test
  void aCellWithoutAValueIsRefusedWithItsPlace() throws IOException {
    fails(
        "a,b\n1,2\n3,\n",
        "FILE line 3, column b: '' is no value; with --on-missing drop the row is left out, and what"
            + " follows is a new sequence");
    fails(
        "a,b\n1,2\nNaN,4\n",
        "FILE line 3, column a: 'NaN' is not a number; if it stands for a missing value: --missing"
            + " NaN --on-missing drop");
    fails(
        "a,b\n1,2\n-999,4\n",
        "FILE line 3, column a: '-999' is no value; with --on-missing drop the row is left out, and"
            + " what follows is a new sequence",
        "--missing=-999");
    fails("a,b\n1,inf\n", "FILE line 2, column b: 'inf' is not a finite number");
    fails("a,b\n,1\n2,\n", "FILE: every row lacks a value: nothing is sent", "--on-missing=drop");
  }

  @Test
  void whatIsNoNumberIsRefusedWithAHint() throws IOException {
    fails(
        "day,b\n2020-01-01,2\n",
        "FILE line 2, column day: '2020-01-01' is a date or time, not a number; to leave the column"
            + " out: --leave-out");
    fails(
        "a;b\n1,5;x\n",
        "FILE line 2, column b: 'x' is not a number",
        "--delimiter=;",
        "--decimal=,");
    fails("a,b\n1,2\n3\n", "FILE line 3: 1 values, but the header has 2 columns");
    fails(
        "1.5,2\n3,4\n",
        "FILE: line 1 holds numbers (1.5, 2) where names of columns should be; if the file names no"
            + " columns: --no-header or --names A,B,..., else --header");
    fails("a,b\n", "FILE: there are no rows below the header: nothing is sent");
  }

  @Test
  void stepsThatAreMissingOrOutOfOrderAreRefused() throws IOException {
    String rows = "r,t,x\nA,1,0\nB,7,0\nA,3,0\n";
    fails(
        rows,
        "FILE line 4, column t: 3 follows 1: the steps of a sequence rise by 1 from row to row",
        "--sequence-column=r",
        "--step-column=t");
    fails(
        "t,x\n2,0\n2,1\n",
        "FILE line 3, column t: 2 follows 2: the steps of a sequence rise by 1 from row to row",
        "--step-column=t");
    fails("t,x\n1.5,0\n", "FILE line 2, column t: '1.5' is not a whole number", "--step-column=t");
    fails(
        "r,x\nA,1\n,2\n",
        "FILE line 3, column r: must say which sequence the row belongs to",
        "--sequence-column=r");
    fails(
        "r,x\nA#2,1\n",
        "FILE line 2, column r: 'A#2' could be a part of another sequence that --on-missing drop"
            + " breaks",
        "--sequence-column=r",
        "--on-missing=drop");
  }

  @Test
  void columnsAreNamedOnceAndExist() throws IOException {
    String rows = "a,b\n1,2\n";
    fails(rows, "FILE: no column c (--columns); there are [a, b]", "--columns=c");
    fails(rows, "FILE: no column c (--sequence-column); there are [a, b]", "--sequence-column=c");
    fails(rows, "--columns: names a column twice: a,a", "--columns=a,a");
    fails(rows, "--columns a: is named by another option, too", "--columns=a,b", "--step-column=a");
    fails(
        rows,
        "--step-column a: is the --sequence-column, too",
        "--step-column=a",
        "--sequence-column=a");
    fails(rows, "FILE: no column is left for the entries of tokens", "--leave-out=a,b");
    fails(rows, "--name: must not be empty", "--name=");
    String wide = IntStream.range(0, 65).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
    fails(
        wide + "\n",
        "FILE: 65 columns, but a token has 64 entries at most: choose them by --columns");
  }
}
