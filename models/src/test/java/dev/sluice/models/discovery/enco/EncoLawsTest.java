// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.enco;

import dev.sluice.models.discovery.Budget;
import dev.sluice.models.discovery.DiscoveryMethod;
import dev.sluice.models.discovery.DiscoveryMethodLaws;
import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.domain.Domain;
import java.util.Arrays;

class EncoLawsTest extends DiscoveryMethodLaws {

  @Override
  protected DiscoveryMethod method(Domain domain, long seed) {
    EncoSettings settings =
        new EncoSettings(16, 64, 20, 5e-3, 1e-4, 2e-2, 1e-1, 4e-3, false, false);
    return new Enco(domain, EdgeKnowledge.none(domain.dimension()), settings, seed);
  }

  @Override
  protected Domain domain(int variables) {
    int[] categories = new int[variables];
    Arrays.fill(categories, 3);
    return Domain.categorical(categories);
  }

  @Override
  protected Budget round() {
    return new Budget(200, 100);
  }

  @Override
  protected int rounds() {
    return 6;
  }
}
