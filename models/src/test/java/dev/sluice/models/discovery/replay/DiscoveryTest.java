// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.models.discovery.Budget;
import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.LearnerState;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class DiscoveryTest {

  private static final Budget BUDGET = new Budget(10, 6);

  /** A draw by the names of variables, and the one that is intervened on, or none. */
  private record Named(String target, Map<String, Double> values) {}

  private static List<Named> draws(int count) {
    List<Named> draws = new ArrayList<>();
    String[] targets = {"", "a", "b", "c"};
    for (int t = 0; t < count; t++) {
      UniformRandomProvider random = KeyedRandom.of(5, "draws", t);
      double a = random.nextInt(2);
      double b = random.nextDouble() < .8 ? a : random.nextInt(2);
      draws.add(new Named(targets[t % 4], Map.of("a", a, "b", b, "c", (double) random.nextInt(3))));
    }
    return draws;
  }

  private static Discovery discovery(String... names) {
    NameOrder order = NameOrder.of(names);
    int[] categories = Arrays.stream(names).mapToInt(n -> n.equals("c") ? 3 : 2).toArray();
    Domain domain = order.ordered(Domain.categorical(categories));
    MethodChoice choice = new MethodChoice(MethodName.ENCO, 8, 16, 4, null, false, 2);
    return new Discovery(
        new Placing("e", new Capacity(20, 6), 2),
        new Learner(choice.of(domain, EdgeKnowledge.none(3)), order, domain),
        order);
  }

  private static void add(Discovery discovery, Named draw, String... names) {
    int target = Arrays.asList(names).indexOf(draw.target());
    discovery.add(
        target < 0 ? VariableSet.EMPTY : VariableSet.of(target),
        null,
        Arrays.stream(names).mapToDouble(draw.values()::get).toArray());
  }

  private static Discovery learn(List<Named> draws, String... names) {
    Discovery discovery = discovery(names);
    draws.forEach(draw -> add(discovery, draw, names));
    discovery.train(BUDGET);
    discovery.train(BUDGET);
    return discovery;
  }

  private static void assertSameBits(LearnerState actual, LearnerState expected) {
    assertThat(actual.weights()).isEqualTo(expected.weights());
    assertThat(actual.graph()).isEqualTo(expected.graph());
    assertThat(actual.counters()).isEqualTo(expected.counters());
    assertThat(actual.second()).isEqualTo(expected.second());
  }

  @Test
  void theDeclaredOrderOfVariablesChangesNoBit() {
    List<Named> draws = draws(120);
    Discovery straight = learn(draws, "a", "b", "c");
    Discovery turned = learn(draws, "c", "a", "b");
    assertSameBits(turned.learned().state(), straight.learned().state());
    double[][] edges = straight.beliefs().edges();
    double[][] others = turned.beliefs().edges();
    int[] place = {1, 2, 0};
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        assertThat(others[place[i]][place[j]]).isEqualTo(edges[i][j]);
        assertThat(turned.beliefs().graph()[place[i]][place[j]])
            .isEqualTo(straight.beliefs().graph()[i][j]);
      }
    }
    assertThat(edges[0][1]).isNotEqualTo(edges[0][2]);
  }

  @Test
  void howInterventionsInterleaveChangesNoBit() {
    List<Named> draws = draws(120);
    List<Named> sorted = new ArrayList<>();
    for (String target : List.of("c", "", "b", "a")) {
      draws.stream().filter(draw -> draw.target().equals(target)).forEach(sorted::add);
    }
    assertSameBits(
        learn(sorted, "a", "b", "c").learned().state(),
        learn(draws, "a", "b", "c").learned().state());
  }

  @Test
  void buffersAreBounded() {
    Discovery discovery = learn(draws(400), "a", "b", "c");
    assertThat(discovery.learned().held().rowsByName())
        .isEqualTo(Map.of("", 20L, "a", 6L, "b", 6L, "c", 6L));
    assertThat(discovery.learned().held().rows()).isEqualTo(38);
    assertThat(discovery.learned().epochs()).isEqualTo(2);
    assertThat(discovery.learned().fitSteps()).isEqualTo(20);
    assertThat(discovery.learned().graphSteps()).isEqualTo(12);
  }

  @Test
  void aRoundLeavesWhatWasKnownBeforeAsItWas() {
    Discovery discovery = learn(draws(100), "a", "b", "c");
    Learned before = discovery.learned();
    LearnerState copy = before.state().copy();
    double[] values = before.held().buffers().get(0).values().clone();
    draws(300).forEach(draw -> add(discovery, draw, "a", "b", "c"));
    discovery.train(BUDGET);
    assertSameBits(before.state(), copy);
    assertThat(before.held().buffers().get(0).values()).isEqualTo(values);
    assertThat(discovery.learned().held().buffers().get(0).values()).isNotEqualTo(values);
  }

  @Test
  void unknownTargetsAreHeldByLabel() {
    NameOrder order = NameOrder.of(new String[] {"x", "w"});
    assertThat(Intervention.of(order, VariableSet.of(0, 1), "ignored"))
        .isEqualTo(new Intervention("w,x", VariableSet.of(0, 1), null));
    assertThat(Intervention.of(order, null, "w")).isEqualTo(new Intervention(",w", null, "w"));
    assertThat(Intervention.of(order, VariableSet.EMPTY, null).name()).isEmpty();
  }

  @Test
  void aMethodThatCannotSaysSo() {
    MethodChoice dsdi = new MethodChoice(MethodName.DSDI, null, null, null, null, true, 1);
    assertThatThrownBy(() -> dsdi.of(Domain.continuous(2), EdgeKnowledge.none(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("DSDI does not look for latent common causes; ENCO does");
  }
}
