// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MethodChoiceTest {

  /** So that older states, which knew no soft interventions, stay readable. */
  @Test
  void softInterventionsAreNamedOnlyWhereTheyAre() {
    Capacity capacity = new Capacity(150, 40);
    MethodChoice soft = new MethodChoice(MethodName.DCDI, 8, null, null, null, false, true, 3);

    assertThat(soft.options(capacity))
        .isEqualTo(
            "--method DCDI --hidden 8 --batch (own) --graphs (own) --sparsity (own)"
                + " --latent-confounders false --seed 3 --capacity 150 --intervention-capacity 40"
                + " --soft");
    assertThat(MethodChoice.usual(MethodName.ENCO, 3).options(capacity))
        .isEqualTo(
            "--method ENCO --hidden (own) --batch (own) --graphs (own) --sparsity (own)"
                + " --latent-confounders false --seed 3 --capacity 150"
                + " --intervention-capacity 40");
  }
}
