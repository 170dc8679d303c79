// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operator of every job has a uid and a name, and uids stay: one list for each job, among the
 * resources of this test.
 */
class OperatorsTest {

  private static final Path UIDS = Path.of("src/test/resources/uids");
  private static final Path FOUND = Path.of("target/uids");

  /** What Flink calls operators and sinks that nobody has named. */
  private static final Set<String> UNNAMED =
      Set.of(
          "Map",
          "Flat Map",
          "Filter",
          "Process",
          "KeyedProcess",
          "Co-Map",
          "Co-Flat Map",
          "Co-Process",
          "Co-Keyed-Process",
          "Co-Process-Broadcast",
          "Co-Process-Broadcast-Keyed",
          "Timestamps/Watermarks",
          "Writer",
          "Committer",
          "Source: ");

  static Stream<Arguments> jobs() {
    return Stream.of(
        job(
            "posterior",
            env ->
                PosteriorJob.build(
                    env,
                    ParsedOptions.of(
                        new PosteriorOptions(), "--propose", "eig", "--effects", "all"))),
        job(
            "adaptation",
            env -> AdaptationJob.build(env, ParsedOptions.of(new AdaptationOptions()))),
        job(
            "discovery",
            env ->
                DiscoveryJob.build(
                    env, ParsedOptions.of(new DiscoveryOptions(), "--propose", "ait"))),
        job("survey", env -> SurveyJob.build(env, ParsedOptions.of(new SurveyOptions()))),
        job(
            "mesa",
            env -> MesaJob.build(env, ParsedOptions.of(new MesaOptions(), "--models", "m"))),
        job("lesion", env -> LesionJob.build(env, ParsedOptions.of(new LesionOptions()))),
        job(
            "enhance",
            env ->
                EnhanceJob.build(
                    env,
                    ParsedOptions.of(
                        new EnhanceOptions(),
                        "--acceptors=src/test/resources/acceptors.csv",
                        "--out=out"))),
        job(
            "coordinator",
            env -> CoordinatorJob.build(env, ParsedOptions.of(new CoordinatorOptions()))),
        job(
            "site",
            env ->
                SiteJob.build(
                    env,
                    ParsedOptions.of(
                        new SiteOptions(),
                        "--coordinator=hub:9092",
                        "--site=s",
                        "--secret=none"))));
  }

  private static Arguments job(String name, Consumer<StreamExecutionEnvironment> build) {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    // Jobs of a federation say nothing without checkpoints.
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
    StreamExecutionEnvironment env = new StreamExecutionEnvironment(configuration);
    env.setParallelism(2);
    build.accept(env);
    return Arguments.of(name, env.getStreamGraph());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jobs")
  void haveUidsAndNames(String job, StreamGraph graph) {
    assertThatCode(graph::getJobGraph)
        .as("An operator of job %s has no uid: give it a literal one with .uid(...).", job)
        .doesNotThrowAnyException();
    assertThat(graph.getStreamNodes())
        .as(
            "Operators of job %s, each with a name: the web interface, metrics and the command line"
                + " show them by it. Give those that Flink named a word of their own with"
                + " .name(...).",
            job)
        .extracting(StreamNode::getOperatorName)
        .doesNotContainAnyElementsOf(UNNAMED);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jobs")
  void keepTheirUids(String job, StreamGraph graph) throws IOException {
    Set<String> uids = new TreeSet<>();
    graph.getStreamNodes().forEach(node -> uids.add(node.getTransformationUID()));
    Files.createDirectories(FOUND);
    Files.write(FOUND.resolve(job + ".txt"), uids);
    List<String> kept = Files.readAllLines(UIDS.resolve(job + ".txt"));
    assertThat(uids)
        .as(
            "Uids of job %s. A uid is the address of an operator's state in savepoints: where one is"
                + " renamed or removed, jobs begun before lose that state or do not start. Give the"
                + " operator its uid back. Only if its state may be lost, and the release notes say"
                + " so, or if the operator is new, take over what this test found: cp"
                + " jobs/target/uids/%s.txt jobs/%s/",
            job, job, UIDS)
        .containsExactlyElementsOf(kept);
  }
}
