// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.connectors.lease.Transactions;
import dev.sluice.jobs.posterior.PosteriorJob;
import dev.sluice.jobs.posterior.PosteriorOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParameterException;

/** What a job's transactions are called. */
class RunOptionsTest {

  private static Transactions transactions(String... options) {
    return ParsedOptions.of(new PosteriorOptions(), options).topics().transactions();
  }

  @Test
  void everySubmissionHasTransactionsOfItsOwn() {
    String first = transactions("--delivery=exactly-once").prefix();

    assertThat(first).matches("sluice\\.posterior-[0-9a-f]{8}");
    assertThat(transactions("--delivery=exactly-once").prefix()).isNotEqualTo(first);
  }

  @Test
  void anInstanceThatIsGivenNamesThem() {
    assertThat(
            transactions(
                "--delivery=exactly-once",
                "--topic-prefix=lab.",
                "--group=mine",
                "--instance=blue_1",
                "--instance-wait=5s"))
        .isEqualTo(new Transactions("lab.posterior-blue_1", 5_000));
  }

  /** With a hyphen, the transactions of a would begin like those of a-b. */
  @ParameterizedTest
  @ValueSource(strings = {"", "a-b", "a b", "ä"})
  void anInstanceThatCouldBeTakenForAnotherIsRefused(String instance) {
    assertThatThrownBy(() -> transactions("--instance=" + instance))
        .isInstanceOf(ParameterException.class)
        .hasMessage(
            "--instance is \"%s\"; expected 1 to 64 letters, digits, . or _".formatted(instance));
  }

  @Test
  void theConfigurationOfTheJobSaysThem() {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment().enableCheckpointing(1_000);

    PosteriorJob.build(
        env,
        ParsedOptions.of(new PosteriorOptions(), "--delivery=exactly-once", "--instance=blue"));

    assertThat(env.getConfig().getGlobalJobParameters().toMap())
        .containsEntry("sluice.transactional-id-prefix", "sluice.posterior-blue");
  }
}
