// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class VariableSetTest {
  private static final VariableSet WIDE = VariableSet.of(199, 3, 64, 3);

  @Test
  void membersAreAscendingAndCountOnce() {
    assertThat(WIDE.members()).containsExactly(3, 64, 199);
    assertThat(WIDE.size()).isEqualTo(3);
    assertThat(WIDE.length()).isEqualTo(200);
    assertThat(WIDE).hasToString("{3, 64, 199}");
    assertThat(VariableSet.EMPTY.members()).isEmpty();
    assertThat(VariableSet.EMPTY.length()).isZero();
    assertThat(VariableSet.EMPTY).hasToString("{}");
  }

  @Test
  void variablesAreTakenOneByOneUntilNoneIsLeft() {
    long[] words = {0b1010, 0, 1L << 63, 0};
    assertThat(VariableSet.takeFirst(words)).isEqualTo(1);
    assertThat(VariableSet.takeFirst(words)).isEqualTo(3);
    words[1] = 1;
    assertThat(VariableSet.takeFirst(words)).isEqualTo(64);
    assertThat(VariableSet.takeFirst(words)).isEqualTo(191);
    assertThat(VariableSet.takeFirst(words)).isEqualTo(-1);
    assertThat(words).containsOnly(0);
  }

  @Test
  void containsEndsWithTheLastWord() {
    assertThat(WIDE.contains(64)).isTrue();
    assertThat(WIDE.contains(0)).isFalse();
    assertThat(WIDE.contains(67)).isFalse();
    assertThat(WIDE.contains(1000)).isFalse();
    assertThat(VariableSet.EMPTY.contains(0)).isFalse();
  }

  @Test
  void equalSetsAreEqualWhateverTheyWereMadeOf() {
    VariableSet padded = new VariableSet(new long[] {0b101, 0, 0});
    assertThat(padded).isEqualTo(VariableSet.ofMask(0b101)).isEqualTo(VariableSet.of(2, 0));
    assertThat(padded).hasSameHashCodeAs(VariableSet.of(0, 2));
    assertThat(padded.words()).containsExactly(0b101);
    assertThat(VariableSet.ofMask(0)).isEqualTo(VariableSet.of()).isEqualTo(VariableSet.EMPTY);
    assertThat(VariableSet.of(2)).isNotEqualTo(VariableSet.of(66));
  }

  @Test
  void setsDoNotChangeWithTheArraysTheyWereMadeOfOrGave() {
    long[] words = {1};
    VariableSet set = new VariableSet(words);
    words[0] = 2;
    set.words()[0] = 4;
    assertThat(set).isEqualTo(VariableSet.of(0));
  }

  @Test
  void theFirstVariables() {
    assertThat(VariableSet.first(0)).isEqualTo(VariableSet.EMPTY);
    assertThat(VariableSet.first(3)).isEqualTo(VariableSet.of(0, 1, 2));
    assertThat(VariableSet.first(64).words()).containsExactly(-1);
    assertThat(VariableSet.first(65).words()).containsExactly(-1, 1);
  }

  @Test
  void unionsAndIntersectionsOfSetsOfDifferentLength() {
    VariableSet small = VariableSet.of(3, 5);
    assertThat(WIDE.union(small)).isEqualTo(VariableSet.of(3, 5, 64, 199));
    assertThat(small.union(WIDE)).isEqualTo(VariableSet.of(3, 5, 64, 199));
    assertThat(WIDE.intersection(small)).isEqualTo(VariableSet.of(3));
    assertThat(small.intersection(VariableSet.EMPTY)).isEqualTo(VariableSet.EMPTY);
    assertThat(VariableSet.of(64).intersection(VariableSet.of(65))).isEqualTo(VariableSet.EMPTY);
  }

  @Test
  void theOrderIsThatOfMasks() {
    List<VariableSet> ordered =
        List.of(
            VariableSet.EMPTY,
            VariableSet.of(0),
            VariableSet.of(1),
            VariableSet.of(0, 1),
            VariableSet.of(63),
            VariableSet.of(64),
            VariableSet.of(0, 64));
    assertThat(new TreeSet<>(ordered)).containsExactlyElementsOf(ordered);
  }

  @Test
  void aMaskHasSixtyThreeBits() {
    assertThat(VariableSet.of(0, 62).mask()).isEqualTo(1L << 62 | 1);
    assertThat(VariableSet.EMPTY.mask()).isZero();
    for (int beyond : new int[] {63, 64}) {
      assertThatExceptionOfType(ArithmeticException.class)
          .isThrownBy(() -> VariableSet.of(beyond).mask())
          .withMessage("{" + beyond + "} is no set of variables below 63");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VariableSet.of(-1))
        .withMessage("no index of a variable: -1");
  }
}
