// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation;

import static dev.sluice.models.federation.Updates.CLIP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.federation.Aggregation.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class AggregationTest {
  private static final Aggregation MEAN = Aggregation.of(Rule.MEAN, 0.05, CLIP);
  private static final Aggregation LATE = new Aggregation(Rule.MEAN, 0.05, CLIP, 2, 2, 1);

  private static SiteUpdate pair(String site, long round, double logit, double weight) {
    EdgeLogits change = new EdgeLogits(2, new double[] {logit, -logit}, new double[] {logit});
    return new SiteUpdate(site, round, change, new double[] {weight});
  }

  @Test
  void isTheMeanByWeights() {
    EdgeLogits change = Updates.change(MEAN, 2, List.of(pair("a", 3, 1, 1), pair("b", 3, 4, 0.5)));
    assertThat(change.existence()).containsExactly(2.5, -2.5);
    assertThat(change.orientation()).containsExactly(2);
  }

  @ParameterizedTest
  @CsvSource({"4, 2.5", "3, 2", "8, 4.5", "9, 5"})
  void trimsAQuarterFromEachEnd(int sites, double centre) {
    List<SiteUpdate> updates = new ArrayList<>();
    for (int site = 1; site <= sites; site++) {
      updates.add(pair("site " + site, 3, site, 0.05 + site / 20.0));
    }
    Aggregation trimmed = Aggregation.of(Rule.TRIMMED_MEAN, 0.05, 100);
    assertThat(Updates.change(trimmed, 2, updates).orientation()).containsExactly(centre);
    updates.set(0, pair("site 1", 3, sites == 3 ? 1 : 99, 1));
    double rest = Updates.change(trimmed, 2, updates).orientation()[0];
    assertThat(rest).isBetween(1.0, (double) sites);
  }

  /** A site that says again what it said, or sites that speak in another order, change no bit. */
  @ParameterizedTest
  @EnumSource
  void isOfASetOfUpdates(Rule rule) {
    List<SiteUpdate> updates = new ArrayList<>(Updates.random(7, 6, 1));
    Aggregation aggregation = Aggregation.of(rule, 0.05, CLIP);
    EdgeLogits once = Updates.change(aggregation, 6, updates);
    updates.addAll(Updates.random(7, 6, 1));
    Collections.reverse(updates);
    EdgeLogits again = Updates.change(aggregation, 6, updates);
    assertThat(again.existence()).containsExactly(once.existence());
    assertThat(again.orientation()).containsExactly(once.orientation());
  }

  /** Defect 3: no order of variables is part of the result, which stays antisymmetric. */
  @ParameterizedTest
  @EnumSource
  void defect3PermutingVariablesPermutesTheResult(Rule rule) {
    int[] places = {4, 2, 0, 5, 1, 3};
    Aggregation aggregation = Aggregation.of(rule, 0.05, CLIP);
    List<SiteUpdate> updates = Updates.random(9, 6, 2);
    List<SiteUpdate> permuted =
        updates.stream().map(update -> Updates.relabelled(update, places)).toList();
    EdgeLogits expected = Updates.relabelled(Updates.change(aggregation, 6, updates), places);
    EdgeLogits change = Updates.change(aggregation, 6, permuted);
    assertThat(change.existence()).containsExactly(expected.existence());
    assertThat(change.orientation()).containsExactly(expected.orientation());
    for (int i = 0; i < 6; i++) {
      for (int j = 0; j < 6; j++) {
        assertThat(change.orientation(i, j)).isEqualTo(0.0 - change.orientation(j, i));
      }
    }
  }

  /** Defect 4: the site that intervenes on 0 has its say, though the graph has lost 0 -> 1. */
  @Test
  void defect4ALostEdgeHasAnAdvocate() {
    boolean[][] lost = new boolean[2][2];
    double[] near = SiteWeights.PROXIMITY.of(lost, VariableSet.of(0));
    double[] far = SiteWeights.PROXIMITY.of(lost, VariableSet.EMPTY);
    List<SiteUpdate> updates = new ArrayList<>(List.of(pair("a", 3, 2, near[0])));
    for (int site = 0; site < 5; site++) {
      updates.add(pair("b" + site, 3, -0.5, far[0]));
    }
    assertThat(Updates.change(MEAN, 2, updates).orientation(0, 1)).isGreaterThan(1);
  }

  /** Defect 5: sites that learn nothing new leave the belief as it is, however sure it is. */
  @Test
  void defect5WhatWasKnownIsNotSaidAgain() {
    EdgeLogits broadcast = Updates.logits(4, 1, 1);
    List<SiteUpdate> updates = new ArrayList<>();
    for (int site = 0; site < 3; site++) {
      updates.add(
          new SiteUpdate("site " + site, 3, broadcast.minus(broadcast), SiteWeights.naive(4)));
    }
    EdgeLogits after = broadcast.plus(Updates.change(MEAN, 4, updates));
    assertThat(after.existence()).containsExactly(broadcast.existence());
  }

  /** Whatever one site says, and however little the others weigh, it moves a logit no further. */
  @ParameterizedTest
  @CsvSource({"2", "4", "10", "100"})
  void aPoisonedSiteMovesALogitByItsShareAtMost(int sites) {
    double share = SiteWeights.PROXIMITY.mostShare(sites);
    assertThat(share).isCloseTo(1 / (1 + (sites - 1) * 0.05), within(1e-5));
    double least = SiteWeights.PROXIMITY.least();
    for (double honest : new double[] {-CLIP, 0, CLIP}) {
      List<SiteUpdate> updates = new ArrayList<>();
      for (int site = 1; site < sites; site++) {
        updates.add(pair("site " + site, 3, honest, least));
      }
      EdgeLogits without = Updates.change(MEAN, 2, updates);
      updates.add(pair("poisoned", 3, CLIP, 1));
      assertThat(MEAN.refusal(updates.get(sites - 1), 2, 3)).isEmpty();
      EdgeLogits change = Updates.change(MEAN, 2, updates).minus(without);
      assertThat(change.existence()[0]).isCloseTo((CLIP - honest) / sites, within(1e-12));
      double moved = change.orientation()[0];
      assertThat(Math.abs(moved)).isLessThanOrEqualTo(share * Math.abs(CLIP - honest) + 1e-12);
      assertThat(moved).isCloseTo(share * (CLIP - honest), within(1e-12));
    }
  }

  @Test
  void refusesWhatWouldHaveMoreThanItsShare() {
    assertThat(MEAN.refusal(pair("a", 3, 8.5, 1), 2, 3))
        .hasValue("a logit changes by more than 8.0");
    assertThat(MEAN.refusal(pair("a", 3, Double.NaN, 1), 2, 3)).isPresent();
    assertThat(MEAN.refusal(pair("a", 3, 1, 1.5), 2, 3))
        .hasValue("a weight is below 0.05 or above 1");
    assertThat(MEAN.refusal(pair("a", 3, 1, Double.NaN), 2, 3)).isPresent();
    assertThat(MEAN.refusal(pair("a", 3, 1, 0.01), 2, 3)).isPresent();
    assertThat(MEAN.refusal(pair("a", 3, 1, 1), 3, 3)).hasValue("it is of 2 variables, not 3");
    assertThat(MEAN.refusal(pair("a", 4, 1, 1), 2, 3)).isPresent();
    assertThat(MEAN.refusal(pair("a", 2, 1, 1), 2, 3))
        .hasValue("it is of round 2; in round 3 those from 3 on count");
    assertThat(LATE.refusal(pair("a", 1, 1, 1), 2, 3)).isEmpty();
    assertThat(LATE.refusal(pair("a", 0, 1, 1), 2, 3)).isPresent();
  }

  /** Two rounds late weighs a third. */
  @Test
  void lateUpdatesWeighLess() {
    List<SiteUpdate> updates = List.of(pair("a", 3, 0, 1), pair("b", 1, 4, 1));
    assertThat(Updates.change(LATE, 2, updates).orientation()[0]).isCloseTo(1, within(1e-15));
  }

  @Test
  void aTimelyUpdateGoesBeforeALateOneOfItsSite() {
    List<SiteUpdate> updates =
        new ArrayList<>(List.of(pair("a", 2, 7, 1), pair("a", 3, 1, 1), pair("b", 3, 3, 1)));
    assertThat(Updates.change(LATE, 2, updates).orientation()).containsExactly(2);
    Collections.reverse(updates);
    assertThat(Updates.change(LATE, 2, updates).orientation()).containsExactly(2);
  }

  @Test
  void makesNoChangeWithoutAQuorum() {
    RoundUpdates round = RoundUpdates.none(3, 2);
    assertThat(round.change(MEAN)).isEmpty();
    round = round.with(pair("a", 3, 1, 1));
    assertThat(round.with(pair("a", 3, 1, 1)).change(LATE)).isEmpty();
    assertThat(round.change(MEAN)).isPresent();
    assertThat(round.with(pair("b", 3, 1, 1)).change(LATE)).isPresent();
  }

  @Test
  void refusesSettingsOutOfRange() {
    assertThatThrownBy(() -> new Aggregation(Rule.MEAN, 0, 8, 1, 0, 0))
        .hasMessage("leastWeight: must be above 0, at most 1, is 0.0");
    assertThatThrownBy(() -> new Aggregation(Rule.MEAN, 1, 8, 0, 0, 0))
        .hasMessage("quorum: must be at least 1, is 0");
  }
}
