// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster.workload;

import dev.sluice.models.lesion.nifti.NiftiImage;
import dev.sluice.models.lesion.phantom.Phantom;
import dev.sluice.models.lesion.phantom.PhantomGenerator;
import dev.sluice.models.lesion.phantom.PhantomKind;
import dev.sluice.models.lesion.phantom.PhantomSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Phantoms of strokes and of healthy heads, in files of a folder.
 *
 * @param folder where they are
 * @param strokes who gives lesions
 * @param healthy who takes them
 */
record Brains(Path folder, List<Phantom> strokes, List<Phantom> healthy) {
  private static final int EDGE = 8;
  private static final long SEED = 3;

  /** Writes so many of each kind, and the file of those that take lesions, to a new folder. */
  static Brains written(int strokes, int healthy) {
    PhantomGenerator phantoms = new PhantomGenerator(PhantomSettings.ofEdge(EDGE), SEED);
    try {
      Brains brains =
          new Brains(
              ImageFiles.folder("enhance-workload"),
              IntStream.range(0, strokes)
                  .mapToObj(i -> phantoms.of(i, PhantomKind.STROKE))
                  .toList(),
              IntStream.range(strokes, strokes + healthy)
                  .mapToObj(i -> phantoms.of(i, PhantomKind.NORMAL))
                  .toList());
      brains.write();
      return brains;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write() throws IOException {
    for (Phantom stroke : strokes) {
      ImageFiles.write(image(stroke), NiftiImage.of(stroke.image()));
      ImageFiles.write(mask(stroke), NiftiImage.of(stroke.lesion()));
      ImageFiles.write(brain(stroke), NiftiImage.of(stroke.brain()));
    }
    List<String> lines = new ArrayList<>(List.of("caseId,patientId,split,image,brain,phantom"));
    for (Phantom normal : healthy) {
      ImageFiles.write(image(normal), NiftiImage.of(normal.image()));
      ImageFiles.write(brain(normal), NiftiImage.of(normal.brain()));
      lines.add(
          "%s,%s,TRAINING,%s,%s,true"
              .formatted(
                  normal.name().caseId(), normal.name().patientId(), image(normal), brain(normal)));
    }
    Files.write(acceptors(), lines);
  }

  /** The file of those that take lesions. */
  Path acceptors() {
    return folder.resolve("acceptors.csv");
  }

  /** Where synthetic cases are written. */
  Path out() {
    return folder.resolve("out");
  }

  Path image(Phantom phantom) {
    return file(phantom, "");
  }

  Path mask(Phantom phantom) {
    return file(phantom, "_mask");
  }

  Path brain(Phantom phantom) {
    return file(phantom, "_brain");
  }

  private Path file(Phantom phantom, String what) {
    return folder.resolve(phantom.name().caseId() + what + ".nii.gz");
  }
}
