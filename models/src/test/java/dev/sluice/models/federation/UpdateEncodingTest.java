// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UpdateEncodingTest {
  private static final UpdateEncoding ENCODING = new UpdateEncoding(8);

  /** clip / (2^21 least), as derived. */
  private static final double BOUND = 8 / (0x1p21 * 0.05);

  private static RingVector sum(List<SiteUpdate> updates) {
    return updates.stream().map(ENCODING::encode).reduce(RingVector::plus).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 4", "10, 20", "300, 5", "1024, 4"})
  void theSumsMeanIsThatOfDoubles(int sites, int variables) {
    assertThat(BOUND).isLessThan(1e-4);
    List<SiteUpdate> updates = Updates.random(sites, variables, sites);
    EdgeLogits ring = ENCODING.mean(variables, sum(updates));
    EdgeLogits doubles =
        Updates.change(
            Aggregation.of(Aggregation.Rule.MEAN, 0.05, Updates.CLIP), variables, updates);
    assertThat(ring.minus(doubles).isWithin(BOUND)).isTrue();
    assertThat(doubles.isWithin(0.1)).isFalse();
  }

  @Test
  void decodesWhatItEncodesAndEncodesItToTheSameNumbers() {
    for (SiteUpdate update : Updates.random(5, 6, 11)) {
      RingVector numbers = ENCODING.encode(update);
      SiteUpdate decoded = ENCODING.decode(6, update.site(), 3, numbers);
      assertThat(ENCODING.encode(decoded).values()).isEqualTo(numbers.values());
      assertThat(decoded.weights()).isEqualTo(update.weights());
      assertThat(decoded.change().minus(update.change()).isWithin(BOUND)).isTrue();
      assertThat(decoded.change().isWithin(8)).isTrue();
    }
  }

  /** All at the limit, where the sum is the largest, and the least weights, the coarsest. */
  @ParameterizedTest
  @CsvSource({"1, 8", "1, -8", "0.05000019073486328, 8", "0.05000019073486328, -8"})
  void hasRoomForAllSites(double weight, double logit) {
    EdgeLogits change = new EdgeLogits(2, new double[] {logit, -logit}, new double[] {logit});
    SiteUpdate update = new SiteUpdate("", 0, change, new double[] {weight});
    RingVector one = ENCODING.encode(update);
    RingVector sum = RingVector.zero(1, 5);
    for (int site = 0; site < UpdateEncoding.MOST_SITES; site++) {
      sum = sum.plus(one);
    }
    EdgeLogits mean = ENCODING.mean(2, sum);
    assertThat(mean.existence(0, 1)).isCloseTo(logit, within(BOUND));
    assertThat(mean.existence(1, 0)).isCloseTo(-logit, within(BOUND));
    assertThat(mean.orientation(1, 0)).isCloseTo(-logit, within(BOUND));
  }

  @Test
  void clips() {
    EdgeLogits change =
        new EdgeLogits(2, new double[] {1e300, Double.NEGATIVE_INFINITY}, new double[] {-9});
    EdgeLogits mean =
        ENCODING.mean(2, ENCODING.encode(new SiteUpdate("", 0, change, new double[] {1})));
    assertThat(mean.existence(0, 1)).isCloseTo(8, within(BOUND));
    assertThat(mean.existence(1, 0)).isCloseTo(-8, within(BOUND));
    assertThat(mean.orientation(0, 1)).isCloseTo(-8, within(BOUND));
  }

  @Test
  void hasTheBytesItSays() {
    SiteUpdate update = Updates.random(1, 20, 1).get(0);
    assertThat(4L * ENCODING.encode(update).values().length)
        .isEqualTo(UpdateEncoding.bytes(20))
        .isEqualTo(3044);
    assertThat(update.bytes()).isEqualTo(6080);
  }

  @Test
  void refusesWhatIsNoUpdate() {
    EdgeLogits blank = new EdgeLogits(2, new double[] {Double.NaN, 0}, new double[1]);
    assertThatThrownBy(() -> ENCODING.encode(new SiteUpdate("", 0, blank, new double[] {1})))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("a change of a belief is no number");
    for (double weight : new double[] {0, -1, 1.1, Double.NaN, 1e-9}) {
      SiteUpdate update = new SiteUpdate("", 0, EdgeLogits.zero(2), new double[] {weight});
      assertThatThrownBy(() -> ENCODING.encode(update))
          .hasMessage("a weight must be above 0 and at most 1, is " + weight);
    }
    assertThatThrownBy(() -> ENCODING.mean(2, RingVector.zero(1, 5)))
        .hasMessage("weights do not add up to more than 0");
    assertThatThrownBy(() -> ENCODING.mean(3, RingVector.zero(1, 5)))
        .hasMessage("5 numbers are no updates of 3 variables");
    assertThatThrownBy(() -> new UpdateEncoding(0)).hasMessage("clip: must be above 0, is 0.0");
  }

  @Test
  void ofOneVariableHasNoPairs() {
    SiteUpdate update = new SiteUpdate("", 0, EdgeLogits.zero(1), new double[0]);
    RingVector numbers = ENCODING.encode(update);
    assertThat(numbers.values()).containsExactly(1);
    assertThat(ENCODING.mean(1, numbers).existence()).isEmpty();
  }
}
