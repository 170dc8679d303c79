// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.lesion;

import dev.sluice.jobs.lesion.LesionJob;
import dev.sluice.jobs.lesion.LesionOptions;
import dev.sluice.jobs.lesion.LesionSettings;
import dev.sluice.workbench.local.LocalJob;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice run lesion}: predictions of lesions compared with the truth, locally. */
@Command(
    name = "lesion",
    description = {
      "Run the job of lesion statistics on a Flink cluster in this process, against any Kafka.",
      "",
      "It reads cases and predictions of any models, compares the masks that they name, and writes"
          + " how well each model agrees with the truth. With phantoms it is a phantom study, which"
          + " says nothing of patients. With --bounded it ends when it has read what is there now;"
          + " otherwise Ctrl-C ends it.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice run lesion --bounded --bootstrap localhost:9092",
      "  kcat -b localhost:9092 -C -t sluice.lesion.metrics.latest -e -q | jq .dice.mean"
    })
public final class RunLesion implements Callable<Integer> {
  /** The operators that read cases and predictions and decide their fate. */
  public static final Set<String> RECORDS =
      Set.of("decode cases", "decode predictions", "join", "scores");

  @Spec private CommandSpec spec;

  @Mixin private LesionOptions options;

  @Mixin private LocalJob local;

  @Override
  public Integer call() throws Exception {
    LesionSettings settings = options.get();
    return local.run(
        new LocalJob.Job(
            "lesion",
            settings.topics().kafka(),
            LesionJob.TOPICS,
            LesionJob.INPUTS,
            settings.topics().bounded(),
            Map.of("cases and predictions", RECORDS)),
        environment -> LesionJob.build(environment, settings),
        spec.commandLine().getOut());
  }
}
