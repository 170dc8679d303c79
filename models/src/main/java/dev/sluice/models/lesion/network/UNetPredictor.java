// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.network;

import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.Volume;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Segments images by a trained 3-D U-Net, one at a time, so that no image changes what is found in
 * another. For one thread.
 */
public final class UNetPredictor {
  /** A voxel is of a lesion if its probability is above this. */
  public static final double THRESHOLD = 0.5;

  private final UNetSettings settings;
  private final UNet3d graph;

  /** Builds the graph and sets its weights. */
  public UNetPredictor(UNetWeights weights) {
    settings = weights.settings();
    graph = new UNet3d(settings, 1, DataType.FLOAT);
    float[] values = weights.values();
    double[] loaded = new double[values.length];
    for (int i = 0; i < loaded.length; i++) {
      loaded[i] = values[i];
    }
    graph.load(loaded);
  }

  /**
   * The probability of a lesion in each voxel.
   *
   * @param image in whatever units; voxels that are not finite numbers count as its mean
   * @throws IllegalArgumentException if it has another shape than the network
   */
  public Volume probabilities(Volume image) {
    double[] found = graph.probabilities(new float[][] {StandardisedImage.of(image, settings)});
    float[] probabilities = new float[found.length];
    for (int i = 0; i < found.length; i++) {
      probabilities[i] = (float) found[i];
    }
    return new Volume(image.grid(), probabilities);
  }

  /**
   * The voxels that are more likely of a lesion than not.
   *
   * @throws IllegalArgumentException if the image has another shape than the network, or the
   *     network gives NaN
   */
  public Mask lesions(Volume image) {
    return Mask.above(THRESHOLD, probabilities(image));
  }
}
