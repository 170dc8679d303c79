// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.dcdi;

import dev.sluice.models.discovery.Budget;
import dev.sluice.models.discovery.DiscoveryMethod;
import dev.sluice.models.discovery.DiscoveryMethodLaws;
import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.domain.Domain;

class DcdiLawsTest extends DiscoveryMethodLaws {

  @Override
  protected DiscoveryMethod method(Domain domain, long seed) {
    return new Dcdi(domain, EdgeKnowledge.none(domain.dimension()), DcdiSettings.standard(), seed);
  }

  @Override
  protected Domain domain(int variables) {
    return Domain.continuous(variables);
  }

  @Override
  protected Budget round() {
    return new Budget(1000, 0);
  }

  @Override
  protected int rounds() {
    return 5;
  }
}
