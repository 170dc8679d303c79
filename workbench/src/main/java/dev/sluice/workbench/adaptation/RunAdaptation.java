// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.adaptation;

import dev.sluice.jobs.adaptation.AdaptationJob;
import dev.sluice.jobs.adaptation.AdaptationJobSettings;
import dev.sluice.jobs.adaptation.AdaptationOptions;
import dev.sluice.workbench.local.LocalJob;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice run adaptation}: the adaptation job on a local Flink cluster. */
@Command(
    name = "adaptation",
    description = {
      "Run the adaptation job on a Flink cluster in this process, against any Kafka.",
      "",
      "It reads experiments and samples, has models of several classes predict every sample before"
          + " they learn it, detects which mechanisms change, and writes how well the models predict"
          + " and how fast they adapt. Where the posterior job runs too, one class follows the graph"
          + " that it finds. With --bounded it ends when it has read what is there now; otherwise"
          + " Ctrl-C ends it.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice run adaptation --bootstrap localhost:9092",
      "  sluice run adaptation --burn-in 1000 --window 500 --bootstrap localhost:9092",
      "  sluice run adaptation --bounded --learners neural --batch 32 --bootstrap localhost:9092",
      "  kcat -b localhost:9092 -C -t sluice.adaptation.latest -e -q | jq ."
    })
public final class RunAdaptation implements Callable<Integer> {
  /** The operators that read samples and learned graphs and decide their fate. */
  public static final Set<String> RECORDS =
      Set.of("decode samples", "decode learned graphs", "observe");

  @Spec private CommandSpec spec;

  @Mixin private AdaptationOptions options;

  @Mixin private LocalJob local;

  @Override
  public Integer call() throws Exception {
    AdaptationJobSettings settings = options.get();
    Map<String, Set<String>> operators = new LinkedHashMap<>();
    operators.put("samples and graphs", RECORDS);
    operators.put("declarations", LocalJob.DECLARATIONS);
    return local.run(
        new LocalJob.Job(
            "adaptation",
            settings.topics().kafka(),
            AdaptationJob.TOPICS,
            AdaptationJob.INPUTS,
            settings.topics().bounded(),
            operators),
        environment -> AdaptationJob.build(environment, settings),
        spec.commandLine().getOut());
  }
}
