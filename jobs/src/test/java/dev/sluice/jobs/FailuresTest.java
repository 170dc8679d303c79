// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.GraphProbability;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {

  private final Failures failures = new Failures(new UnregisteredMetricsGroup());

  static Stream<Arguments> failuresOfOneKey() {
    return Stream.of(
        Arguments.of(
            new ArithmeticException("singular"),
            FailureReason.ERROR,
            "ArithmeticException: singular"),
        Arguments.of(new IllegalStateException(), FailureReason.ERROR, "IllegalStateException"),
        Arguments.of(new StackOverflowError(), FailureReason.ERROR, "StackOverflowError"),
        Arguments.of(new AssertionError("law"), FailureReason.ERROR, "AssertionError: law"),
        Arguments.of(
            new OutOfMemoryError("Java heap space"),
            FailureReason.MEMORY,
            "OutOfMemoryError: Java heap space"),
        Arguments.of(
            new IllegalStateException("table", new OutOfMemoryError("Java heap space")),
            FailureReason.MEMORY,
            "IllegalStateException: table"),
        Arguments.of(
            new KeyFailure(FailureReason.UNSUPPORTED, "no such method"),
            FailureReason.UNSUPPORTED,
            "no such method"),
        Arguments.of(
            new ExecutionException(new CompletionException(new ArithmeticException("singular"))),
            FailureReason.ERROR,
            "ArithmeticException: singular"));
  }

  @ParameterizedTest
  @MethodSource("failuresOfOneKey")
  void whatAModelThrowsIsItsKeysFailure(Throwable thrown, FailureReason reason, String text)
      throws Exception {
    assertThat(failures.of("waves", thrown, 7)).isEqualTo(new Failure(reason, text, 7));
  }

  static Stream<Throwable> failuresOfTheTask() {
    return Stream.of(
        new InterruptedException(),
        new CancellationException(),
        new IllegalStateException(new InterruptedException()),
        new InternalError("virtual machine"),
        new OutOfMemoryError("Metaspace"),
        new ConfigurationFault("--buckets: other"));
  }

  @ParameterizedTest
  @MethodSource("failuresOfTheTask")
  void whatIsNoFailureOfAKeyPassesThrough(Throwable thrown) {
    assertThatThrownBy(() -> failures.of("waves", thrown, 7)).isSameAs(thrown);
  }

  @Test
  void whatTheClusterLacksIsAFaultOfConfiguration() {
    Throwable missing = new IllegalStateException(new UnsatisfiedLinkError("no jnind4jcpu"));
    assertThatThrownBy(() -> failures.of("waves", new ExecutionException(missing), 7))
        .isInstanceOf(ConfigurationFault.class)
        .hasMessage(
            "the cluster lacks what a model needs: IllegalStateException:"
                + " java.lang.UnsatisfiedLinkError: no jnind4jcpu");
  }

  @Test
  void aNumberThatIsNotFiniteIsFoundByItsPlace() {
    Failures.requireFinite(new GraphProbability(List.of(), 0.5));
    assertThatThrownBy(
            () -> Failures.requireFinite(new GraphProbability(List.of(), Double.NEGATIVE_INFINITY)))
        .isInstanceOf(KeyFailure.class)
        .hasMessage("probability is -Infinity, not a finite number")
        .extracting(failure -> ((KeyFailure) failure).reason())
        .isEqualTo(FailureReason.NOT_FINITE);
  }

  @Test
  void aLongTextIsCut() {
    Failure failure = new Failure(FailureReason.ERROR, "x".repeat(5000), 0);
    assertThat(failure.text()).hasSize(1000).endsWith("x…");
  }
}
