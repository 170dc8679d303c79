// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.federation;

import dev.sluice.jobs.federation.coordinator.CoordinatorJob;
import dev.sluice.jobs.federation.coordinator.CoordinatorOptions;
import dev.sluice.jobs.federation.coordinator.CoordinatorSettings;
import dev.sluice.workbench.local.LocalJob;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice run coordinator}: the coordinator of federations on a local Flink cluster. */
@Command(
    name = "coordinator",
    description = {
      "Run the coordinator of federations on a Flink cluster in this process, against any Kafka.",
      "",
      "It reads experiments, opens rounds of each, adds up what the sites that declare the same"
          + " experiment say, and writes what is believed of its causal graph. Nothing is told to"
          + " sites before it is in a checkpoint. Ctrl-C ends it.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice run coordinator --sites 3 --round-every 20s --bootstrap localhost:9092",
      "  sluice run coordinator --secure --minimum-sites 3 --rounds 10 --bootstrap localhost:9092",
      "  sluice run coordinator --share statistics --secure --bootstrap localhost:9092"
    })
public final class RunCoordinator implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private CoordinatorOptions options;

  @Mixin private LocalJob local;

  @Override
  public Integer call() throws Exception {
    CoordinatorSettings settings = options.get();
    Map<String, Set<String>> operators = new LinkedHashMap<>();
    operators.put(
        "messages", Set.of("decode keys", "decode shares", "decode updates", "coordinate"));
    operators.put("declarations", LocalJob.DECLARATIONS);
    return local.run(
        new LocalJob.Job(
            "federation-coordinator",
            settings.topics().kafka(),
            CoordinatorJob.topics(settings),
            CoordinatorJob.INPUTS,
            settings.topics().bounded(),
            operators,
            RunSite.CHECKPOINTS),
        environment -> CoordinatorJob.build(environment, settings),
        spec.commandLine().getOut());
  }
}
