// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.jobs.posterior.PosteriorJob;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobMainTest {

  @ParameterizedTest
  @CsvSource({
    "--buckets=0, '--buckets: must be from 1 to 1024, is 0'",
    "--max-record-bytes=0, '--max-record-bytes: must be at least 1, is 0'",
    "--nonsense, 'Unknown option: ''--nonsense'''",
    "--delivery=exactly-once,"
        + " '--delivery exactly-once: needs checkpoints (execution.checkpointing.interval)'",
  })
  void namesTheOptionThatIsWrong(String argument, String message) {
    String[] arguments = {"--bootstrap", "unused:1", argument};
    assertThatThrownBy(() -> PosteriorJob.main(arguments))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
