// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.study;

import dev.sluice.models.lesion.database.DatabaseSizes;
import dev.sluice.models.lesion.network.TrainingSettings;
import dev.sluice.models.lesion.network.UNetSettings;
import dev.sluice.models.lesion.phantom.PhantomSettings;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Whether networks that also learn from synthetic lesions find lesions better, on phantoms: the
 * experiment of Federau et al. 2020 with four databases, one of augmented cases, and a control.
 *
 * <p>All networks of a seed begin with the same weights, make as many steps, and are tested on the
 * same cases. Results are functions of the settings, whatever the number of threads; but for the
 * seconds.
 */
public final class LesionStudy {
  private LesionStudy() {}

  /**
   * What is studied.
   *
   * @param edge voxels along each axis of a phantom
   * @param sizes of the databases
   * @param normals healthy phantoms of training
   * @param testStrokes test cases with lesions
   * @param testNormals test cases without
   * @param network sizes of the networks
   * @param batch cases of a step
   * @param learningRate of Adam
   * @param steps of each training
   * @param minimumVolume of a predicted component for its case to be detected, cubic millimetres
   * @param seeds how many times all is done
   * @param firstSeed of the first time; the others follow one by one
   */
  public record Settings(
      int edge,
      DatabaseSizes sizes,
      int normals,
      int testStrokes,
      int testNormals,
      UNetSettings network,
      int batch,
      double learningRate,
      int steps,
      double minimumVolume,
      int seeds,
      long firstSeed) {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming the component
     */
    public Settings {
      // Each checks its own.
      PhantomSettings.ofEdge(edge);
      new TrainingSettings(batch, learningRate, firstSeed);
      require(network.edge() == edge, "network", "an edge of " + network.edge());
      require(sizes.clinical() >= 2, "clinical", sizes.clinical());
      require(normals >= 1, "normals", normals);
      require(testStrokes >= 1, "testStrokes", testStrokes);
      require(testNormals >= 0, "testNormals", testNormals);
      require(steps >= 1, "steps", steps);
      require(seeds >= 1, "seeds", seeds);
      require(minimumVolume >= 0 && Double.isFinite(minimumVolume), "minimumVolume", minimumVolume);
    }

    private static void require(boolean holds, String name, Object value) {
      if (!holds) {
        throw new IllegalArgumentException("%s: %s is out of range".formatted(name, value));
      }
    }

    TrainingSettings training(long seed) {
      return new TrainingSettings(batch, learningRate, seed);
    }
  }

  /**
   * Runs the study on all cores.
   *
   * @param progress called after each of {@link #steps} steps, by any thread
   * @return outcomes by seed and contender
   */
  public static List<LesionOutcome> run(Settings settings, Runnable progress) {
    List<StudyCases> cases =
        LongStream.range(settings.firstSeed(), settings.firstSeed() + settings.seeds())
            .mapToObj(seed -> new StudyCases(settings, seed))
            .toList();
    return cases.stream()
        .flatMap(ofSeed -> Arrays.stream(Contender.values()).map(c -> new LesionTrial(ofSeed, c)))
        .toList()
        .parallelStream()
        .map(trial -> trial.run(settings, progress))
        .toList();
  }

  /** How many training steps there are in all. */
  public static long steps(Settings settings) {
    return (long) settings.seeds() * Contender.values().length * settings.steps();
  }
}
