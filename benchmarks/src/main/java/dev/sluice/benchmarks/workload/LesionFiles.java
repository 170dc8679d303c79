// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.workload;

import dev.sluice.models.lesion.Grid;
import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.Volume;
import dev.sluice.models.lesion.nifti.NiftiImage;
import dev.sluice.models.lesion.nifti.NiftiWriter;
import dev.sluice.models.lesion.phantom.Phantom;
import dev.sluice.models.lesion.phantom.PhantomGenerator;
import dev.sluice.models.lesion.phantom.PhantomKind;
import dev.sluice.models.lesion.phantom.PhantomSettings;
import dev.sluice.models.random.CounterRandom;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.util.FileUtils;

/** Phantoms of one size and what a model may say of them, and their files. */
public final class LesionFiles {
  private static final long SEED = 1;
  private static final double SURE = 0.8;
  private static final double UNSURE = 0.3;

  /** One voxel of so many is predicted wherever it is. */
  private static final int SPOTS = 500;

  private final PhantomGenerator phantoms;

  /** Phantoms of so many voxels along each axis, at least 8. */
  public LesionFiles(int edge) {
    phantoms = new PhantomGenerator(PhantomSettings.ofEdge(edge), SEED);
  }

  /** A head with lesions. */
  public Phantom stroke(long number) {
    return phantoms.of(number, PhantomKind.STROKE);
  }

  /** A healthy head, of nobody with lesions as long as there are less than a million of these. */
  public Phantom healthy(long number) {
    return phantoms.of(1_000_000 + number, PhantomKind.NORMAL);
  }

  /**
   * Probabilities for each voxel: high in lesions that are moved by a voxel, and in a spot here and
   * there; random below a third elsewhere, so that files cannot be compressed much.
   */
  public static Volume prediction(Phantom stroke) {
    Mask lesion = stroke.lesion();
    Grid grid = lesion.grid();
    CounterRandom random = CounterRandom.of(SEED, "lesion-prediction", stroke.name().caseKey());
    float[] probabilities = new float[grid.size()];
    for (int i = 0; i < probabilities.length; i++) {
      boolean moved = grid.xOf(i) > 0 && lesion.voxels()[i - 1];
      boolean spot = random.uniform(2L * i) * SPOTS < 1;
      probabilities[i] = (float) (moved || spot ? SURE : UNSURE * random.uniform(2L * i + 1));
    }
    return new Volume(grid, probabilities);
  }

  /** A folder of its own under that of temporary files, which goes with this process. */
  public static Path folder(String name) {
    try {
      Path folder = Files.createTempDirectory("sluice-benchmark-" + name + "-");
      Thread end = new Thread(() -> FileUtils.deleteDirectoryQuietly(folder.toFile()));
      Runtime.getRuntime().addShutdownHook(end);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes a compressed file.
   *
   * @return its path
   */
  public static String write(Path folder, String name, NiftiImage image) {
    Path file = folder.resolve(name + ".nii.gz");
    try (OutputStream out = Files.newOutputStream(file)) {
      NiftiWriter.write(image, out, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toString();
  }
}
