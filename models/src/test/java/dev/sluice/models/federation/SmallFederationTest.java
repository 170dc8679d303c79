// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.discovery.Budget;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.federation.SmallFederation.Site;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SmallFederationTest {
  private static final String[] NAMES = {"a", "b", "c", "d"};
  private static final VariableSet LEFT = VariableSet.of(0, 1);
  private static final VariableSet RIGHT = VariableSet.of(2, 3);
  private static final Budget BUDGET = new Budget(200, 60);
  private static final int ROUNDS = 6;

  private static Site site(long seed, VariableSet targets) {
    return SmallFederation.site(seed, NAMES, targets, 400, 100);
  }

  /** One site intervenes on the chain's first half, the other on its second. */
  @Test
  void twoSitesFindAChainThatNeitherFindsAlone() {
    Site left = site(1, LEFT);
    Site right = site(2, RIGHT);
    boolean[][] together =
        SmallFederation.together(List.of(left, right), ROUNDS, BUDGET).acyclicGraph();
    assertThat(together).isDeepEqualTo(SmallFederation.CHAIN);
    for (Site site : List.of(left, right)) {
      boolean[][] alone = SmallFederation.together(List.of(site), ROUNDS, BUDGET).acyclicGraph();
      assertThat(Arrays.deepEquals(alone, SmallFederation.CHAIN)).isFalse();
    }
  }

  /** Defect 3: sites may declare variables in any order, each in its own; nothing depends on it. */
  @Test
  void theOrderOfDeclarationsChangesNoBit() {
    Budget few = new Budget(20, 10);
    List<Site> inOrder = List.of(site(1, LEFT), site(2, RIGHT));
    List<Site> mixed =
        List.of(
            SmallFederation.site(1, NAMES, LEFT, 400, 100, new int[] {3, 1, 0, 2}),
            SmallFederation.site(2, NAMES, RIGHT, 400, 100, new int[] {1, 2, 3, 0}));
    EdgeLogits expected = SmallFederation.together(inOrder, 3, few);
    EdgeLogits belief = SmallFederation.together(mixed, 3, few);
    assertThat(belief.existence()).containsExactly(expected.existence());
    assertThat(belief.orientation()).containsExactly(expected.orientation());
  }
}
