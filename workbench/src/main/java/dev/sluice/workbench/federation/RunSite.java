// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.federation;

import dev.sluice.connectors.wire.UnavailableException;
import dev.sluice.jobs.federation.site.SiteJob;
import dev.sluice.jobs.federation.site.SiteOptions;
import dev.sluice.jobs.federation.site.SiteSettings;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.local.LocalJob;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice run site}: a site of federations on a local Flink cluster. */
@Command(
    name = "site",
    description = {
      "Run a site of federations on a Flink cluster in this process.",
      "",
      "It reads experiments and samples of its own Kafka (--bootstrap), which its samples never"
          + " leave, hears the rounds of a coordinator on another (--coordinator, which may be the"
          + " same under another prefix), trains on its samples and answers. Nothing leaves before"
          + " it is in a checkpoint. Where there is no file of --secret, one is made. Ctrl-C ends"
          + " it.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice run site --site a --secret a.secret --coordinator localhost:9092 \\",
      "    --topic-prefix site-a. --bootstrap localhost:9092",
      "  sluice run site --site b --secret b.secret --secure-only --minimum-sites 3 \\",
      "    --coordinator centre:9092 --bootstrap here:9092"
    })
public final class RunSite implements Callable<Integer> {
  /** A round of a secure sum waits for some eight of them. */
  static final Duration CHECKPOINTS = Duration.ofSeconds(2);

  @Spec private CommandSpec spec;

  @Mixin private SiteOptions options;

  @Mixin private LocalJob local;

  @Override
  public Integer call() throws Exception {
    SiteSettings settings = options.get();
    PrintWriter out = spec.commandLine().getOut();
    NewSecret.require(Path.of(settings.secretFile()), out);
    local.require(settings.topics().kafka(), SiteJob.topics(settings));
    requireCoordinator(settings);
    Map<String, Set<String>> operators = new LinkedHashMap<>();
    operators.put("samples", Set.of("decode samples", "join"));
    operators.put("declarations", LocalJob.DECLARATIONS);
    return local.run(
        new LocalJob.Job(
            "federation-site",
            settings.topics().kafka(),
            SiteJob.topics(settings),
            SiteJob.INPUTS,
            settings.topics().bounded(),
            operators,
            CHECKPOINTS),
        environment -> SiteJob.build(environment, settings),
        out);
  }

  private void requireCoordinator(SiteSettings settings) {
    try {
      local.require(settings.coordinator().kafka(), SiteJob.COORDINATOR_TOPICS);
    } catch (UnavailableException e) {
      throw new Failure(SiteJob.ofCoordinator(e.getMessage()), e);
    }
  }
}
