// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.sluice.models.domain.VariableSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionTest {

  @Test
  void outpointsAreTakenAwayAgainAndAgain() {
    // 0 -> 1 -> 2, 0 -> 2, 3 alone, 3 -> 4: {0, 3}, {1, 4}, {2}
    Partition partition = partition(VariableSet.ofMasks(0, 0b1, 0b11, 0, 0b1000));
    assertThat(partition.element).containsExactly(0, 1, 2, 0, 1);
    assertThat(partition.count).isEqualTo(3);
    assertThat(partition.size).startsWith(2, 2, 1, 0);
    assertThat(partition.members(1)).containsExactly(1, 4);
    assertThat(partition.member(0, 1)).isEqualTo(3);
    byte[] roles = new byte[5];
    partition.roles(2, roles);
    assertThat(roles).containsExactly(1, 2, 0, 1, 2);
    partition.roles(0, roles);
    assertThat(roles).containsExactly(0, 0, 0, 0, 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> partition.set(VariableSet.ofMasks(2, 1, 0, 0, 0)));
  }

  @Test
  void thereAreAsManyAsOrderedBellNumbers() {
    assertThat(all(1)).hasSize(1);
    assertThat(all(2)).hasSize(3);
    assertThat(all(3)).hasSize(13);
    assertThat(all(4)).hasSize(75);
  }

  @Test
  void placesAreTheSameIfTheNodesBeforeAre() {
    List<Partition> partitions = new ArrayList<>(all(4).values());
    for (Partition one : partitions) {
      for (Partition other : partitions) {
        int[] same = one.samePlaces(other);
        for (int of = 0; of < one.count; of++) {
          int expected = -1;
          for (int at = 0; at < other.count; at++) {
            expected = Arrays.equals(roles(one, of), roles(other, at)) ? at : expected;
          }
          assertThat(same[of]).isEqualTo(expected);
        }
      }
    }
  }

  /**
   * The probability of every move, exactly: with what {@link PartitionMoves} returns, Metropolis
   * and Hastings are in balance with any weights, hence these are invariant.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void movesAreInDetailedBalance(int nodes) {
    Map<List<Integer>, Partition> partitions = all(nodes);
    GivenScores scores = GivenScores.random(nodes, 8, nodes);
    FamilyTables tables = FamilyTables.of(scores, GivenScores.candidates(nodes, nodes - 1), 0);
    PartitionKernel kernel = new PartitionKernel(tables, 1);
    Map<List<Integer>, Double> logs = new HashMap<>();
    VariableSet[] none = VariableSet.noneOf(nodes);
    partitions.forEach((key, partition) -> logs.put(key, kernel.logWeight(partition, none)));
    Map<List<Integer>, Map<List<Integer>, Double>> moves = new HashMap<>();
    partitions.forEach((key, partition) -> moves.put(key, moves(partition, logs)));
    moves.forEach(
        (from, away) ->
            away.forEach(
                (to, probability) -> {
                  double back = moves.get(to).getOrDefault(from, 0.0);
                  assertThat(Math.exp(logs.get(from) - logs.get(to)) * probability / back)
                      .isCloseTo(1, within(1e-12));
                }));
    // Every partition is reached from every other one.
    assertThat(reached(partitions.keySet().iterator().next(), moves)).isEqualTo(partitions.size());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void partitionsWeighAsMuchAsTheirGraphs(int candidates) {
    GivenScores scores =
        GivenScores.random(4, 30, 1).constrained(new int[] {0, 0, 1, 0}, new int[4], 2);
    SmallGraphs graphs = new SmallGraphs(scores);
    FamilyTables tables = FamilyTables.of(scores, GivenScores.candidates(4, candidates), 1);
    for (int start = 0; start < graphs.size(); start++) {
      if (graphs.probabilities[start] > 0) {
        compareWeights(graphs, graphs.graphs.get(start), tables);
      }
    }
  }

  private static void compareWeights(SmallGraphs graphs, VariableSet[] given, FamilyTables tables) {
    Map<List<Integer>, Double> weights = new HashMap<>();
    for (int number = 0; number < graphs.size(); number++) {
      if (isAlternative(graphs.graphs.get(number), given, tables)) {
        Partition partition = partition(graphs.graphs.get(number));
        weights.merge(key(partition), graphs.probabilities[number], Double::sum);
      }
    }
    PartitionKernel kernel = new PartitionKernel(tables, 1);
    Partition own = partition(given);
    double logUnit = kernel.logWeight(own, given) - Math.log(weights.get(key(own)));
    all(4)
        .forEach(
            (key, partition) ->
                assertThat(Math.exp(kernel.logWeight(partition, given) - logUnit))
                    .isCloseTo(weights.getOrDefault(key, 0.0), withinPercentage(1e-4)));
  }

  /** Whether the kernel may go from one graph to the other. */
  private static boolean isAlternative(
      VariableSet[] graph, VariableSet[] given, FamilyTables tables) {
    for (int node = 0; node < graph.length; node++) {
      FamilyTable table = tables.of(node);
      if (table.covers(given[node])
          ? !table.covers(graph[node])
          : !graph[node].equals(given[node])) {
        return false;
      }
    }
    return true;
  }

  /** By partition the probability of one step of Metropolis and Hastings to it, but not to stay. */
  private static Map<List<Integer>, Double> moves(Partition from, Map<List<Integer>, Double> logs) {
    Map<List<Integer>, Double> moves = new LinkedHashMap<>();
    PartitionMoves proposals = new PartitionMoves(from.nodes());
    Partition to = new Partition(from.nodes());
    Branches branches = new Branches();
    double total = 0;
    do {
      double logRatio = proposals.propose(from, to, branches);
      total += branches.probability();
      if (logRatio != PartitionMoves.NONE) {
        assertThat(to.size).isEqualTo(sizes(to));
        assertThat(key(to)).isNotEqualTo(key(from));
        double log = logRatio + logs.get(key(to)) - logs.get(key(from));
        moves.merge(key(to), branches.probability() * Math.min(1, Math.exp(log)), Double::sum);
      }
    } while (branches.next());
    assertThat(total).isCloseTo(1, within(1e-12));
    return moves;
  }

  private static int reached(
      List<Integer> start, Map<List<Integer>, Map<List<Integer>, Double>> moves) {
    List<List<Integer>> reached = new ArrayList<>(List.of(start));
    for (int next = 0; next < reached.size(); next++) {
      for (List<Integer> to : moves.get(reached.get(next)).keySet()) {
        if (!reached.contains(to)) {
          reached.add(to);
        }
      }
    }
    return reached.size();
  }

  private static int[] sizes(Partition partition) {
    int[] sizes = new int[partition.size.length];
    for (int of : partition.element) {
      sizes[of]++;
    }
    for (int of = 0; of < sizes.length; of++) {
      assertThat(sizes[of] > 0).isEqualTo(of < partition.count);
    }
    return sizes;
  }

  private static byte[] roles(Partition partition, int of) {
    byte[] roles = new byte[partition.nodes()];
    partition.roles(of, roles);
    return roles;
  }

  private static Map<List<Integer>, Partition> all(int nodes) {
    Map<List<Integer>, Partition> partitions = new LinkedHashMap<>();
    for (VariableSet[] graph : new SmallGraphs(GivenScores.random(nodes, 1, 1)).graphs) {
      Partition partition = partition(graph);
      partitions.put(key(partition), partition);
    }
    return partitions;
  }

  private static Partition partition(VariableSet[] graph) {
    Partition partition = new Partition(graph.length);
    partition.set(graph);
    return partition;
  }

  private static List<Integer> key(Partition partition) {
    return Arrays.stream(partition.element).boxed().toList();
  }
}
