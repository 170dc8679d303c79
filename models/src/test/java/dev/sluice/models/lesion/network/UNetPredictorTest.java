// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.models.lesion.Grid;
import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.Volume;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(value = Resources.SYSTEM_OUT, mode = ResourceAccessMode.READ)
class UNetPredictorTest {
  private static final UNetWeights WEIGHTS = UNetWeights.initial(new UNetSettings(8, 3, 3), 1);

  private static Volume image(int number) {
    return Spheres.of(8, number).image();
  }

  @Test
  void what_is_found_in_an_image_does_not_depend_on_those_before_it() {
    UNetPredictor busy = new UNetPredictor(WEIGHTS);
    for (int number = 1; number < 5; number++) {
      busy.probabilities(image(number));
    }
    float[] alone = new UNetPredictor(WEIGHTS).probabilities(image(0)).voxels();
    assertThat(busy.probabilities(image(0)).voxels()).containsExactly(alone);
    assertThat(busy.probabilities(image(1)).voxels()).isNotEqualTo(alone);
  }

  @Test
  void scale_and_offset_of_an_image_do_not_matter() {
    UNetPredictor predictor = new UNetPredictor(WEIGHTS);
    float[] voxels = image(0).voxels();
    float[] scaled = new float[voxels.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = 4 * voxels[i];
    }
    assertThat(predictor.probabilities(new Volume(Grid.cube(8), scaled)).voxels())
        .containsExactly(predictor.probabilities(image(0)).voxels());
  }

  @Test
  void lesions_are_where_the_probability_is_above_one_half() {
    UNetPredictor predictor = new UNetPredictor(WEIGHTS);
    Grid grid = new Grid(8, 8, 8, 2, 2, 5);
    Volume image = new Volume(grid, image(0).voxels());
    Volume probabilities = predictor.probabilities(image);
    Mask lesions = predictor.lesions(image);
    assertThat(probabilities.grid()).isEqualTo(grid);
    assertThat(lesions.grid()).isEqualTo(grid);
    for (int i = 0; i < grid.size(); i++) {
      assertThat(probabilities.voxels()[i]).isBetween(0f, 1f);
      assertThat(lesions.voxels()[i]).isEqualTo(probabilities.voxels()[i] > 0.5f);
    }
    assertThat(lesions.count()).isBetween(1, grid.size() - 1);
  }

  @Test
  void voxels_that_are_not_numbers_count_as_the_mean() {
    UNetPredictor predictor = new UNetPredictor(WEIGHTS);
    float[] constant = new float[512];
    Arrays.fill(constant, 1e30f);
    float[] none = new float[512];
    Arrays.fill(none, Float.NaN);
    float[] zeros = predictor.probabilities(new Volume(Grid.cube(8), new float[512])).voxels();
    assertThat(predictor.probabilities(new Volume(Grid.cube(8), constant)).voxels())
        .containsExactly(zeros);
    assertThat(predictor.probabilities(new Volume(Grid.cube(8), none)).voxels())
        .containsExactly(zeros);
  }

  @Test
  void an_image_of_another_shape_is_refused() {
    UNetPredictor predictor = new UNetPredictor(WEIGHTS);
    Volume flat = new Volume(new Grid(8, 8, 4, 1, 1, 1), new float[256]);
    assertThatThrownBy(() -> predictor.lesions(flat))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an image of 8 x 8 x 4 voxels, where the network takes 8 x 8 x 8");
  }
}
