// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.workload;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.jobs.JobMain;
import dev.sluice.jobs.federation.site.SiteJob;
import dev.sluice.jobs.federation.site.SiteOptions;
import dev.sluice.schemas.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The samples of {@link PosteriorWorkload} at a site of a federation, of which no round is open: it
 * holds what it will learn from, or counts.
 */
public final class SiteWorkload extends ExperimentWorkload {
  private static final int SECRET_BYTES = 32;

  private final String share;
  private final Path secret;

  private SiteWorkload(ExperimentRecords records, String share) {
    super(records);
    this.share = share;
    try {
      secret = Files.createTempFile("sluice-site-", ".secret"); // nobody else can read it
      Files.write(secret, new byte[SECRET_BYTES]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    secret.toFile().deleteOnExit();
  }

  /** Linear-Gaussian systems, of which beliefs are shared. */
  public static SiteWorkload beliefs(int experiments, int variables) {
    return gaussian(experiments, variables, "beliefs");
  }

  /** The same, of which statistics are shared. */
  public static SiteWorkload statistics(int experiments, int variables) {
    return gaussian(experiments, variables, "statistics");
  }

  private static SiteWorkload gaussian(int experiments, int variables, String share) {
    return new SiteWorkload(PosteriorWorkload.gaussian(experiments, variables).records(), share);
  }

  @Override
  public void build(StreamExecutionEnvironment env, KafkaSettings kafka, String... options) {
    Workload.checkpoint(env);
    Stream<String> site =
        Stream.of(
            "--site=north",
            "--secret=" + secret,
            "--share=" + share,
            "--coordinator=" + kafka.bootstrap(),
            "--coordinator-topic-prefix=" + kafka.prefix());
    String[] all = Stream.concat(site, Arrays.stream(options)).toArray(String[]::new);
    SiteJob.build(
        env, JobMain.settings(new SiteOptions(), kafka.bootstrap(), Workload.options(kafka, all)));
  }

  @Override
  public Set<String> operators() {
    return Set.of("decode samples", endless());
  }

  @Override
  public String endless() {
    return "join";
  }

  @Override
  public Topic results() {
    return Topic.FED_UPDATE;
  }
}
