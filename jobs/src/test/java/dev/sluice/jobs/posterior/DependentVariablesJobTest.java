// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import static dev.sluice.jobs.posterior.BoundedJob.experiments;
import static dev.sluice.jobs.posterior.BoundedJob.samples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.connectors.TestCluster;
import dev.sluice.jobs.BoundedRun;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.PosteriorSnapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Columns that are functions of one another: the exact posterior with a fixed scale of the prior,
 * with a scale by evidence a record that names them, whatever the order, buckets and parallelism.
 */
class DependentVariablesJobTest {

  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static final BoundedJob JOB = new BoundedJob(CLUSTER);

  private static final String[] NAMES = {"x", "half", "eight", "other"};

  @ParameterizedTest
  @CsvSource({"1, 1, 0", "1, 4, 1", "2, 1, 2", "2, 4, 3"})
  void everyRunGivesTheSame(int parallelism, int buckets, int order) throws Exception {
    List<String> sent = new ArrayList<>();
    for (int i = 1; i <= 2000; i++) {
      sent.add(Fixture.sample("fixed", "s" + i, "[]", row(i)));
      sent.add(Fixture.sample("evidence", "s" + i, "[]", row(i)));
    }
    if (order > 0) {
      Collections.shuffle(sent, new Random(order));
    }
    PosteriorSettings settings = Fixture.settings("unused:1", true);
    PosteriorSettings inBuckets =
        new PosteriorSettings(
            settings.topics(),
            settings.refresh(),
            new StatisticsSettings(1, buckets, 20),
            settings.admission());

    BoundedRun<PosteriorSnapshot> outcome =
        JOB.run(
            parallelism,
            experiments(declaration("fixed", "5e-10"), declaration("evidence", "\"EVIDENCE\"")),
            samples(sent),
            inBuckets,
            Models.of(inBuckets));

    PosteriorSnapshot fixed = outcome.last().get("fixed");
    assertThat(fixed.getFailure()).isNull();
    assertThat(fixed.getLogEvidence()).isCloseTo(-13653.14, within(.005));
    for (int from = 0; from < 4; from++) {
      for (int to = 0; to < 4; to++) {
        double expected = from == to || from == 3 || to == 3 ? 0 : .5;
        assertThat(fixed.getEdges().get(from).get(to)).isCloseTo(expected, within(5e-3));
      }
    }
    PosteriorSnapshot evidence = outcome.last().get("evidence");
    assertThat(evidence.getSamples()).isEqualTo(2000);
    assertThat(evidence.getEdges()).isNull();
    assertThat(evidence.getLogEvidence()).isNull();
    assertThat(evidence.getFailureReason()).isEqualTo(FailureReason.DEPENDENT_VARIABLES);
    assertThat(evidence.getFailure())
        .isEqualTo(
            "less than 1e-9 of their own variance is left to these variables when the others are"
                + " known: x,half,eight; so score.priorScale EVIDENCE has no optimum (the evidence"
                + " grows as the scale falls); leave such variables out, or give a number");
    assertThat(outcome.failures(FailureReason.DEPENDENT_VARIABLES)).isPositive();
    assertThat(outcome.refused()).isEmpty();
  }

  /** x, x/2, 0.8 x and another, written with one decimal. */
  private static double[] row(long i) {
    double a = (i * i * 7919 + i * 104729) % 999983 * 10;
    double other = i * i * 15485863 % 999983 * 10;
    return Stream.of(a, a * .5, a * .8, other)
        .mapToDouble(x -> Double.parseDouble(String.format(Locale.ROOT, "%.1f", x)))
        .toArray();
  }

  private static String declaration(String experiment, String scale) {
    return "{\"experimentId\":\""
        + experiment
        + "\",\"variables\":["
        + String.join(
            ",",
            Stream.of(NAMES)
                .map(name -> "{\"name\":\"" + name + "\",\"kind\":\"CONTINUOUS\"}")
                .toList())
        + "],\"score\":{\"priorScale\":"
        + scale
        + "}}";
  }
}
