// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.discovery;

import dev.sluice.jobs.discovery.DiscoveryJob;
import dev.sluice.jobs.discovery.DiscoveryOptions;
import dev.sluice.jobs.discovery.DiscoverySettings;
import dev.sluice.workbench.local.LocalJob;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice run discovery}: the discovery job on a local Flink cluster. */
@Command(
    name = "discovery",
    description = {
      "Run the discovery job on a Flink cluster in this process, against any Kafka.",
      "",
      "It reads experiments and samples, holds a random choice of them, trains networks and beliefs"
          + " over edges on it while samples flow, and writes what it believes of the causal graph"
          + " of every experiment. With --bounded it trains --epochs rounds on what is there now and"
          + " ends; otherwise Ctrl-C ends it.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice run discovery --bounded --epochs 10 --bootstrap localhost:9092",
      "  sluice run discovery --train-every 500 --bootstrap localhost:9092",
      "  sluice run discovery --latent-confounders --hidden 64 --graphs 100 --bootstrap"
          + " localhost:9092",
      "  sluice run discovery --propose ait --propose-rows 32 --bootstrap localhost:9092",
      "  kcat -b localhost:9092 -C -t sluice.discovery.latest -e -q | jq .graph"
    })
public final class RunDiscovery implements Callable<Integer> {
  /** The operators that read samples and decide their fate. */
  public static final Set<String> SAMPLES = Set.of("decode samples", "gather");

  @Spec private CommandSpec spec;

  @Mixin private DiscoveryOptions options;

  @Mixin private LocalJob local;

  @Override
  public Integer call() throws Exception {
    DiscoverySettings settings = options.get();
    Map<String, Set<String>> operators = new LinkedHashMap<>();
    operators.put("samples", SAMPLES);
    operators.put("declarations", LocalJob.DECLARATIONS);
    return local.run(
        new LocalJob.Job(
            "discovery",
            settings.topics().kafka(),
            DiscoveryJob.topics(settings),
            DiscoveryJob.INPUTS,
            settings.topics().bounded(),
            operators),
        environment -> DiscoveryJob.build(environment, settings),
        spec.commandLine().getOut());
  }
}
