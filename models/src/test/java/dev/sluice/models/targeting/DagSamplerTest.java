// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.graph.Dag;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DagSamplerTest {
  private static final double[][] BELIEFS = {{0, 0.7, 0.2}, {0.1, 0, 0.55}, {0.35, 0.4, 0}};
  private static final int[][] ORDERS = {
    {0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}
  };

  @Test
  void graphsHaveTheProbabilitiesOfTheTwoPhases() {
    double temperature = 0.3;
    DagSampler sampler = new DagSampler(BELIEFS, temperature);
    int draws = 100_000;
    Map<Dag, Integer> counts = new HashMap<>();
    for (int i = 0; i < draws; i++) {
      counts.merge(sampler.draw(11, i), 1, Integer::sum);
    }
    Map<Dag, Double> law = enumerated(temperature);
    assertThat(law).hasSize(25);
    law.forEach(
        (graph, probability) -> {
          double error = Math.sqrt(probability * (1 - probability) / draws);
          double share = counts.getOrDefault(graph, 0) / (double) draws;
          assertThat(share).as(graph.toString()).isCloseTo(probability, within(4 * error));
        });
  }

  /** By every order and every set of forward edges, with the formula of the paper. */
  private static Map<Dag, Double> enumerated(double temperature) {
    Map<Dag, Double> law = new HashMap<>();
    for (int[] order : ORDERS) {
      double ofOrder = probability(order, temperature);
      for (int edges = 0; edges < 8; edges++) {
        double probability = ofOrder;
        int bit = 0;
        int[][] chosen = new int[Integer.bitCount(edges)][];
        int size = 0;
        for (int from = 0; from < 3; from++) {
          for (int to = from + 1; to < 3; to++) {
            double belief = BELIEFS[order[from]][order[to]];
            boolean there = (edges >> bit++ & 1) == 1;
            probability *= there ? belief : 1 - belief;
            if (there) {
              chosen[size++] = new int[] {order[from], order[to]};
            }
          }
        }
        law.merge(Dag.ofEdges(3, chosen), probability, Double::sum);
      }
    }
    return law;
  }

  private static double probability(int[] order, double temperature) {
    double probability = 1;
    for (int place = 0; place < 3; place++) {
      double sum = 0;
      for (int candidate = place; candidate < 3; candidate++) {
        sum += Math.exp(root(order, place, candidate) / temperature);
      }
      probability *= Math.exp(root(order, place, place) / temperature) / sum;
    }
    return probability;
  }

  /** 1 minus the strongest belief in an edge to a variable from another that is left. */
  private static double root(int[] order, int place, int candidate) {
    double strongest = 0;
    for (int other = place; other < 3; other++) {
      if (other != candidate) {
        strongest = Math.max(strongest, BELIEFS[order[other]][order[candidate]]);
      }
    }
    return 1 - strongest;
  }

  @Test
  void certainBeliefsGiveTheirGraphWithoutItsCycles() {
    double[][] cycle = {{0, 1, 0}, {0, 0, 1}, {1, 0, 0}};
    for (int i = 0; i < 20; i++) {
      assertThat(new DagSampler(cycle, DagSampler.TEMPERATURE).draw(1, i).edgeCount()).isEqualTo(2);
    }
    double[][] chain = {{0, 1, 0}, {0, 0, 1}, {0, 0, 0}};
    assertThat(new DagSampler(chain, 0.01).draw(1, 0))
        .isEqualTo(Dag.ofEdges(3, new int[][] {{0, 1}, {1, 2}}));
  }

  @Test
  void aTemperatureThatIsNoneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DagSampler(BELIEFS, 0))
        .withMessage("temperature: must be above 0: 0.0");
  }
}
