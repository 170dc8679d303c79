// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion.enhance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptorFileTest {
  private static final String HEADER = "caseId,patientId,split,image";

  @TempDir private Path folder;

  private Acceptors read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), text);
    return AcceptorFile.read(file.toString());
  }

  @Test
  void rowsComeByCaseWhateverTheirOrderAndThatOfColumns() throws IOException {
    Acceptors acceptors =
        read(
            """
            \uFEFFimage,brain,split,phantom,patientId,caseId
            /b.nii,/b-brain.nii,TRAINING,true,p2,b

            "/a,1 ""x"".nii",,TRAINING,false,"p1",a
            s3://c/c.nii,,TRAINING,,Größe,c\r
            """);

    assertThat(acceptors.rows())
        .containsExactly(
            new AcceptorRow("a", "p1", "/a,1 \"x\".nii", "", false),
            new AcceptorRow("b", "p2", "/b.nii", "/b-brain.nii", true),
            new AcceptorRow("c", "Größe", "s3://c/c.nii", "", false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                        | : is empty, expected a header and acceptors
          caseId,patientId,split,image              | : has no acceptors below its header
          caseId,patientId,image                    | , line 1: no column split; expected caseId,patientId,split,image, and perhaps brain,phantom
          caseId,patientId,split,image,brian        | , line 1: column 'brian' is none of caseId,patientId,split,image,brain,phantom
          caseId,patientId,split,image,image        | , line 1: a column is there twice
          caseId,"patientId,split,image             | , line 1: a quote does not end
          """)
  void aFileThatIsNoneIsRefused(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(folder.resolve("a.csv") + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a,p,TEST,/a.nii                  | case a is of split TEST; nothing synthetic may be made of any but TRAINING
          a,p,UNKNOWN,/a.nii               | case a is of split UNKNOWN; nothing synthetic may be made of any but TRAINING
          a,p,training,/a.nii              | case a is of split training; nothing synthetic may be made of any but TRAINING
          a,p,TRAINING                     | has 3 fields, its header 4
          a,p,TRAINING,/a.nii,x            | has 5 fields, its header 4
          a, ,TRAINING,/a.nii              | patientId is blank
          a,p,TRAINING,                    | image is blank
          "a"b,p,TRAINING,/a.nii           | something follows a closing quote
          first,p,TRAINING,/a.nii          | case first is there twice
          """)
  void aRowThatMustNotTakeLesionsIsRefusedByItsLine(String row, String message) {
    assertThatThrownBy(() -> read(HEADER + "\nfirst,q,TRAINING,/f.nii\n" + row + "\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(folder.resolve("a.csv") + ", line 3: " + message);
  }

  @Test
  void phantomIsTrueOrFalse() {
    assertThatThrownBy(() -> read(HEADER + ",phantom\na,p,TRAINING,/a.nii,yes"))
        .hasMessage(folder.resolve("a.csv") + ", line 2: phantom is 'yes', expected true or false");
  }

  @Test
  void whatCannotBeReadIsNamedInOneLine() throws IOException {
    Path missing = folder.resolve("none.csv");
    assertThatThrownBy(() -> AcceptorFile.read(missing.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(missing + ": cannot be read: ");
    assertThatThrownBy(() -> AcceptorFile.read("nowhere://x/y"))
        .hasMessageStartingWith("nowhere://x/y: cannot be read: ");
    assertThatThrownBy(() -> AcceptorFile.read("")).hasMessageStartingWith(": cannot be read: ");
    Path latin = folder.resolve("latin.csv");
    Files.write(latin, "caseId,Größe".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> AcceptorFile.read(latin.toString()))
        .hasMessage(latin + ": is not in UTF-8");
  }
}
