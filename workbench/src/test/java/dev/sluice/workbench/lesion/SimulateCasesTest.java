// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.lesion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.lesion.nifti.NiftiImage;
import dev.sluice.models.lesion.nifti.NiftiReader;
import dev.sluice.models.lesion.phantom.PhantomGenerator;
import dev.sluice.models.lesion.phantom.PhantomKind;
import dev.sluice.models.lesion.phantom.PhantomSettings;
import dev.sluice.schemas.LesionSplit;
import dev.sluice.workbench.Console;
import dev.sluice.workbench.lesion.SimulatedCases.Case;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulateCasesTest {
  @TempDir private Path folder;

  private Console simulate(String... more) {
    List<Object> arguments = new ArrayList<>(List.of("simulate", "cases", "--no-send"));
    arguments.addAll(List.of(more));
    return Console.sluice(arguments.toArray());
  }

  private Map<String, String> files(Path in) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(in)) {
      for (Path file : all.toList()) {
        byte[] bytes = Files.readAllBytes(file);
        files.put(file.getFileName().toString(), new String(bytes, StandardCharsets.ISO_8859_1));
      }
    }
    return files;
  }

  @Test
  void filesAreThePhantomsAndAcceptorsTheNormalsOfTheTraining() throws IOException {
    Path out = folder.resolve("a");
    Console console =
        simulate("--strokes=3", "--normals=6", "--seed=4", "--test-fraction=.4", "--out=" + out);

    assertThat(console.err()).isEmpty();
    List<Case> cases = new SimulatedCases(3, 6, 16, 0.4, 4, "").cases();
    long test = cases.stream().filter(each -> each.split() == LesionSplit.TEST).count();
    List<Case> acceptors =
        cases.stream()
            .filter(each -> each.kind() == PhantomKind.NORMAL)
            .filter(each -> each.split() == LesionSplit.TRAINING)
            .toList();
    assertThat(test).as("a split that is one").isBetween(1L, 8L);
    assertThat(acceptors).hasSizeBetween(1, 5);
    assertThat(console.out().lines())
        .containsExactly(
            "phantom study: 3 strokes, 6 normals of 16^3 voxels, seed 4, in " + out,
            "patients for the test: %d, for training: %d; acceptors.csv: %d"
                .formatted(test, 9 - test, acceptors.size()),
            "sent none (--no-send)");
    assertThat(files(out)).hasSize(3 * 3 + 6 * 2 + 1);
    List<String> rows = new ArrayList<>(List.of("caseId,patientId,split,image,brain,phantom"));
    for (Case each : acceptors) {
      Path file = out.resolve(each.name().caseId());
      rows.add(
          "%s,%s,TRAINING,%s.nii.gz,%s_brain.nii.gz,true"
              .formatted(each.name().caseId(), each.name().patientId(), file, file));
    }
    assertThat(out.resolve("acceptors.csv")).hasContent(String.join("\n", rows));
    PhantomGenerator generator = new PhantomGenerator(PhantomSettings.ofEdge(16), 4);
    NiftiImage mask = read(out.resolve("stroke-4-2-16_mask.nii.gz"));
    assertThat(mask.mask(0.5).voxels())
        .isEqualTo(generator.of(2, PhantomKind.STROKE).lesion().voxels());
    assertThat(read(out.resolve("normal-4-3-16.nii.gz")).volume().voxels())
        .isEqualTo(generator.of(3, PhantomKind.NORMAL).image().voxels());
  }

  private static NiftiImage read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return NiftiReader.read(in, 1 << 20, file.toString());
    }
  }

  @Test
  void theSameCommandWritesTheSameBytesAndMorePatientsAddTheirsAlone() throws IOException {
    Path few = folder.resolve("few");
    Path many = folder.resolve("many");
    simulate("--strokes=2", "--normals=2", "--out=" + few);
    Map<String, String> before = files(few);
    simulate("--strokes=2", "--normals=2", "--out=" + few);
    simulate("--strokes=4", "--normals=3", "--out=" + many);

    assertThat(files(few)).isEqualTo(before);
    Map<String, String> after = files(many);
    before.remove("acceptors.csv");
    assertThat(after).containsAllEntriesOf(before).hasSize(4 * 3 + 3 * 2 + 1);
  }

  @Test
  void nobodyIsInBothPartsAndNoPatientIsBothHealthyAndNot() {
    List<Case> cases = new SimulatedCases(500, 500, 16, 0.2, 1, "g").cases();
    Set<String> patients = new HashSet<>();
    Set<String> ids = new HashSet<>();
    cases.forEach(each -> patients.add(each.name().patientId()));
    cases.forEach(each -> ids.add(each.name().caseId()));

    assertThat(patients).hasSize(1000);
    assertThat(ids).hasSize(1000).contains("g:stroke-1-0-16", "g:normal-1-999-16");
    assertThat(cases.stream().filter(each -> each.split() == LesionSplit.TEST).count())
        .isBetween(160L, 240L);
    List<Case> otherGroup = new SimulatedCases(500, 500, 32, 0.2, 1, "").cases();
    for (int i = 0; i < cases.size(); i++) {
      assertThat(otherGroup.get(i).split()).isEqualTo(cases.get(i).split());
      assertThat(otherGroup.get(i).name().caseId()).isNotEqualTo(cases.get(i).name().caseId());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --strokes=-1                | --strokes -1: must be at least 0
          --normals=-1                | --normals -1: must be at least 0
          --strokes=0 --normals=0     | --strokes, --normals: there must be somebody
          --strokes=1000000           | --strokes, --normals: 1000040 are too many
          --edge=24                   | --edge 24: must be 16 or 32
          --test-fraction=1           | --test-fraction 1.0: must be from 0 on, below 1
          --test-fraction=NaN         | --test-fraction NaN: must be from 0 on, below 1
          --group=                    | --group: must not be empty
          """)
  void errorsNameTheOption(String options, String message) {
    List<String> all = new ArrayList<>(List.of("--out=" + folder.resolve("x")));
    all.addAll(List.of(options.split(" ")));

    assertThat(simulate(all.toArray(String[]::new)))
        .isEqualTo(Console.failed("sluice simulate cases: " + message));
    assertThat(folder.resolve("x")).doesNotExist();
  }

  @Test
  void whatIsMissingOrUnknownIsNamed() throws IOException {
    assertThat(simulate().err()).contains("--out");
    assertThat(simulate("--out=" + folder, "--strike=1").err()).contains("--strike=1");
    assertThat(Console.sluice("simulate", "cases", "--out=" + folder).err())
        .contains("--bootstrap");
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(simulate("--out=" + file.resolve("x")).err())
        .startsWith("sluice simulate cases: --out " + file.resolve("x") + ": ");
  }
}
