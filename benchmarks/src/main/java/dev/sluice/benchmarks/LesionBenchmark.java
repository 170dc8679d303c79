// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import dev.sluice.benchmarks.workload.LesionFiles;
import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.Volume;
import dev.sluice.models.lesion.enhance.Acceptor;
import dev.sluice.models.lesion.enhance.Donor;
import dev.sluice.models.lesion.enhance.Enhancement;
import dev.sluice.models.lesion.enhance.EnhancementOutcome;
import dev.sluice.models.lesion.enhance.EnhancementSettings;
import dev.sluice.models.lesion.evaluation.CaseScore;
import dev.sluice.models.lesion.nifti.NiftiImage;
import dev.sluice.models.lesion.nifti.NiftiReader;
import dev.sluice.models.lesion.phantom.Phantom;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.fs.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Cases per second of the lesion study, on one thread: {@value #CASES} phantoms with lesions take
 * turns, so that no single one decides.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LesionBenchmark {
  private static final int CASES = 16;
  private static final double THRESHOLD = 0.5;
  private static final long MOST_BYTES = 64 << 20;

  /** Voxels along each axis. */
  @Param({"16", "32"})
  public int edge;

  private final Case[] cases = new Case[CASES];
  private final Enhancement enhancement = new Enhancement(EnhancementSettings.DEFAULT, 1);
  private int turn;

  private record Case(
      Mask truth,
      Mask predicted,
      String truthFile,
      String predictionFile,
      Donor donor,
      Acceptor acceptor) {}

  /** Makes the phantoms and their files. */
  @Setup
  public void prepare() {
    LesionFiles files = new LesionFiles(edge);
    java.nio.file.Path folder = LesionFiles.folder("jmh");
    for (int number = 0; number < CASES; number++) {
      Phantom stroke = files.stroke(number);
      Phantom healthy = files.healthy(number);
      Volume prediction = LesionFiles.prediction(stroke);
      cases[number] =
          new Case(
              stroke.lesion(),
              Mask.above(THRESHOLD, prediction),
              LesionFiles.write(folder, number + "_mask", NiftiImage.of(stroke.lesion())),
              LesionFiles.write(folder, number + "_prediction", NiftiImage.of(prediction)),
              new Donor(stroke.name(), stroke.image(), stroke.lesion(), stroke.brain()),
              new Acceptor(healthy.name(), healthy.image(), healthy.brain()));
    }
  }

  private Case next() {
    return cases[turn++ % CASES];
  }

  /** Compares two masks, components included. */
  @Benchmark
  public CaseScore score() {
    Case next = next();
    return CaseScore.of(next.predicted(), next.truth(), 0);
  }

  /** Reads the files of a prediction and of the true mask and compares them, as the job does. */
  @Benchmark
  public CaseScore readAndScore() throws IOException {
    Case next = next();
    NiftiImage predicted = read(next.predictionFile());
    NiftiImage truth = read(next.truthFile());
    if (!predicted.sameSpaceAs(truth)) {
      throw new IllegalStateException("files of two spaces");
    }
    return CaseScore.of(predicted.mask(THRESHOLD), truth.mask(THRESHOLD), 0);
  }

  private static NiftiImage read(String file) throws IOException {
    Path path = new Path(file);
    try (InputStream in = path.getFileSystem().open(path)) {
      return NiftiReader.read(in, MOST_BYTES, file);
    }
  }

  /** Moves a lesion to a healthy brain, another one or elsewhere each time. */
  @Benchmark
  public EnhancementOutcome enhance() {
    int number = turn;
    Case next = next();
    return enhancement.of(next.donor(), next.acceptor(), number);
  }
}
