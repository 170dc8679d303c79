// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.discovery.Budget;
import dev.sluice.models.discovery.replay.Learned;
import dev.sluice.models.domain.VariableSet;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SiteLearnerTest {
  private static final Budget FEW = new Budget(30, 15);
  private static final String[] NAMES = {"a", "b", "c", "d"};

  private final SmallFederation.Site site =
      SmallFederation.site(1, NAMES, VariableSet.of(0), 200, 50);

  private Learned once(EdgeLogits broadcast) {
    SiteLearner learner = site.learner();
    return learner.train(learner.initial(), broadcast, site.draws(), 1, FEW);
  }

  @Test
  void startsFromWhatWasBroadcast() {
    EdgeLogits sure = Updates.logits(4, 1, 1);
    Learned learned =
        site.learner().train(site.learner().initial(), sure, site.draws(), 1, new Budget(5, 0));
    assertThat(site.learner().belief(learned).minus(sure).isWithin(0)).isTrue();
    EdgeLogits change = site.learner().belief(once(sure)).minus(sure);
    assertThat(change.isWithin(0)).isFalse();
    assertThat(change.isWithin(5)).isTrue();
  }

  /** Defect 6: what was broadcast is not written to, nor is what was known before. */
  @Test
  void leavesWhatItWasGivenAsItIs() {
    EdgeLogits broadcast = Updates.logits(4, 1, 1);
    EdgeLogits copy = broadcast.plus(EdgeLogits.zero(4));
    Learned learned = once(broadcast);
    double[] graph = learned.state().graph().clone();
    site.learner().train(learned, EdgeLogits.zero(4), List.of(), 2, FEW);
    assertThat(broadcast.existence()).containsExactly(copy.existence());
    assertThat(broadcast.orientation()).containsExactly(copy.orientation());
    assertThat(learned.state().graph()).containsExactly(graph);
  }

  /** Defect 9: a diagonal never crosses, whatever a learner keeps there. */
  @Test
  void defect9TheDiagonalStaysAtHome() {
    EdgeLogits change = site.learner().belief(once(EdgeLogits.zero(4)));
    assertThat(change.existence()).hasSize(12);
    assertThat(change.orientation()).hasSize(6);
    for (int i = 0; i < 4; i++) {
      assertThat(change.existenceMatrix()[5 * i]).isZero();
      assertThat(change.orientationMatrix()[5 * i]).isZero();
    }
  }

  @Test
  void canBeginAnewAndForget() {
    SiteLearner learner = site.learner();
    Learned learned = once(EdgeLogits.zero(4));
    Learned anew = learner.anew(learned);
    assertThat(anew.held()).isSameAs(learned.held());
    assertThat(anew.state().weights()).containsExactly(learner.initial().state().weights());
    Learned forgetful = learner.forget(learned);
    assertThat(forgetful.held().rows()).isZero();
    assertThat(forgetful.state()).isSameAs(learned.state());
    EdgeLogits belief = learner.belief(learned);
    Learned idle = learner.train(forgetful, belief, List.of(), 1, FEW);
    assertThat(learner.belief(idle).minus(belief).isWithin(0)).isTrue();
  }

  /** An epoch after the other goes on where the first ended. */
  @Test
  void epochsFollowOneAnother() {
    SiteLearner learner = site.learner();
    EdgeLogits none = EdgeLogits.zero(4);
    Learned two = learner.train(learner.initial(), none, site.draws(), 2, FEW);
    assertThat(two.epochs()).isEqualTo(2);
    assertThat(two.graphSteps()).isEqualTo(30);
    assertThat(learner.belief(two).minus(learner.belief(once(none))).isWithin(0)).isFalse();
  }
}
