// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import java.util.List;
import java.util.Random;

/** More variables than a long has bits. */
class ManyNumbersTest extends GaussianLaws {
  @Override
  Domain domain() {
    return Domain.continuous(70);
  }

  @Override
  List<VariableSet> regimes() {
    return List.of(VariableSet.EMPTY, VariableSet.of(69), VariableSet.of(5, 63, 64));
  }

  @Override
  double[] draw(Random random) {
    double shared = random.nextGaussian();
    return random.doubles(70, -1, 1).map(noise -> noise + shared).toArray();
  }
}
