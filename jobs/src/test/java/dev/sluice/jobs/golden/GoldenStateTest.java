// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.jobs.experiment.Declaration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.apache.flink.util.StateMigrationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be said of golden savepoints without a run. */
class GoldenStateTest {

  static List<GoldenFile> files() {
    return GoldenFile.all();
  }

  @Test
  void everyJobHasOne() {
    assertThat(GoldenFile.newest()).extracting(GoldenFile::job).isEqualTo(GoldenFile.JOBS);
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyUidThatHasStateIsStillInTheJob(GoldenFile file) throws Exception {
    assertThat(uids(file.job()))
        .as("%s has state of these: keep their uids, or nobody's savepoint restores", file)
        .containsAll(file.read().uids());
  }

  @ParameterizedTest
  @MethodSource("files")
  void allStateLiesInTheOneFile(GoldenFile file) throws Exception {
    assertThat(file.read().standsAlone()).isTrue();
    assertThat(file.path().toFile()).size().isLessThan(360_000);
  }

  private static Set<String> uids(GoldenJob job) {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
    StreamExecutionEnvironment env = new StreamExecutionEnvironment(configuration);
    List<String> options = new ArrayList<>(job.options(false));
    options.addAll(job.address("unused:1", "unused."));
    options.addAll(List.of("--delivery", "exactly-once"));
    job.build(env, options);
    Set<String> uids = new TreeSet<>();
    for (StreamNode node : env.getStreamGraph().getStreamNodes()) {
      uids.add(node.getTransformationUID());
    }
    return uids;
  }

  /** Keeps something under a name that a golden savepoint knows. */
  private static final class Keeps extends KeyedProcessFunction<String, String, Boolean> {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final TypeInformation<?> type;
    private transient ValueState<?> kept;

    Keeps(String name, TypeInformation<?> type) {
      this.name = name;
      this.type = type;
    }

    @Override
    public void open(OpenContext context) {
      kept = getRuntimeContext().getState(new ValueStateDescriptor<>(name, type));
    }

    @Override
    public void processElement(String key, Context context, Collector<Boolean> out)
        throws Exception {
      out.collect(kept.value() != null);
    }
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, String, Boolean> restored(
      String name, TypeInformation<?> type) throws Exception {
    GoldenFile posterior = GoldenFile.newest(GoldenFile.JOBS.get(0));
    KeyedOneInputStreamOperatorTestHarness<String, String, Boolean> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new Keeps(name, type)), key -> key, Types.STRING, 128, 1, 0);
    harness.initializeState(
        AbstractStreamOperatorTestHarness.repackageState(
            posterior.read().operator("declare").getStates().toArray(OperatorSubtaskState[]::new)));
    harness.open();
    return harness;
  }

  @Test
  void aStateThatIsNowOfAnotherTypeDoesNotRestore() {
    assertThatThrownBy(() -> restored("declaration", Types.LONG))
        .hasRootCauseInstanceOf(StateMigrationException.class)
        .hasStackTraceContaining("must not be incompatible");
  }

  @Test
  void aStateThatIsAsItWasRestores() throws Exception {
    assertThat(hasStateOfWaves("declaration", TypeInformation.of(Declaration.class))).isTrue();
  }

  /** Flink takes a new name for a new state: only the results of a restored job show the loss. */
  @Test
  void aStateThatIsRenamedRestoresEmptyWithoutAWord() throws Exception {
    assertThat(hasStateOfWaves("renamed", TypeInformation.of(Declaration.class))).isFalse();
  }

  private static boolean hasStateOfWaves(String name, TypeInformation<?> type) throws Exception {
    var harness = restored(name, type);
    try {
      harness.processElement("waves", 0);
      return harness.extractOutputValues().get(0);
    } finally {
      harness.close();
    }
  }
}
