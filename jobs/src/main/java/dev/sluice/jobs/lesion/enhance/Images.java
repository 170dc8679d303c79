// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion.enhance;

import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.Volume;
import dev.sluice.models.lesion.enhance.Acceptor;
import dev.sluice.models.lesion.enhance.BrainMask;
import dev.sluice.models.lesion.enhance.Donor;
import dev.sluice.models.lesion.nifti.Affine;
import dev.sluice.models.lesion.nifti.NiftiException;
import dev.sluice.models.lesion.nifti.NiftiImage;
import dev.sluice.models.lesion.nifti.NiftiReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import org.apache.flink.core.fs.Path;

/**
 * Reads the images of cases from Flink's file systems.
 *
 * @param mostBytes of a file, uncompressed
 */
record Images(long mostBytes) {

  /** In a mask, voxels above it are within. */
  private static final double WITHIN = 0.5;

  /**
   * A donor and the space of its image.
   *
   * @param donor registered, as far as files can show
   * @param space of its image
   */
  record DonorImages(Donor donor, NiftiImage space) {}

  /**
   * An acceptor and the space of its image.
   *
   * @param acceptor not registered yet to anybody
   * @param space of its image
   */
  record AcceptorImages(Acceptor acceptor, NiftiImage space) {}

  /**
   * What the files of a donor hold.
   *
   * @throws UnreadableException if one cannot be read, is no NIfTI-1 file, or holds what is no
   *     number where one is needed
   * @throws UnfitException if they do not fit each other, or no lesion can be taken from them
   */
  DonorImages donor(GivenCase given) throws IOException {
    NiftiImage image = read("image", given.image());
    if (!isFromSideToSide(image.affine())) {
      throw new UnfitException("image: its first axis is not that from left to right");
    }
    Mask lesion = mask("mask", given.mask(), image);
    if (lesion.count() == 0) {
      throw new UnfitException("mask: is empty, but the case is a STROKE");
    }
    Volume signal = image.volume();
    Mask brain = brain("brain", given.brain(), image, signal);
    requireFinite("image", given.image(), signal, lesion);
    requireFinite("image", given.image(), signal, brain);
    return new DonorImages(new Donor(given.name(), signal, lesion, brain), image);
  }

  /**
   * What the files of an acceptor hold.
   *
   * @throws UnreadableException if one cannot be read, is no NIfTI-1 file, or holds what is no
   *     number where one is needed
   * @throws UnfitException if they do not fit each other
   */
  AcceptorImages acceptor(AcceptorRow row) throws IOException {
    String of = "acceptor " + row.caseId();
    NiftiImage image = read(of + ", image", row.image());
    Volume signal = image.volume();
    Mask brain = brain(of + ", brain", row.brain(), image, signal);
    requireFinite(of + ", image", row.image(), signal, brain);
    return new AcceptorImages(new Acceptor(row.name(), signal, brain), image);
  }

  /** Lesions are compared with what lies across the middle plane: see {@link Donor}. */
  private static boolean isFromSideToSide(Affine affine) {
    double across = Math.abs(affine.at(0, 0));
    return across > Math.abs(affine.at(1, 0)) && across > Math.abs(affine.at(2, 0));
  }

  private Mask brain(String what, String file, NiftiImage image, Volume signal) throws IOException {
    return file.isEmpty() ? BrainMask.of(signal) : mask(what, file, image);
  }

  /** Background may be what it likes: nothing is computed of it. */
  private static void requireFinite(String what, String file, Volume signal, Mask within)
      throws UnreadableException {
    for (int i = 0; i < signal.voxels().length; i++) {
      if (within.voxels()[i] && !Float.isFinite(signal.voxels()[i])) {
        throw new UnreadableException(
            "%s: %s: voxel %s is %s, expected a finite number"
                .formatted(what, file, signal.grid().position(i), signal.voxels()[i]),
            null);
      }
    }
  }

  private Mask mask(String what, String file, NiftiImage image) throws IOException {
    NiftiImage mask = read(what, file);
    if (!mask.sameSpaceAs(image)) {
      throw new UnfitException(
          "%s: %s is not in the space of its image: another shape (%s for %s) or another affine"
              .formatted(what, file, mask.grid().shape(), image.grid().shape()));
    }
    try {
      return mask.mask(WITHIN);
    } catch (NiftiException e) {
      throw new UnreadableException("%s: %s".formatted(what, e.getMessage()), e);
    }
  }

  private NiftiImage read(String what, String file) throws IOException {
    try {
      Path path = new Path(file);
      try (InputStream in = path.getFileSystem().open(path)) {
        return NiftiReader.read(in, mostBytes, file);
      }
    } catch (ClosedByInterruptException | InterruptedIOException e) {
      throw e; // the task ends, which says nothing of the file
    } catch (IOException | IllegalArgumentException e) {
      throw new UnreadableException("%s: %s".formatted(what, e.getMessage()), e);
    }
  }

  /** A file that is not there, is no NIfTI-1 file, or holds what is no number. */
  static final class UnreadableException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableException(String message, Exception cause) {
      super(message, cause);
    }
  }

  /** Files that can be read, but not used together. */
  static final class UnfitException extends IOException {
    private static final long serialVersionUID = 1L;

    UnfitException(String message) {
      super(message);
    }
  }
}
