// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.models.discovery.Regime;
import dev.sluice.models.discovery.TrainingData;
import dev.sluice.models.discovery.replay.NameOrder;
import dev.sluice.models.discovery.replay.PlacedDraws;
import dev.sluice.models.discovery.study.StudyMethod;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StudySiteTest {
  private static final NameOrder ORDER = NameOrder.of(new String[] {"b", "a"});
  private static final VariableSet[] TARGETS = {VariableSet.of(0), VariableSet.of(0, 1)};

  /** Two sites, two rows of each regime for each, numbered by regime and row. */
  private static TrainingData data() {
    List<Regime> regimes = new ArrayList<>();
    for (int regime = 0; regime < 3; regime++) {
      double[][] rows = new double[4][];
      for (int row = 0; row < 4; row++) {
        rows[row] = new double[] {10 * regime + row, -1};
      }
      VariableSet targets = regime == 0 ? VariableSet.EMPTY : VariableSet.of(regime - 1);
      regimes.add(new Regime(targets, null, rows));
    }
    return TrainingData.of(Domain.categorical(50, 2), regimes);
  }

  private static List<String> said(StudySite site) {
    List<String> said = new ArrayList<>();
    for (PlacedDraws draws : site.draws()) {
      StringBuilder text = new StringBuilder(draws.intervention().name() + ":");
      for (int at = 1; at < draws.values().length; at += 2) {
        text.append(' ').append((int) draws.values()[at]);
      }
      said.add(text.toString());
    }
    return said;
  }

  /** The rows of a target that a site does not own are nobody's, unless another owns it. */
  @Test
  void noTwoSitesShareADraw() {
    List<StudySite> sites = StudySite.cut(data(), TARGETS, ORDER, StudyMethod.Width.OWN, 1);
    assertThat(said(sites.get(0))).containsExactly(": 0 1", "b: 10 11");
    assertThat(said(sites.get(1))).containsExactly(": 2 3", "b: 12 13", "a: 22 23");
    assertThat(sites.get(0).targets()).isEqualTo(VariableSet.of(1));
    assertThat(sites.get(0).learner().initial().state().weights())
        .isNotEqualTo(sites.get(1).learner().initial().state().weights());
  }

  @Test
  void thePooledLearnerHasThoseOfAll() {
    StudySite pooled = StudySite.pooled(data(), TARGETS, ORDER, StudyMethod.Width.OWN, 1);
    assertThat(said(pooled)).containsExactly(": 0 1 2 3", "b: 10 11 12 13", "a: 22 23");
    assertThat(pooled.targets()).isEqualTo(VariableSet.of(0, 1));
  }

  @Test
  void splitsTargets() {
    VariableSet[] disjoint = TargetSplit.parse("disjoint:2").targets(4, 8, 1);
    VariableSet all = VariableSet.EMPTY;
    for (VariableSet targets : disjoint) {
      assertThat(targets.size()).isEqualTo(2);
      assertThat(targets.intersection(all).isEmpty()).isTrue();
      all = all.union(targets);
    }
    assertThat(all).isEqualTo(VariableSet.first(8));
    VariableSet[] overlapping = TargetSplit.parse("overlapping:3").targets(4, 8, 1);
    assertThat(overlapping[3].intersection(overlapping[0]).size()).isEqualTo(1);
    assertThat(TargetSplit.parse("shared").targets(2, 3, 1)).containsOnly(VariableSet.first(3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "disjoint", "disjoint:0", "shared:2", "apart:2", "disjoint:2:3"})
  void refusesOtherSplits(String text) {
    assertThatThrownBy(() -> TargetSplit.parse(text))
        .hasMessage("'" + text + "' is none of disjoint:T, overlapping:T and shared");
  }

  @Test
  void splitsAreWrittenAsTheyAreRead() {
    for (String text : List.of("shared", "disjoint:2", "overlapping:3")) {
      assertThat(TargetSplit.parse(text)).hasToString(text);
    }
  }
}
