// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.dcdi;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.models.discovery.Budget;
import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.Regime;
import dev.sluice.models.discovery.TrainingData;
import dev.sluice.models.domain.Domain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DcdiRefusalsTest {
  private static final DcdiSettings STANDARD = DcdiSettings.standard();
  private static final DcdiSettings SOFT =
      new DcdiSettings(16, 64, 5e-3, 2e-2, 0.01, 0.02, 2, 50, 8, true);

  @Test
  void refusesWhatItCannotLearnFrom() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Dcdi(Domain.categorical(2, 3), EdgeKnowledge.none(2), STANDARD, 1))
        .withMessage(
            "DCDI learns from continuous variables alone: for categorical ones there are ENCO and"
                + " DSDI");
    double[][] rows = {{0, 0}, {1, 1}};
    Domain domain = Domain.continuous(2);
    Dcdi method = new Dcdi(domain, EdgeKnowledge.none(2), STANDARD, 1);
    TrainingData unnamed = new TrainingData(domain, rows, List.of(new Regime(null, null, rows)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> method.train(method.initial(), unnamed, new Budget(1, 0)))
        .withMessageContaining("has no label");
    List<Regime> many = new ArrayList<>();
    for (int r = 0; r < 65; r++) {
      many.add(new Regime(null, "r" + r, rows));
    }
    TrainingData tooMany = new TrainingData(domain, rows, many);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> method.train(method.initial(), tooMany, new Budget(1, 0)))
        .withMessage("65 interventions, some with unknown targets: there is room for 64");
    Dcdi soft = new Dcdi(domain, EdgeKnowledge.none(2), SOFT, 1);
    TrainingData unknown =
        new TrainingData(domain, rows, Collections.singletonList(new Regime(null, "r", rows)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> soft.train(soft.initial(), unknown, new Budget(1, 0)))
        .withMessage("soft interventions need their targets: those of 'r' are unknown");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DcdiSettings(16, 0, 1, 1, 1, 1, 2, 50, 8, false))
        .withMessage("batch must be at least 1: 0");
  }
}
