// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion.enhance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.lesion.nifti.NiftiImage;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.LesionSynthetic;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pairs that do not go together. */
class UnfitAcceptorFunctionTest {
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
  void whatIsTheMatterWithAnAcceptorIsTheFailureOfItsCaseAlone() throws Exception {
    String donor = files.donor(1);
    assertThat(failure(donor, files.row(9, "healthy")))
        .startsWith("acceptor normal9, image: " + files.path("normal9.nii.gz"));
    files.acceptors(1);
    files.write("normal0.nii.gz", NiftiImage.of(Fixture.normal(0).image()), -8);
    files.write("normal0_brain.nii.gz", NiftiImage.of(Fixture.normal(0).brain()), -8);
    assertThat(failure(donor, files.row(0, "healthy")))
        .isEqualTo("acceptor normal0 is not in the space of the donor's image");
    files.write(
        "normal0_brain.nii.gz", NiftiImage.of(Fixture.empty(Fixture.normal(0).image())), -8);
    files.write("normal0.nii.gz", NiftiImage.of(Fixture.normal(0).image()), -8);
    assertThat(failure(donor, files.row(0, "patient1")))
        .isEqualTo("there is no acceptor of another patient");
    files.write("normal0.nii.gz", NiftiImage.of(Fixture.normal(0).image()));
    files.write("normal0_brain.nii.gz", NiftiImage.of(Fixture.empty(Fixture.normal(0).image())));
    assertThat(failure(donor, files.row(0, "healthy"))).isEqualTo("acceptor normal0 has no brain");
    assertThat(files.written()).isEmpty();
  }

  private String failure(String donor, AcceptorRow acceptor) throws Exception {
    open(new Acceptors(List.of(acceptor)), 1);
    harness.send(donor);
    assertThat(harness.deadLetters()).isEmpty();
    assertThat(harness.records()).hasSize(1);
    LesionSynthetic record = harness.records().get(0);
    assertThat(record.getFailureReason()).isEqualTo(FailureReason.UNSUPPORTED);
    assertThat(record.getImage()).isNull();
    assertThat(harness.count("accepted")).isEqualTo(1);
    assertThat(harness.count("notMade")).isEqualTo(1);
    return record.getFailure();
  }
}
