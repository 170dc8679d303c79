// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.lesion;

import dev.sluice.models.lesion.nifti.NiftiImage;
import dev.sluice.models.lesion.nifti.NiftiWriter;
import dev.sluice.models.lesion.phantom.Phantom;
import dev.sluice.models.lesion.phantom.PhantomKind;
import dev.sluice.schemas.LesionCase;
import dev.sluice.schemas.LesionCaseKind;
import dev.sluice.schemas.LesionSplit;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.command.InputFile;
import dev.sluice.workbench.lesion.SimulatedCases.Case;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** A folder of simulated cases in NIfTI-1 files, and the table of who may take lesions. */
final class CaseFolder {
  /** The table's name. */
  static final String ACCEPTORS = "acceptors.csv";

  private static final String HEADER = "caseId,patientId,split,image,brain,phantom";

  private final Path path;
  private final List<String> acceptors = new ArrayList<>(List.of(HEADER));

  /**
   * Opens a folder, which is created if need be.
   *
   * @throws Failure if it cannot be
   */
  CaseFolder(Path path) {
    this.path = path.toAbsolutePath().normalize();
    try {
      Files.createDirectories(this.path);
    } catch (IOException e) {
      throw new Failure("--out " + path + ": " + InputFile.why(e), e);
    }
  }

  /** Writes the files of a case; gives the record that names them. */
  LesionCase write(Case of, Phantom phantom, String group) {
    String name = phantom.name().caseId() + "-" + phantom.image().grid().x();
    boolean stroke = of.kind() == PhantomKind.STROKE;
    String image = write(name + ".nii.gz", NiftiImage.of(phantom.image()));
    String brain = write(name + "_brain.nii.gz", NiftiImage.of(phantom.brain()));
    String mask = stroke ? write(name + "_mask.nii.gz", NiftiImage.of(phantom.lesion())) : null;
    if (!stroke && of.split() == LesionSplit.TRAINING) {
      acceptors.add(
          row(of.name().caseId(), of.name().patientId(), of.split().name(), image, brain, "true"));
    }
    return LesionCase.newBuilder()
        .setCaseId(of.name().caseId())
        .setGroup(group.isEmpty() ? null : group)
        .setPatientId(of.name().patientId())
        .setKind(stroke ? LesionCaseKind.STROKE : LesionCaseKind.NORMAL)
        .setSplit(of.split())
        .setImage(image)
        .setMask(mask)
        .setBrain(brain)
        .setPhantom(true)
        .build();
  }

  /** Writes the table of the healthy brains of the training set that were written; their number. */
  int writeAcceptors() {
    write(
        ACCEPTORS,
        out -> out.write((String.join("\n", acceptors) + "\n").getBytes(StandardCharsets.UTF_8)));
    return acceptors.size() - 1;
  }

  private String write(String name, NiftiImage image) {
    return write(name, out -> NiftiWriter.write(image, out, true));
  }

  /** A file has another name until it is whole, since jobs may read while it is written again. */
  private String write(String name, Content content) {
    Path whole = path.resolve(name);
    Path part = path.resolve(name + ".part");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
        content.write(out);
      }
      Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
      return whole.toString();
    } catch (IOException e) {
      throw new Failure(whole + ": " + InputFile.why(e), e);
    }
  }

  private static String row(String... fields) {
    List<String> quoted = new ArrayList<>();
    for (String field : fields) {
      boolean plain = field.indexOf(',') < 0 && field.indexOf('"') < 0;
      quoted.add(plain ? field : '"' + field.replace("\"", "\"\"") + '"');
    }
    return String.join(",", quoted);
  }

  /** What is in a file. */
  private interface Content {
    void write(OutputStream out) throws IOException;
  }
}
