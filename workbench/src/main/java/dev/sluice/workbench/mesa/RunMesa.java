// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.mesa;

import dev.sluice.jobs.mesa.MesaJob;
import dev.sluice.jobs.mesa.MesaOptions;
import dev.sluice.jobs.mesa.MesaSettings;
import dev.sluice.workbench.local.LocalJob;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice run mesa}: the job of learners in context on a local Flink cluster. */
@Command(
    name = "mesa",
    description = {
      "Run the job of learners in context on a Flink cluster in this process, against any Kafka.",
      "",
      "It reads tokens of sequences, has every learner predict each before it is learned, and"
          + " writes the losses of each group by learner and step. With --bounded it ends when it has"
          + " read what is there now; otherwise Ctrl-C ends it.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice run mesa --bounded --bootstrap localhost:9092",
      "  sluice run mesa --learners zero,rls:0.001,ridge:0.001,ridge:0.001@lagged,oracle \\",
      "    --bootstrap localhost:9092",
      "  sluice run mesa --models lsa-1-linear-1 --bounded --bootstrap localhost:9092",
      "  kcat -b localhost:9092 -C -t sluice.mesa.latest -e -q | jq .learners[].meanOverSteps"
    })
public final class RunMesa implements Callable<Integer> {
  /** The operators that read tokens and decide their fate. */
  public static final Set<String> TOKENS = Set.of("decode tokens", "predict");

  /** And those of weights. */
  static final Set<String> WEIGHTS = Set.of("decode weights", "newest weights");

  @Spec private CommandSpec spec;

  @Mixin private MesaOptions options;

  @Mixin private LocalJob local;

  @Override
  public Integer call() throws Exception {
    MesaSettings settings = options.get();
    return local.run(
        new LocalJob.Job(
            "mesa",
            settings.topics().kafka(),
            MesaJob.topics(settings),
            MesaJob.inputs(settings),
            settings.topics().bounded(),
            settings.trained().isOn()
                ? Map.of("tokens", TOKENS, "weights", WEIGHTS)
                : Map.of("tokens", TOKENS)),
        environment -> MesaJob.build(environment, settings),
        spec.commandLine().getOut());
  }
}
