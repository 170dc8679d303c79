// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.TestCluster;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import picocli.CommandLine.Option;

/** Two jobs of a kind on one cluster must be told apart by their names. */
class JobNameJobTest {

  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static final AtomicReference<String> NAME = new AtomicReference<>();

  private static final class Configured implements Supplier<Configuration> {
    @Option(names = "--named")
    private String name;

    @Override
    public Configuration get() {
      Configuration configuration = new Configuration();
      return name == null ? configuration : configuration.set(PipelineOptions.NAME, name);
    }
  }

  private static final class TellName extends RichFilterFunction<Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public void open(OpenContext context) {
      NAME.set(getRuntimeContext().getJobInfo().getJobName());
    }

    @Override
    public boolean filter(Integer number) {
      return true;
    }
  }

  private static String nameOfJob(String... arguments) {
    JobMain.run(
        "posterior",
        new Configured(),
        arguments,
        (env, configuration) -> {
          env.configure(configuration);
          env.fromData(1)
              .uid("source")
              .filter(new TellName())
              .uid("tell-name")
              .sinkTo(new DiscardingSink<>())
              .uid("sink");
        });
    return NAME.get();
  }

  @Test
  void isThatOfTheKindWhereTheConfigurationGivesNone() {
    assertThat(nameOfJob()).isEqualTo("posterior");
  }

  @Test
  void isThatOfTheConfiguration() {
    assertThat(nameOfJob("--named=posterior of the north")).isEqualTo("posterior of the north");
  }
}
