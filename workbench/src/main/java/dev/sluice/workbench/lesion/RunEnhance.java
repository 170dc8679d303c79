// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.lesion;

import dev.sluice.jobs.lesion.enhance.EnhanceJob;
import dev.sluice.jobs.lesion.enhance.EnhanceOptions;
import dev.sluice.jobs.lesion.enhance.EnhanceSettings;
import dev.sluice.workbench.local.LocalJob;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice run enhance}: lesions moved to healthy brains, on a local Flink cluster. */
@Command(
    name = "enhance",
    description = {
      "Run the job of synthetic lesion enhancement on a Flink cluster in this process, against any"
          + " Kafka.",
      "",
      "It reads cases, moves the lesions of each stroke of the training set to healthy brains, and"
          + " writes images, labels and where they come from. Nothing is made of test cases. With"
          + " phantoms it is a phantom study, which says nothing of patients. With --bounded it ends"
          + " when it has read what is there now; otherwise Ctrl-C ends it.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice simulate cases --out phantoms --bootstrap localhost:9092",
      "  sluice run enhance --acceptors phantoms/acceptors.csv --out synthetic --replicas 10 \\",
      "    --bounded --bootstrap localhost:9092",
      "  kcat -b localhost:9092 -C -t sluice.lesion.synthetic -e -q | jq .image"
    })
public final class RunEnhance implements Callable<Integer> {
  /** The operators that read cases and decide their fate. */
  public static final Set<String> CASES = Set.of("decode cases", "enhance");

  @Spec private CommandSpec spec;

  @Mixin private EnhanceOptions options;

  @Mixin private LocalJob local;

  @Override
  public Integer call() throws Exception {
    EnhanceSettings settings = options.get();
    return local.run(
        new LocalJob.Job(
            "enhance",
            settings.topics().kafka(),
            EnhanceJob.TOPICS,
            EnhanceJob.INPUTS,
            settings.topics().bounded(),
            Map.of("cases", CASES)),
        environment -> EnhanceJob.build(environment, settings),
        spec.commandLine().getOut());
  }
}
