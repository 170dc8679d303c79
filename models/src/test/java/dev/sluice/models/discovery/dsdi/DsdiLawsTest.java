// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.dsdi;

import dev.sluice.models.discovery.Budget;
import dev.sluice.models.discovery.DiscoveryMethod;
import dev.sluice.models.discovery.DiscoveryMethodLaws;
import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.domain.Domain;
import java.util.Arrays;

class DsdiLawsTest extends DiscoveryMethodLaws {

  @Override
  protected DiscoveryMethod method(Domain domain, long seed) {
    DsdiSettings settings =
        new DsdiSettings(128, 5e-2, 3, 20, 100, 10, 3e-2, 2e-3, 0.5, DsdiSettings.Credit.CENTRED);
    return new Dsdi(domain, EdgeKnowledge.none(domain.dimension()), settings, seed);
  }

  @Override
  protected Domain domain(int variables) {
    int[] categories = new int[variables];
    Arrays.fill(categories, 3);
    return Domain.categorical(categories);
  }

  @Override
  protected Budget round() {
    return new Budget(200, 60);
  }

  @Override
  protected int rounds() {
    return 5;
  }
}
