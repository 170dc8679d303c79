// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.contingency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Counts of every family, counted anew from the rows in which the child was no target. */
class ContingencyTablesTest {
  private record Sample(int[] values, VariableSet targets, long samples) {}

  static Stream<int[]> domains() {
    return Stream.of(
        new int[] {1},
        new int[] {4},
        new int[] {1, 1, 1},
        new int[] {2, 3},
        new int[] {2, 1, 3, 5},
        new int[] {10, 2, 7, 1, 4},
        new int[] {2, 2, 2, 2, 2, 2},
        new int[] {3, 3, 3, 3, 3});
  }

  @ParameterizedTest
  @MethodSource("domains")
  void everyFamilyHasTheCountsOfItsRows(int[] categories) {
    for (int maxParents = 0; maxParents < categories.length; maxParents++) {
      for (int rows : new int[] {0, 1, 7, 150}) {
        List<Sample> samples = samples(categories, rows);
        assertCounts(tables(categories, maxParents, samples), samples);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("domains")
  void tablesOfPartsAreTheirSumUpToTheSmallerLimit(int[] categories) {
    List<Sample> samples = samples(categories, 90);
    for (int left = 0; left < categories.length; left++) {
      for (int right = 0; right < categories.length; right++) {
        ContingencyTables earlier = tables(categories, left, samples.subList(0, 30));
        ContingencyTables later = tables(categories, right, samples.subList(30, 90));
        ContingencyTables before = later.copy();
        ContingencyTables merged = earlier.copy().absorb(later);
        assertThat(merged.maxParents).isEqualTo(Math.min(left, right));
        assertSame(merged, tables(categories, merged.maxParents, samples));
        assertSame(later.copy().absorb(earlier), merged);
        assertSame(later, before);
        merged.add(samples.get(0).values, VariableSet.first(categories.length), 1);
        assertSame(later, before);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("domains")
  void theirSizeIsKnownBefore(int[] categories) {
    for (int maxParents = 0; maxParents < categories.length; maxParents++) {
      for (int rows : new int[] {0, 1, 7, 150}) {
        ContingencyTables tables = tables(categories, maxParents, samples(categories, rows));
        long numbers = tables.all.length;
        VariableSet targets = VariableSet.EMPTY;
        for (int variable = 0; variable < categories.length; variable++) {
          numbers += tables.targeted[variable].length;
          targets = tables.targeted[variable].length > 0 ? targets.toggle(variable) : targets;
        }
        long layouts = (1 + targets.size()) * (512 + 16L * (maxParents + 2) * categories.length);
        assertThat(ContingencyTables.bytes(categories, maxParents, targets))
            .isEqualTo((double) (8 * numbers + layouts));
      }
    }
  }

  @Test
  void sizesOfManyVariables() {
    int[] three = IntStream.generate(() -> 3).limit(20).toArray();
    // 1 + 20 2 + 190 4 + 1140 8 + 4845 16, and for each target 3 (1 + 19 2 + 171 4 + 969 8)
    assertThat(ContingencyTables.bytes(three, 3, VariableSet.EMPTY))
        .isEqualTo(8 * 87_441 + 512 + 16 * 5 * 20);
    assertThat(ContingencyTables.bytes(three, 3, VariableSet.of(4)))
        .isEqualTo(8 * (87_441 + 3 * 8_475) + 2 * (512 + 16 * 5 * 20));
    int[] many = IntStream.generate(() -> 1 << 30).limit(200).toArray();
    assertThat(ContingencyTables.bytes(many, 199, VariableSet.first(200))).isInfinite();
    assertThat(ContingencyTables.bytes(many, 0, VariableSet.EMPTY)).isInfinite();
  }

  @Test
  void numbersBeyondAnInt() {
    int[] categories = {2, 3, 2};
    List<Sample> samples =
        List.of(
            new Sample(new int[] {1, 2, 0}, VariableSet.EMPTY, 1L << 50),
            new Sample(new int[] {0, 2, 1}, VariableSet.of(0, 2), 3_000_000_000L),
            new Sample(new int[] {0, 0, 0}, VariableSet.of(1), (1L << 50) + 1));
    assertCounts(tables(categories, 1, samples), samples);
  }

  @ParameterizedTest
  @MethodSource("folded")
  void packedConfigurationsAreFoldedButForFreeOnes(int[] categories, int maxParents, int rows) {
    Domain domain = Domain.categorical(categories);
    int words = domain.configurationWords();
    ContingencyTables expected = ContingencyTables.empty(categories, maxParents);
    ContingencyTables tables = ContingencyTables.empty(categories, maxParents);
    Folding folding = new Folding(tables);
    VariableSet[] targets = {
      VariableSet.EMPTY, VariableSet.of(0, categories.length - 1), VariableSet.of(1)
    };
    for (int part = 0; part < 3; part++) {
      long[] packed = new long[words * (rows + 1)];
      Arrays.fill(packed, -1);
      double[] counts = new double[rows + 1];
      List<Sample> samples = samples(categories, rows + part);
      for (int n = 0; n < rows; n++) {
        int slot = n < rows / 2 ? n : n + 1;
        double[] values = Arrays.stream(samples.get(n).values).asDoubleStream().toArray();
        System.arraycopy(domain.configuration(values), 0, packed, words * slot, words);
        counts[slot] = n % 9 == 0 ? 7_000_000_000L : samples.get(n).samples;
        expected.add(samples.get(n).values, targets[part], (long) counts[slot]);
      }
      folding.add(packed, counts, targets[part]);
    }
    folding.finish();
    folding.finish();
    assertSame(tables, expected);
  }

  static Stream<Arguments> folded() {
    int[] fives = IntStream.generate(() -> 5).limit(25).toArray(); // of two longs
    int[] mixed = {2, 3, 1, 2, 4, 2, 2};
    return Stream.of(
        Arguments.of(fives, 1, 40),
        Arguments.of(new int[] {1 << 10, 1 << 10, 2}, 1, 40), // one by one
        Arguments.of(new int[] {3, 1}, 0, 6000),
        Arguments.of(mixed, 0, 63),
        Arguments.of(mixed, 2, 64),
        Arguments.of(mixed, 3, 6000),
        Arguments.of(mixed, 6, 300));
  }

  @Test
  void whatTheTablesDoNotHoldIsRefused() {
    int[] categories = {2, 2, 2};
    assertThatIllegalArgumentException().isThrownBy(() -> ContingencyTables.empty(categories, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> ContingencyTables.empty(categories, -1));
    ContingencyTables tables = ContingencyTables.empty(categories, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tables.absorb(ContingencyTables.empty(new int[] {2, 2, 3}, 1)));
    assertThatThrownBy(() -> new TabledFamily(tables).read(0, new int[] {1, 2}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("2 parents: the tables are of at most 1");
  }

  /** Random rows of random targets, of none, some or all variables. */
  private static List<Sample> samples(int[] categories, int rows) {
    Random random = new Random(Arrays.hashCode(categories) + rows);
    List<Sample> samples = new ArrayList<>();
    for (int n = 0; n < rows; n++) {
      int[] values = IntStream.of(categories).map(random::nextInt).toArray();
      VariableSet targets = VariableSet.EMPTY;
      for (int variable = 0; n % 3 > 0 && variable < categories.length; variable++) {
        targets = random.nextInt(n % 3 + 1) == 0 ? targets.toggle(variable) : targets;
      }
      samples.add(new Sample(values, targets, 1 + random.nextInt(3)));
    }
    return samples;
  }

  private static ContingencyTables tables(int[] categories, int maxParents, List<Sample> samples) {
    ContingencyTables tables = ContingencyTables.empty(categories, maxParents);
    samples.forEach(sample -> tables.add(sample.values, sample.targets, sample.samples));
    return tables;
  }

  private static void assertSame(ContingencyTables tables, ContingencyTables expected) {
    assertThat(tables.categories).isEqualTo(expected.categories);
    assertThat(tables.maxParents).isEqualTo(expected.maxParents);
    assertThat(tables.all).isEqualTo(expected.all);
    assertThat(tables.targeted).isDeepEqualTo(expected.targeted);
  }

  private static void assertCounts(ContingencyTables tables, List<Sample> samples) {
    TabledFamily family = new TabledFamily(tables);
    int variables = tables.categories.length;
    for (int node = 0; node < variables; node++) {
      for (int set = 0; set < 1 << variables; set++) {
        if ((set >>> node & 1) == 0 && Integer.bitCount(set) <= tables.maxParents) {
          assertFamily(family, tables.categories, node, VariableSet.ofMask(set).members(), samples);
        }
      }
    }
  }

  private static void assertFamily(
      TabledFamily family, int[] categories, int node, int[] parents, List<Sample> samples) {
    int q = IntStream.of(parents).map(parent -> categories[parent]).reduce(1, (a, b) -> a * b);
    double[] joint = new double[q * categories[node]];
    double[] ofParents = new double[q];
    for (Sample sample : samples) {
      if (!sample.targets.contains(node)) {
        int configuration = 0;
        for (int i = parents.length - 1; i >= 0; i--) {
          configuration = configuration * categories[parents[i]] + sample.values[parents[i]];
        }
        joint[sample.values[node] * q + configuration] += sample.samples;
        ofParents[configuration] += sample.samples;
      }
    }
    family.read(node, parents);
    assertThat(family.size()).isEqualTo(joint.length);
    assertThat(family.configurations()).isEqualTo(q);
    assertThat(Arrays.copyOf(family.joint(), joint.length)).isEqualTo(joint);
    assertThat(Arrays.copyOf(family.ofParents(), q)).isEqualTo(ofParents);
  }
}
