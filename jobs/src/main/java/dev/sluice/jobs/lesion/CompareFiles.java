// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion;

import dev.sluice.connectors.wire.Reason;
import dev.sluice.jobs.Failure;
import dev.sluice.jobs.beside.Done;
import dev.sluice.jobs.beside.HeapBudget;
import dev.sluice.jobs.beside.Work;
import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.evaluation.CaseScore;
import dev.sluice.models.lesion.nifti.NiftiException;
import dev.sluice.models.lesion.nifti.NiftiImage;
import dev.sluice.models.lesion.nifti.NiftiReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.OptionalDouble;
import org.apache.flink.core.fs.Path;

/**
 * Reads the predicted and the true mask and compares them. What cannot be compared is a result with
 * a reason, so that nobody but its prediction has to do with it.
 */
final class CompareFiles implements Work<Comparison, Void, Compared> {

  private static final long serialVersionUID = 1L;

  /** Voxels above it are within the true mask. */
  private static final double TRUTH = 0.5;

  /** By how much rounding may take probabilities out of 0 to 1, as 255 times 0.003922 does. */
  private static final double ROUNDING = 1e-3;

  /** Programs that draw masks as pictures write this for 1. */
  private static final double WHITE = 255;

  /** No gzip file grows by more. */
  private static final long MOST_EXPANSION = 1032;

  /**
   * Bytes on the heap of each byte of a file, read to its end: twice itself while it is read, its
   * mask and the runs of its components, of which no voxel has more than half of one.
   */
  private static final int HEAP = 9;

  private final double minimumVolume;
  private final long maxFileBytes;

  CompareFiles(double minimumVolume, long maxFileBytes) {
    this.minimumVolume = minimumVolume;
    this.maxFileBytes = maxFileBytes;
  }

  @Override
  public long generation(Comparison request) {
    return 0;
  }

  @Override
  public boolean ends(Comparison request) {
    return false;
  }

  /** Never more than there is: that a file might be so large does not mean that it is. */
  @Override
  public long bytes(Comparison request, Void memory) {
    long bytes = size(request.prediction().said().mask()) + size(request.truth().truth());
    return Math.min(bytes * HEAP, HeapBudget.most());
  }

  /** Of a file that cannot be found nothing is read. */
  private long size(String file) {
    try {
      Path path = new Path(file);
      long length = path.getFileSystem().getFileStatus(path).getLen();
      long most = file.endsWith(".gz") ? length * MOST_EXPANSION : length;
      return Math.min(most, maxFileBytes);
    } catch (IOException | RuntimeException e) {
      return 0;
    }
  }

  @Override
  public Done<Void, Compared> compute(Comparison request, Void memory) throws IOException {
    return new Done<>(null, compare(request));
  }

  private Compared compare(Comparison request) throws IOException {
    NiftiImage predicted;
    NiftiImage truth;
    try {
      predicted = read(request.prediction().said().mask());
      truth = read(request.truth().truth());
    } catch (InterruptedIOException | ClosedByInterruptException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // A file system may throw what it likes; of one file it is nobody else's failure.
      return Compared.failed(request, Reason.UNREADABLE_FILE, message(e));
    } catch (OutOfMemoryError e) {
      return Compared.failed(
          request, Reason.UNREADABLE_FILE, "the files do not fit into the heap: raise -Xmx");
    }
    String fault = spaceFault(request, predicted, truth);
    fault = fault == null ? numberFault(request, predicted) : fault;
    if (fault != null) {
      return Compared.failed(request, Reason.UNFIT_MASK, fault);
    }
    Mask mask;
    Mask trueMask;
    try {
      mask = predicted.mask(request.prediction().said().threshold());
      trueMask =
          request.truth().hasLesion()
              ? truth.mask(TRUTH)
              : new Mask(truth.grid(), new boolean[truth.grid().size()]);
    } catch (NiftiException e) {
      return Compared.failed(request, Reason.UNREADABLE_FILE, message(e));
    }
    if (request.truth().hasLesion() && trueMask.count() == 0) {
      return Compared.failed(
          request,
          Reason.UNFIT_MASK,
          request.truth().mask() + ": is empty, but its case has lesions (kind STROKE)");
    }
    try {
      return Compared.scored(request, CaseScore.of(mask, trueMask, minimumVolume));
    } catch (IllegalArgumentException e) {
      return Compared.failed(request, Reason.UNFIT_MASK, message(e));
    }
  }

  private NiftiImage read(String file) throws IOException {
    Path path = new Path(file);
    try (InputStream in = path.getFileSystem().open(path)) {
      return NiftiReader.read(in, maxFileBytes, file);
    }
  }

  private static String spaceFault(Comparison request, NiftiImage predicted, NiftiImage truth) {
    String mask = request.prediction().said().mask();
    if (!predicted.grid().hasShapeOf(truth.grid())) {
      return "%s: is of %s voxels, but its case of %s"
          .formatted(mask, predicted.grid().shape(), truth.grid().shape());
    }
    return predicted.sameSpaceAs(truth)
        ? null
        : "%s: has its voxels elsewhere than %s (sform, qform, pixdim)"
            .formatted(mask, request.truth().truth());
  }

  /** Of logits and percentages a threshold of probabilities would make a mask that looks right. */
  private static String numberFault(Comparison request, NiftiImage predicted) {
    OptionalDouble beyond = predicted.firstBeyond(-ROUNDING, 1 + ROUNDING);
    return beyond.isEmpty() || predicted.holdsOnly(0, WHITE)
        ? null
        : "%s: holds %s, expected probabilities from 0 to 1, 0 and 1, or 0 and 255"
            .formatted(request.prediction().said().mask(), beyond.getAsDouble());
  }

  private static String message(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /** Only for lack of what every comparison needs. */
  @Override
  public Compared failed(Comparison request, Failure failure) {
    return Compared.failed(request, Reason.RESTING, failure.ofRecord());
  }
}
