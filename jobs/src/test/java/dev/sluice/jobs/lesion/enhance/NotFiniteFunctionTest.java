// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion.enhance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.Volume;
import dev.sluice.models.lesion.nifti.NiftiImage;
import dev.sluice.models.lesion.phantom.Phantom;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.LesionSynthetic;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Voxels that are no numbers. */
class NotFiniteFunctionTest {
  @TempDir private Path folder;
  private EnhanceHarness harness;
  private Fixture files;

  @BeforeEach
  void open() throws Exception {
    files = new Fixture(folder);
    files.acceptors(1);
    harness =
        new EnhanceHarness(files.settings(new Acceptors(List.of(files.row(0, "healthy"))), 1));
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  /** Writes an image with one other voxel. */
  private String write(String file, Volume image, int voxel, float number) throws Exception {
    float[] signal = image.voxels().clone();
    signal[voxel] = number;
    files.write(file, NiftiImage.of(new Volume(image.grid(), signal)));
    return files.path(file);
  }

  private static int first(Mask mask) {
    int voxel = 0;
    while (!mask.voxels()[voxel]) {
      voxel++;
    }
    return voxel;
  }

  private String donor(String caseId, String image, String mask) {
    String more = ",\"mask\":\"%s\"".formatted(mask);
    return files.json(caseId, "p", "STROKE", "TRAINING", image, more);
  }

  @Test
  void aDonorWhoseLesionIsNoNumberIsADeadLetter() throws Exception {
    files.donor(1);
    Phantom stroke = Fixture.stroke(1);
    int voxel = first(stroke.lesion());
    String nan = write("nan.nii.gz", stroke.image(), voxel, Float.NaN);
    harness.send(
        donor("image", nan, files.path("stroke1_mask.nii.gz")),
        donor("mask", files.path("stroke1.nii.gz"), nan));

    assertThat(harness.refused()).containsExactly("image unreadable-file", "mask unreadable-file");
    String position = stroke.image().grid().position(voxel);
    assertThat(harness.deadLetters())
        .extracting(DeadLetter::message)
        .containsExactly(
            "image: %s: voxel %s is NaN, expected a finite number".formatted(nan, position),
            "mask: %s: voxel %s is NaN, expected a number".formatted(nan, position));
    assertThat(harness.records()).isEmpty();
  }

  @Test
  void anAcceptorWhoseBrainIsNoNumberIsTheFailureOfItsCase() throws Exception {
    Phantom normal = Fixture.normal(0);
    int voxel = first(normal.brain());
    String spoilt = write("normal0.nii.gz", normal.image(), voxel, Float.POSITIVE_INFINITY);
    harness.send(files.donor(1));

    assertThat(harness.deadLetters()).isEmpty();
    assertThat(harness.records()).hasSize(1);
    LesionSynthetic record = harness.records().get(0);
    assertThat(record.getFailureReason()).isEqualTo(FailureReason.UNSUPPORTED);
    assertThat(record.getFailure())
        .isEqualTo(
            "acceptor normal0, image: %s: voxel %s is Infinity, expected a finite number"
                .formatted(spoilt, normal.image().grid().position(voxel)));
  }

  @Test
  void backgroundMayBeNoNumber() throws Exception {
    Phantom normal = Fixture.normal(0);
    assertThat(normal.brain().voxels()[0]).isFalse();
    write("normal0.nii.gz", normal.image(), 0, Float.NaN);
    harness.send(files.donor(1));

    LesionSynthetic record = harness.records().get(0);
    assertThat(record.getFailure()).isNull();
    assertThat(Fixture.read(record.getImage()).volume().voxels()[0]).isNaN();
  }
}
