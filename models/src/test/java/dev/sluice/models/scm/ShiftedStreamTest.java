// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.scm.ShiftSchedule.Shift;
import dev.sluice.models.scm.ShiftedStream.Draw;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ShiftedStreamTest {
  private static final StructuralCausalModel SOURCE =
      MechanismFamily.parse("mlp:3").draw(GraphFamily.parse("er:6:1").draw(2), 2);

  @ParameterizedTest
  @EnumSource(Shift.class)
  void drawIsAFunctionOfItsIndex(Shift shift) {
    ShiftedStream stream = stream(shift, 3, 2);
    ShiftedStream again = stream(shift, 3, 2);
    for (long index = stream.schedule().length() - 1; index >= 0; index--) {
      Draw draw = stream.draw(index);
      Draw same = again.draw(index);

      assertThat(same.values()).isEqualTo(draw.values());
      assertThat(same.losses()).isEqualTo(draw.losses());
      assertThat(draw.losses()).isEqualTo(draw.regime().model().losses(draw.values()));
    }
  }

  @Test
  void segmentsBeginOnTime() {
    ShiftedStream stream = stream(Shift.REDRAW_ONE, 3, 1);

    assertThat(stream.schedule().length()).isEqualTo(130);
    assertThat(labels(stream, 0, 99, 100, 109, 110, 119, 120, 129))
        .containsExactly(
            "source", "source", "shift-1", "shift-1", "shift-2", "shift-2", "shift-3", "shift-3");
  }

  @Test
  void targetsAreTheMechanismsThatDifferFromTheSource() {
    for (Shift shift : new Shift[] {Shift.REDRAW_ONE, Shift.PERFECT}) {
      ShiftedStream stream = stream(shift, 8, 2);
      assertThat(stream.regime(0).targets().isEmpty()).isTrue();
      for (int segment = 1; segment <= 8; segment++) {
        ShiftedStream.Regime regime = stream.regime(90 + segment * 10L);
        assertThat(regime.targets().size()).isEqualTo(2);
        for (int i = 0; i < 6; i++) {
          assertThat(differs(regime.model(), i)).isEqualTo(regime.targets().contains(i));
        }
      }
    }
  }

  @Test
  void everyVariableIsATargetAtTimes() {
    ShiftedStream stream = stream(Shift.REDRAW_ONE, 60, 1);
    long seen =
        LongStream.rangeClosed(1, 60)
            .map(segment -> stream.regime(90 + segment * 10).targets().mask())
            .reduce(0, (a, b) -> a | b);

    assertThat(seen).isEqualTo(0b111111);
  }

  @Test
  void recurrentRegimesComeBackUnderTheirLabels() {
    ShiftedStream stream = stream(Shift.RECURRENT, 6, 1);

    assertThat(labels(stream, 0, 100, 110, 120, 130, 140, 150))
        .containsExactly("source", "shift-1", "source", "shift-2", "source", "shift-1", "source");
    assertThat(stream.regime(140)).isEqualTo(stream.regime(100));
    assertThat(stream.regime(150)).isEqualTo(stream.regime(0));
    assertThat(stream.draw(140).values()).isNotEqualTo(stream.draw(100).values());
  }

  @Test
  void gradualShiftsComeInOverTheTransition() {
    ShiftedStream stream = stream(Shift.GRADUAL, 2, 1);
    double[] x = {0, 1, 2, 0, 1, 2};
    double[] source = stream.regime(0).model().losses(x);
    double[] first = stream.regime(104).model().losses(x);
    int target = stream.regime(104).targets().members()[0];

    // a transition of 4: shares of the new mechanism are 1/5 to 4/5
    for (int position = 0; position < 4; position++) {
      double share = (position + 1) / 5.0;
      double p = (1 - share) * Math.exp(-source[target]) + share * Math.exp(-first[target]);
      assertThat(Math.exp(-stream.regime(100 + position).model().losses(x)[target]))
          .isCloseTo(p, within(1e-12));
    }
    assertThat(stream.regime(100).targets()).isEqualTo(stream.regime(104).targets());
    assertThat(stream.regime(110).targets())
        .isEqualTo(stream.regime(104).targets().union(stream.regime(114).targets()));
    assertThat(labels(stream, 103, 104, 113, 114))
        .isEqualTo(List.of("shift-1", "shift-1", "shift-2", "shift-2"));
  }

  @Test
  void aSourceAloneHasNoShift() {
    ShiftedStream stream = stream(Shift.REDRAW_ONE, 0, 1);

    assertThat(stream.schedule().length()).isEqualTo(100);
    assertThat(stream.regime(99).model()).isSameAs(SOURCE);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          -1, 10, 1, 1, 1,  "source: must be at least 0, is -1"
          1,  0,  1, 1, 1,  "shots: must be at least 1, is 0"
          1,  10, -1, 1, 1, "shifts: must be at least 0, is -1"
          1,  10, 1, 0, 1,  "targets: must be at least 1, is 0"
          1,  10, 1, 7, 1,  "targets: must be 1 to 6, is 7"
          1,  10, 1, 1, 0,  "transition: must be 1 to 10, is 0"
          1,  10, 1, 1, 11, "transition: must be 1 to 10, is 11"
          """)
  void refusesWhatMakesNoSense(
      long source, long shots, int shifts, int targets, long transition, String problem) {
    assertThatThrownBy(
            () ->
                ShiftedStream.of(
                    SOURCE,
                    new ShiftSchedule(Shift.GRADUAL, source, shots, shifts, targets, transition),
                    1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(problem);
  }

  private static ShiftedStream stream(Shift shift, int shifts, int targets) {
    return ShiftedStream.of(SOURCE, new ShiftSchedule(shift, 100, 10, shifts, targets, 4), 7);
  }

  private static List<String> labels(ShiftedStream stream, long... indices) {
    return LongStream.of(indices).mapToObj(index -> stream.regime(index).label()).toList();
  }

  /** Whether a mechanism gives some configuration another probability than the source does. */
  private static boolean differs(StructuralCausalModel model, int variable) {
    for (double[] x : ExactLaw.of(SOURCE).configurations()) {
      if (model.losses(x)[variable] != SOURCE.losses(x)[variable]) {
        return true;
      }
    }
    return false;
  }
}
