// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion.enhance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.models.lesion.CaseName;
import dev.sluice.models.lesion.Grid;
import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.Volume;
import dev.sluice.models.lesion.enhance.Acceptor;
import dev.sluice.models.lesion.enhance.BrainMask;
import dev.sluice.models.lesion.enhance.Donor;
import dev.sluice.models.lesion.enhance.Enhancement;
import dev.sluice.models.lesion.enhance.EnhancementSettings;
import dev.sluice.models.lesion.enhance.SyntheticCase;
import dev.sluice.models.lesion.nifti.NiftiImage;
import dev.sluice.models.lesion.phantom.Phantom;
import dev.sluice.schemas.LesionSynthetic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnhanceFunctionTest {
  @TempDir private Path folder;
  private EnhanceHarness harness;
  private Fixture files;

  @BeforeEach
  void begin() {
    files = new Fixture(folder);
  }

  @AfterEach
  void close() throws Exception {
    if (harness != null) {
      harness.close();
      harness = null;
    }
  }

  private void open(Acceptors acceptors, int replicas) throws Exception {
    close();
    harness = new EnhanceHarness(files.settings(acceptors, replicas));
  }

  @Test
  void recordsAndFilesAreWhatTheModelMakes() throws Exception {
    String donor = files.donor(1);
    open(files.acceptors(3), 4);
    harness.send(donor);

    List<LesionSynthetic> records = harness.records();
    assertThat(records).hasSize(4);
    for (int replica = 0; replica < 4; replica++) {
      LesionSynthetic record = records.get(replica);
      assertThat(record.getReplica()).isEqualTo(replica);
      SyntheticCase expected = expected(1, record);
      assertThat(record.getFailure()).isNull();
      assertThat(record.getCaseId())
          .isEqualTo("stroke1+%s#%d@5".formatted(record.getAcceptor(), replica))
          .isEqualTo(expected.provenance().caseId());
      assertThat(record.getPhantom()).isTrue();
      assertThat(record.getVolume()).isEqualTo(expected.provenance().volume());
      assertThat(record.getNoise()).isEqualTo(expected.provenance().noise());
      assertThat(record.getRotation()).hasSize(3).contains(expected.provenance().map().rotationX());
      NiftiImage image = Fixture.read(record.getImage());
      assertThat(image.volume().voxels()).isEqualTo(expected.image().voxels());
      assertThat(Fixture.read(record.getMask()).mask(0.5).voxels())
          .isEqualTo(expected.lesion().voxels());
      assertThat(image.affine().at(0, 3)).as("the acceptor's space").isEqualTo(-7);
    }
    assertThat(files.written()).as("and nothing half written").hasSize(8);
    assertThat(files.written().keySet()).allMatch(name -> name.endsWith(".nii.gz"));
    assertThat(harness.count("accepted")).isEqualTo(1);
    assertThat(harness.count("synthetic")).isEqualTo(4);
  }

  private static SyntheticCase expected(int patient, LesionSynthetic record) {
    Phantom stroke = Fixture.stroke(patient);
    int number = Integer.parseInt(record.getAcceptor().substring("normal".length()));
    Phantom normal = Fixture.normal(number);
    Donor donor =
        new Donor(
            new CaseName(record.getDonor(), record.getDonorPatient()),
            stroke.image(),
            stroke.lesion(),
            BrainMask.of(stroke.image()));
    Acceptor acceptor =
        new Acceptor(
            new CaseName(record.getAcceptor(), record.getAcceptorPatient()),
            normal.image(),
            normal.brain());
    return (SyntheticCase)
        new Enhancement(EnhancementSettings.DEFAULT, Fixture.SEED)
            .of(donor, acceptor, record.getReplica());
  }

  @Test
  void aReplayMakesTheSameBytesAndRecordsAndMendsWhatIsBroken() throws Exception {
    String donor = files.donor(1);
    open(files.acceptors(3), 3);
    harness.send(donor);
    List<LesionSynthetic> first = harness.records();
    Map<String, String> written = files.written();
    Files.writeString(Path.of(first.get(0).getImage()), "half a file");
    Files.writeString(Path.of(first.get(1).getMask() + ".1f.part"), "of a process that was killed");

    open(files.acceptors(3), 3);
    harness.send(donor);

    assertThat(harness.records()).isEqualTo(first);
    assertThat(files.written()).isEqualTo(written);
    open(files.acceptors(3), 5);
    harness.send(donor);
    assertThat(harness.records().subList(0, 3)).as("more replicas").isEqualTo(first);
  }

  @Test
  void nothingComesOfCasesThatAreNoStrokesOfTheTrainingSet() throws Exception {
    files.donor(1);
    open(files.acceptors(2), 2);
    harness.send(
        files.json("a", "p", "STROKE", "TEST", "stroke1"),
        files.json("c", "p", "NORMAL", "TRAINING", "stroke1"));

    assertThat(harness.records()).isEmpty();
    assertThat(harness.deadLetters()).isEmpty();
    assertThat(files.written()).isEmpty();
    assertThat(harness.count("accepted")).isEqualTo(2);
    assertThat(harness.count("notDonors")).isEqualTo(2);
  }

  @Test
  void aDonorWhoseFilesCannotBeUsedIsADeadLetter() throws Exception {
    String good = files.donor(1);
    Phantom stroke = Fixture.stroke(1);
    Volume image = stroke.image();
    Files.writeString(folder.resolve("text.nii.gz"), "no image");
    files.write("here.nii.gz", NiftiImage.of(image));
    files.write("moved_mask.nii.gz", NiftiImage.of(stroke.lesion()), -8);
    files.write("empty_mask.nii.gz", NiftiImage.of(Fixture.empty(image)));
    Grid small = Grid.cube(8);
    files.write("small_mask.nii.gz", NiftiImage.of(new Mask(small, new boolean[small.size()])));
    open(files.acceptors(2), 2);
    harness.send(
        files.json("none", "p", "STROKE", "TRAINING", "none"),
        files.json("text", "p", "STROKE", "TRAINING", "text"),
        files.json("folder", "p", "STROKE", "TRAINING", folder.toString(), mask("here")),
        files.json("scheme", "p", "STROKE", "TRAINING", "nowhere://x/y", mask("here")),
        files.json("moved", "p", "STROKE", "TRAINING", image(), mask("moved_mask")),
        files.json("empty", "p", "STROKE", "TRAINING", image(), mask("empty_mask")),
        files.json("small", "p", "STROKE", "TRAINING", image(), mask("small_mask")),
        good);

    assertThat(harness.refused())
        .containsExactly(
            "none unreadable-file",
            "text unreadable-file",
            "folder unreadable-file",
            "scheme unreadable-file",
            "moved unfit-mask",
            "empty unfit-mask",
            "small unfit-mask");
    assertThat(harness.deadLetters())
        .extracting(DeadLetter::message)
        .anyMatch(
            text -> text.startsWith("image: " + files.path("text.nii.gz") + ": holds 8 bytes"))
        .contains("mask: is empty, but the case is a STROKE")
        .allMatch(text -> text.lines().count() == 1);
    assertThat(harness.records()).hasSize(2);
    assertThat(harness.count("accepted")).isEqualTo(1);
    assertThat(harness.count("deadLettered")).isEqualTo(7);
  }

  private String image() {
    return files.path("here.nii.gz");
  }

  private String mask(String name) {
    return ",\"mask\":\"%s\"".formatted(files.path(name + ".nii.gz"));
  }

  @Test
  void idsOfCasesAreNoPaths() throws Exception {
    files.donor(1);
    open(files.acceptors(2), 1);
    harness.send(
        files.json("../../x", "p", "STROKE", "TRAINING", "stroke1"),
        files.json("..", "p", "STROKE", "TRAINING", "stroke1"),
        files.json("/etc/x", "p", "STROKE", "TRAINING", "stroke1"),
        files.json("a:b?c#d%2e%2e", "p", "STROKE", "TRAINING", "stroke1"),
        files.json("a:b?c#d%2e%2f", "p", "STROKE", "TRAINING", "stroke1"));

    assertThat(harness.records()).hasSize(5);
    assertThat(harness.records())
        .allSatisfy(
            record -> {
              Path image = Path.of(record.getImage());
              assertThat(image).isRegularFile().hasParentRaw(files.out());
              assertThat(image.getFileName().toString()).matches("[A-Za-z0-9_-]+\\.nii\\.gz");
            });
    assertThat(files.written()).hasSize(10);
  }

  @Test
  void aFolderThatCannotBeWrittenToIsNobodysFailure() throws Exception {
    Acceptors acceptors = files.acceptors(1);
    Files.writeString(files.out(), "a file");

    assertThatThrownBy(() -> open(acceptors, 1)).isInstanceOf(IOException.class);
  }
}
