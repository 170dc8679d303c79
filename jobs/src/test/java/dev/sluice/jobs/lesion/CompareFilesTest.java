// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion;

import static dev.sluice.jobs.lesion.Fixture.GRID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.wire.Reason;
import dev.sluice.jobs.Failure;
import dev.sluice.jobs.beside.HeapBudget;
import dev.sluice.models.lesion.Grid;
import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.Volume;
import dev.sluice.models.lesion.evaluation.CaseScore;
import dev.sluice.models.lesion.nifti.NiftiImage;
import dev.sluice.schemas.FailureReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompareFilesTest {

  private static final Mask TRUTH = Fixture.box(GRID, 0, 3, 1, 1);
  private static final Mask PREDICTED = Fixture.box(GRID, 1, 4, 1, 1);

  @TempDir private Path folder;

  private static Compared compare(TrueCase truth, String mask, double threshold) throws Exception {
    Prediction prediction = Fixture.prediction("c", "m", mask, 1);
    Prediction asked =
        new Prediction(prediction.source(), "c", "m", new Prediction.Said(1, mask, threshold));
    return work().compute(new Comparison(truth, asked), null).snapshot();
  }

  private static CompareFiles work() {
    return new CompareFiles(Fixture.MINIMUM_VOLUME, 4096);
  }

  private String truth() throws Exception {
    return Fixture.write(folder, "truth.nii.gz", TRUTH);
  }

  private void assertRefused(TrueCase truth, String mask, Reason reason, String fault)
      throws Exception {
    Compared compared = compare(truth, mask, 0.5);
    assertThat(compared.score()).isNull();
    assertThat(compared.reason()).isEqualTo(reason);
    assertThat(compared.fault()).isEqualTo(fault);
  }

  @Test
  void aMaskIsComparedWithTheTrueOne() throws Exception {
    String mask = Fixture.write(folder, "mask.nii", PREDICTED);

    Compared compared = compare(Fixture.stroke("c", truth()), mask, 0.5);

    assertThat(compared.fault()).isEmpty();
    assertThat(compared.score()).isEqualTo(Fixture.score(PREDICTED, TRUTH));
    assertThat(compared.score().dice()).as("a box shifted by one of four").isEqualTo(0.75);
  }

  @Test
  void probabilitiesAreWithinAboveTheThresholdOfTheirPrediction() throws Exception {
    float[] probabilities = new float[GRID.size()];
    Arrays.fill(probabilities, 0.25f);
    probabilities[0] = 0.75f;
    String mask = Fixture.write(folder, "p.nii.gz", NiftiImage.of(new Volume(GRID, probabilities)));
    TrueCase truth = Fixture.stroke("c", truth());

    assertThat(compare(truth, mask, 0.5).score().truePositives()).isEqualTo(1);
    assertThat(compare(truth, mask, 0.125).score().truePositives()).isEqualTo(16);
    assertThat(compare(truth, mask, 0.125).score().falsePositives()).isEqualTo(104);
    assertThat(compare(truth, mask, 0.75).score().predictedLesions()).isZero();
  }

  @ParameterizedTest
  @ValueSource(floats = {-1, 2, 254, Float.NEGATIVE_INFINITY, 1.01f})
  void numbersThatAreNoProbabilitiesAreNoMask(float number) throws Exception {
    float[] logits = new float[GRID.size()];
    logits[7] = number;
    String mask = Fixture.write(folder, "logits.nii", NiftiImage.of(new Volume(GRID, logits)));

    assertRefused(
        Fixture.stroke("c", truth()),
        mask,
        Reason.UNFIT_MASK,
        "%s: holds %s, expected probabilities from 0 to 1, 0 and 1, or 0 and 255"
            .formatted(mask, (double) number));
  }

  @Test
  void masksMayBeWhite() throws Exception {
    float[] white = new float[GRID.size()];
    Arrays.fill(white, 0, 4, 255);
    String mask = Fixture.write(folder, "white.nii", NiftiImage.of(new Volume(GRID, white)));
    white[9] = 1;
    String neither = Fixture.write(folder, "neither.nii", NiftiImage.of(new Volume(GRID, white)));
    CaseScore score = compare(Fixture.stroke("c", truth()), mask, 0.5).score();

    assertThat(score.truePositives() + score.falsePositives()).isEqualTo(4);
    assertRefused(
        Fixture.stroke("c", truth()),
        neither,
        Reason.UNFIT_MASK,
        neither + ": holds 255.0, expected probabilities from 0 to 1, 0 and 1, or 0 and 255");
  }

  /** 255 of a byte, scaled by what a float has of 1/255 with four digits. */
  @Test
  void roundedProbabilitiesAreProbabilities() throws Exception {
    float[] rounded = new float[GRID.size()];
    rounded[0] = 255 * 0.003922f;
    rounded[1] = -1e-6f;
    String mask = Fixture.write(folder, "rounded.nii", NiftiImage.of(new Volume(GRID, rounded)));

    assertThat(compare(Fixture.stroke("c", truth()), mask, 0.5).score().truePositives())
        .isEqualTo(1);
  }

  @Test
  void aNormalCaseHasTheSpaceOfItsImageAndNoLesion() throws Exception {
    TrueCase truth = Fixture.normal("c", Fixture.blank(folder, "image.nii.gz", GRID));
    String mask = Fixture.write(folder, "mask.nii.gz", PREDICTED);

    Compared compared = compare(truth, mask, 0.5);

    assertThat(compared.score()).isEqualTo(Fixture.score(PREDICTED, Fixture.empty(GRID)));
    assertThat(compared.score().hasLesion()).isFalse();
    assertThat(compared.score().detected()).isTrue();
  }

  @Test
  void aMaskOfAnotherSpaceIsNoPredictionOfTheCase() throws Exception {
    TrueCase truth = Fixture.stroke("c", truth());
    Grid larger = new Grid(6, 5, 5, 1, 1, 2);
    Grid wider = new Grid(6, 5, 4, 1, 1.5, 2);
    String shape = Fixture.write(folder, "shape.nii", Fixture.empty(larger));
    String spacing = Fixture.write(folder, "spacing.nii", Fixture.empty(wider));

    assertRefused(
        truth,
        shape,
        Reason.UNFIT_MASK,
        shape + ": is of 6 x 5 x 5 voxels, but its case of 6 x 5 x 4");
    assertRefused(
        truth,
        spacing,
        Reason.UNFIT_MASK,
        "%s: has its voxels elsewhere than %s (sform, qform, pixdim)"
            .formatted(spacing, truth.mask()));
  }

  @Test
  void aStrokeWithoutALesionIsNoTruth() throws Exception {
    String empty = Fixture.write(folder, "empty.nii.gz", Fixture.empty(GRID));

    assertRefused(
        Fixture.stroke("c", empty),
        Fixture.write(folder, "mask.nii", PREDICTED),
        Reason.UNFIT_MASK,
        empty + ": is empty, but its case has lesions (kind STROKE)");
  }

  @Test
  void whatCannotBeReadIsSaidByItsName() throws Exception {
    String mask = Fixture.write(folder, "mask.nii", PREDICTED);
    Path garbage = Files.writeString(folder.resolve("garbage.nii"), "x".repeat(400));
    Path cut = Files.write(folder.resolve("cut.nii"), Arrays.copyOf(bytes(mask), 400));
    TrueCase truth = Fixture.stroke("c", truth());

    for (String wrong :
        new String[] {
          folder.resolve("absent.nii").toString(),
          folder.toString(),
          garbage.toString(),
          cut.toString(),
          Fixture.blank(folder, "large.nii", Grid.cube(16)),
          "nowhere://mask.nii"
        }) {
      Compared compared = compare(truth, wrong, 0.5);
      assertThat(compared.score()).as(wrong).isNull();
      assertThat(compared.reason()).as(wrong).isEqualTo(Reason.UNREADABLE_FILE);
      assertThat(compared.fault()).as(wrong).contains(wrong.replaceAll(":.*", ""));
    }
    assertThat(compare(Fixture.stroke("c", garbage.toString()), mask, 0.5).fault())
        .startsWith(garbage + ": ");
  }

  private static byte[] bytes(String file) throws Exception {
    return Files.readAllBytes(Path.of(file));
  }

  @Test
  void aMaskWithWhatIsNoNumberIsNotComparedAndItsFirstVoxelIsNamed() throws Exception {
    float[] numbers = new float[GRID.size()];
    numbers[GRID.index(4, 3, 2)] = Float.NaN;
    numbers[GRID.index(5, 4, 3)] = Float.NaN;
    NiftiImage image = NiftiImage.of(new Volume(GRID, numbers));
    String nan = Fixture.write(folder, "nan.nii.gz", image);
    String mask = Fixture.write(folder, "mask.nii", PREDICTED);
    String fault = nan + ": voxel (4, 3, 2) is NaN, expected a number";

    assertRefused(Fixture.stroke("c", truth()), nan, Reason.UNREADABLE_FILE, fault);
    assertRefused(Fixture.stroke("c", nan), mask, Reason.UNREADABLE_FILE, fault);
    assertThat(compare(Fixture.normal("c", nan), mask, 0.5).fault())
        .as("of the image of a normal case nothing but its space is read")
        .isEmpty();
  }

  @Test
  void heapIsAskedForByWhatFilesMayHold() throws Exception {
    String mask = Fixture.write(folder, "mask.nii", PREDICTED);
    Prediction prediction = Fixture.prediction("c", "m", mask, 1);
    long length = Files.size(Path.of(mask));

    assertThat(work().bytes(new Comparison(Fixture.stroke("c", mask), prediction), null))
        .isEqualTo(2 * 9 * length);
    assertThat(work().bytes(new Comparison(Fixture.stroke("c", truth()), prediction), null))
        .as("a compressed file, up to the most that is read")
        .isEqualTo(9 * (length + 4096));
    assertThat(work().bytes(new Comparison(Fixture.stroke("c", "/absent"), prediction), null))
        .isEqualTo(9 * length);
    assertThat(
            new CompareFiles(0, Long.MAX_VALUE / 100)
                .bytes(new Comparison(Fixture.stroke("c", truth()), prediction), null))
        .isLessThanOrEqualTo(HeapBudget.most());
  }

  @Test
  void aBucketThatRestsAnswersAllTheSame() {
    Comparison comparison =
        new Comparison(Fixture.stroke("c", "/m"), Fixture.prediction("c", "m", "/p", 1));

    Compared failed = work().failed(comparison, new Failure(FailureReason.MEMORY, "no heap", 0));

    assertThat(failed.reason()).isEqualTo(Reason.RESTING);
    assertThat(failed.fault()).isEqualTo("its key rests since 1970-01-01T00:00:00Z: no heap");
  }
}
