// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.enhance;

import static dev.sluice.models.lesion.enhance.Brains.GRID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.lesion.CaseName;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ReproducibilityTest {
  private final Donor donor = Brains.donor(Brains.ball(GRID, 9, 15, 17, 4.5), 1.8);

  @Test
  void sameSeedSameBytes() {
    Acceptor noisy = Brains.noisyAcceptor(GRID, 5);
    float[] first = made(EnhancementSettings.DEFAULT, donor, noisy, 3).image().voxels();
    Donor other =
        new Donor(new CaseName("stroke-7", "p"), donor.image(), donor.lesion(), donor.brain());
    Acceptor another = new Acceptor(new CaseName("normal-7", "p"), noisy.image(), noisy.brain());

    assertThat(made(EnhancementSettings.DEFAULT, donor, noisy, 3).image().voxels())
        .isEqualTo(first);
    assertThat(made(EnhancementSettings.DEFAULT, donor, noisy, 4).image().voxels())
        .isNotEqualTo(first);
    assertThat(made(EnhancementSettings.DEFAULT, other, noisy, 3).image().voxels())
        .isNotEqualTo(first);
    assertThat(made(EnhancementSettings.DEFAULT, donor, another, 3).image().voxels())
        .isNotEqualTo(first);
    assertThat(
            ((SyntheticCase) new Enhancement(EnhancementSettings.DEFAULT, 2).of(donor, noisy, 3))
                .image()
                .voxels())
        .isNotEqualTo(first);
  }

  /** Changed cases change every study. */
  @Test
  void casesNeverChange() {
    SyntheticCase synthetic =
        made(EnhancementSettings.DEFAULT, donor, Brains.noisyAcceptor(GRID, 5), 3);

    assertThat(Arrays.hashCode(synthetic.image().voxels())).isEqualTo(1289019949);
    assertThat(Arrays.hashCode(synthetic.lesion().voxels())).isEqualTo(-61151795);
  }

  @Test
  void provenanceIsEnoughToMakeACaseAgain() {
    Acceptor noisy = Brains.noisyAcceptor(GRID, 5);
    SyntheticCase synthetic = made(EnhancementSettings.DEFAULT, donor, noisy, 3);
    Provenance from = synthetic.provenance();

    assertThat(from.donor()).isEqualTo(donor.name());
    assertThat(from.acceptor()).isEqualTo(noisy.name());
    assertThat(from.caseId()).isEqualTo("stroke-1+normal-2#3@1");
    SyntheticCase again =
        (SyntheticCase)
            new Enhancement(from.settings(), from.seed()).of(donor, noisy, from.replica());
    assertThat(again.image().voxels()).isEqualTo(synthetic.image().voxels());
    assertThat(again.provenance()).isEqualTo(from);
  }

  private static SyntheticCase made(
      EnhancementSettings settings, Donor donor, Acceptor acceptor, long replica) {
    EnhancementOutcome outcome = new Enhancement(settings, 1).of(donor, acceptor, replica);
    assertThat(outcome).isInstanceOf(SyntheticCase.class);
    return (SyntheticCase) outcome;
  }
}
