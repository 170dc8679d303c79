// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.local;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.models.lesion.Grid;
import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.nifti.NiftiImage;
import dev.sluice.models.lesion.nifti.NiftiWriter;
import dev.sluice.schemas.LesionCase;
import dev.sluice.schemas.LesionCaseKind;
import dev.sluice.schemas.LesionPrediction;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.topics.Publisher;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that monitored jobs read. */
final class MonitoredFiles {
  private static final int CASES = 2;

  private MonitoredFiles() {}

  /** Cases with lesions, each predicted as it truly is, so that there are scores to look at. */
  static void sendCases(KafkaSettings kafka) {
    String mask = mask().toString();
    try (Publisher<LesionCase> publisher =
        Publisher.of(kafka, Topic.LESION_CASES, LesionCase.class)) {
      for (int n = 0; n < CASES; n++) {
        publisher.send(
            "case-" + n,
            LesionCase.newBuilder()
                .setCaseId("case-" + n)
                .setKind(LesionCaseKind.STROKE)
                .setImage(mask)
                .setMask(mask)
                .setPhantom(true)
                .build());
      }
    }
    try (Publisher<LesionPrediction> publisher =
        Publisher.of(kafka, Topic.LESION_PREDICTIONS, LesionPrediction.class)) {
      for (int n = 0; n < CASES; n++) {
        publisher.send(
            "case-" + n,
            LesionPrediction.newBuilder()
                .setCaseId("case-" + n)
                .setModel("m")
                .setMask(mask)
                .build());
      }
    }
  }

  /** What enhance is told of its files; no case that is sent is one of its donors. */
  static String[] acceptorsAndOut() {
    try {
      Path acceptors = Files.createTempFile("monitored", ".csv");
      acceptors.toFile().deleteOnExit();
      Files.writeString(acceptors, "caseId,patientId,split,image\nnormal,p,TRAINING,/absent.nii\n");
      Path out = Files.createTempDirectory("monitored");
      out.toFile().deleteOnExit();
      return new String[] {"--acceptors=" + acceptors, "--out=" + out};
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Such a file is its owner's alone. */
  static Path secret() {
    try {
      Path file = Files.createTempFile("monitored", ".secret");
      file.toFile().deleteOnExit();
      return Files.write(file, new byte[32]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path mask() {
    boolean[] within = new boolean[8];
    within[0] = true;
    try {
      Path file = Files.createTempFile("monitored", ".nii");
      file.toFile().deleteOnExit();
      try (OutputStream out = Files.newOutputStream(file)) {
        NiftiWriter.write(NiftiImage.of(new Mask(Grid.cube(2), within)), out, false);
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
