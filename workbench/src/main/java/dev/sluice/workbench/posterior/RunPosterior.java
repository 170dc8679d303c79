// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.posterior;

import dev.sluice.jobs.posterior.PosteriorJob;
import dev.sluice.jobs.posterior.PosteriorOptions;
import dev.sluice.jobs.posterior.PosteriorSettings;
import dev.sluice.workbench.local.LocalJob;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice run posterior}: the posterior job on a local Flink cluster. */
@Command(
    name = "posterior",
    description = {
      "Run the posterior job on a Flink cluster in this process, against any Kafka.",
      "",
      "It reads experiments and samples and writes the posterior over the causal graphs of every"
          + " experiment. With --bounded it ends when it has read what is there now; otherwise"
          + " Ctrl-C ends it.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice run posterior --bootstrap localhost:9092",
      "  sluice run posterior --bounded --parallelism 1 --bootstrap localhost:9092",
      "  sluice run posterior --delivery exactly-once --state-dir ~/sluice-state --bootstrap"
          + " localhost:9092",
      "  sluice run posterior --effects 'X1->X3,X2->X3' --bootstrap localhost:9092",
      "  kcat -b localhost:9092 -C -t sluice.posterior.latest -e -q | jq ."
    })
public final class RunPosterior implements Callable<Integer> {
  /** The operators that read samples and decide their fate. */
  public static final Set<String> SAMPLES = Set.of("decode samples", "observe");

  @Spec private CommandSpec spec;

  @Mixin private PosteriorOptions options;

  @Mixin private LocalJob local;

  @Override
  public Integer call() throws Exception {
    PosteriorSettings settings = options.get();
    Map<String, Set<String>> operators = new LinkedHashMap<>();
    operators.put("samples", SAMPLES);
    operators.put("declarations", LocalJob.DECLARATIONS);
    return local.run(
        new LocalJob.Job(
            "posterior",
            settings.topics().kafka(),
            PosteriorJob.topics(settings),
            PosteriorJob.INPUTS,
            settings.topics().bounded(),
            operators),
        environment -> PosteriorJob.build(environment, settings),
        spec.commandLine().getOut());
  }
}
