// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.jobs.adaptation.AdaptationJob;
import dev.sluice.jobs.adaptation.AdaptationOptions;
import dev.sluice.jobs.discovery.DiscoveryJob;
import dev.sluice.jobs.discovery.DiscoveryOptions;
import dev.sluice.jobs.federation.coordinator.CoordinatorJob;
import dev.sluice.jobs.federation.coordinator.CoordinatorOptions;
import dev.sluice.jobs.federation.site.SiteJob;
import dev.sluice.jobs.federation.site.SiteOptions;
import dev.sluice.jobs.lesion.LesionJob;
import dev.sluice.jobs.lesion.LesionOptions;
import dev.sluice.jobs.lesion.enhance.EnhanceJob;
import dev.sluice.jobs.lesion.enhance.EnhanceOptions;
import dev.sluice.jobs.mesa.MesaJob;
import dev.sluice.jobs.mesa.MesaOptions;
import dev.sluice.jobs.posterior.PosteriorJob;
import dev.sluice.jobs.posterior.PosteriorOptions;
import dev.sluice.jobs.survey.SurveyJob;
import dev.sluice.jobs.survey.SurveyOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Flink stores of a job, with high availability in a folder that others may read. */
class StoredPlanTest {
  private static final String PASSWORD = "s3cret-of-kafka";
  private static final String REGISTRY_PASSWORD = "s3cret-of-registry";

  @TempDir private Path folder;

  private enum Job {
    POSTERIOR,
    DISCOVERY,
    ADAPTATION,
    SURVEY,
    MESA,
    LESION,
    ENHANCE,
    COORDINATOR,
    SITE
  }

  @ParameterizedTest
  @EnumSource
  void holdsThePlacesOfSecretsAndNoSecret(Job job) throws Exception {
    Path secrets = folder.resolve("secrets.properties");
    Files.writeString(
        secrets, "password=%s\nregistry=me:%s\n".formatted(PASSWORD, REGISTRY_PASSWORD));

    String stored =
        stored(job, "${file:" + secrets + ":password}", "${file:" + secrets + ":registry}");

    assertThat(stored.contains(PASSWORD)).isFalse();
    assertThat(stored.contains(REGISTRY_PASSWORD)).isFalse();
    assertThat(stored.contains(basic())).isFalse();
    assertThat(stored).contains(secrets + ":password").contains(secrets + ":registry");
  }

  /** So what is looked for above would be found. */
  @ParameterizedTest
  @EnumSource
  void holdsWhatIsGivenInClear(Job job) throws Exception {
    String stored = stored(job, PASSWORD, "me:" + REGISTRY_PASSWORD);

    assertThat(stored.contains(PASSWORD)).isTrue();
    assertThat(stored.contains(REGISTRY_PASSWORD)).isTrue();
  }

  /** A user's secret as it is sent. */
  private static String basic() {
    return Base64.getEncoder().encodeToString(("me:" + REGISTRY_PASSWORD).getBytes(UTF_8));
  }

  /** The plan and what it is translated into, as texts of one letter per byte. */
  private String stored(Job job, String password, String registry) throws Exception {
    Path properties = folder.resolve("kafka.properties");
    Files.write(
        properties,
        List.of(
            "security.protocol=SASL_PLAINTEXT",
            "sasl.mechanism=PLAIN",
            "sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required"
                + " username\\=\"me\" password\\=\"%s\";".formatted(password),
            "schema.registry.basic.auth.user.info=" + registry,
            "config.providers=file",
            "config.providers.file.class="
                + "org.apache.kafka.common.config.provider.FileConfigProvider"));
    StreamExecutionEnvironment env = new StreamExecutionEnvironment(new Configuration());
    env.enableCheckpointing(1_000);
    build(job, env, properties);
    StreamGraph plan = env.getStreamGraph();
    plan.serializeUserDefinedInstances();
    byte[] graph = InstantiationUtil.serializeObject(plan);
    JobGraph translated = plan.getJobGraph();
    return new String(graph, ISO_8859_1)
        + new String(InstantiationUtil.serializeObject(translated), ISO_8859_1);
  }

  private static void build(Job job, StreamExecutionEnvironment env, Path properties) {
    switch (job) {
      case POSTERIOR ->
          PosteriorJob.build(env, settings(new PosteriorOptions(), properties, "--propose=eig"));
      case DISCOVERY ->
          DiscoveryJob.build(env, settings(new DiscoveryOptions(), properties, "--propose=ait"));
      case ADAPTATION -> AdaptationJob.build(env, settings(new AdaptationOptions(), properties));
      case SURVEY -> SurveyJob.build(env, settings(new SurveyOptions(), properties));
      case MESA -> MesaJob.build(env, settings(new MesaOptions(), properties));
      case LESION -> LesionJob.build(env, settings(new LesionOptions(), properties));
      case ENHANCE ->
          EnhanceJob.build(
              env,
              settings(
                  new EnhanceOptions(),
                  properties,
                  "--acceptors=src/test/resources/acceptors.csv",
                  "--out=out"));
      case COORDINATOR -> CoordinatorJob.build(env, settings(new CoordinatorOptions(), properties));
      case SITE ->
          SiteJob.build(
              env,
              settings(
                  new SiteOptions(),
                  properties,
                  "--coordinator=hub:9092",
                  "--coordinator-properties=" + properties,
                  "--site=s",
                  "--secret=none"));
      default -> throw new AssertionError(job);
    }
  }

  private static <S> S settings(Supplier<S> options, Path properties, String... more) {
    List<String> all = new ArrayList<>(List.of(more));
    all.add("--kafka-properties=" + properties);
    all.add("--registry=http://registry:8081");
    all.add("--format=confluent");
    all.add("--delivery=exactly-once");
    return ParsedOptions.of(options, all.toArray(String[]::new));
  }
}
