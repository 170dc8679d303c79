// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion.enhance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.jobs.ParsedOptions;
import dev.sluice.models.lesion.enhance.EnhancementSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnhanceOptionsTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    String text = "caseId,patientId,split,image\na,p,TRAINING,/a.nii\n";
    file = Files.writeString(folder.resolve("acceptors.csv"), text);
  }

  private EnhanceSettings parse(String... more) {
    List<String> arguments = new ArrayList<>(List.of("--acceptors=" + file, "--out=some/../out"));
    arguments.addAll(List.of(more));
    return ParsedOptions.of(new EnhanceOptions(), arguments.toArray(String[]::new));
  }

  @Test
  void defaults() {
    EnhanceSettings settings = parse();

    assertThat(settings.enhancement()).isEqualTo(EnhancementSettings.DEFAULT);
    assertThat(settings.replicas()).isEqualTo(5);
    assertThat(settings.seed()).isZero();
    assertThat(settings.mostBytes()).isEqualTo(64 << 20);
    assertThat(settings.out()).isEqualTo(Path.of("out").toAbsolutePath().toString());
    assertThat(settings.topics().group()).isEqualTo("sluice.enhance");
    assertThat(settings.acceptors().rows())
        .containsExactly(new AcceptorRow("a", "p", "/a.nii", "", false));
  }

  @Test
  void aFolderOfAnotherFileSystemIsKeptAsItIs() {
    assertThat(ofFolder("file:///tmp/x").out()).isEqualTo("file:/tmp/x");
    assertThatThrownBy(() -> ofFolder("nowhere://x/y")).hasMessageStartingWith("--out: ");
    assertThatThrownBy(() -> ofFolder("")).hasMessageStartingWith("--out: ");
  }

  private EnhanceSettings ofFolder(String out) {
    return ParsedOptions.of(new EnhanceOptions(), "--acceptors=" + file, "--out=" + out);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --replicas         | 0     | --replicas: must be 1 to 10000, is 0
          --feather          | -1    | --feather: must be 0 to 100, is -1
          --most-enhancement | NaN   | --most-enhancement: must be above 0, at most 1000, is NaN
          --least-in-brain   | 1.1   | --least-in-brain: must be 0 to 1, is 1.1
          --attempts         | 0     | --attempts: must be 1 to 10000, is 0
          --noise            | NaN   | --noise: must be 0 to 100, is NaN
          --max-file-bytes    | 1b    | --max-file-bytes: must be at least 1k, is 1
          """)
  void errorsNameTheOption(String option, String value, String message) {
    assertThatThrownBy(() -> parse(option, value)).hasMessageStartingWith(message);
  }

  @Test
  void acceptorsThatCannotBeUsedAreRefusedBeforeTheJobIsSubmitted() throws IOException {
    Files.writeString(file, "caseId,patientId,split,image\na,p,TEST,/a.nii\n");
    assertThatThrownBy(() -> parse())
        .hasMessage(
            "--acceptors: %s, line 2: case a is of split TEST; nothing synthetic may be made of any"
                    .formatted(file)
                + " but TRAINING");
    Files.delete(file);
    assertThatThrownBy(() -> parse())
        .hasMessageStartingWith("--acceptors: %s: cannot be read: ".formatted(file));
  }
}
