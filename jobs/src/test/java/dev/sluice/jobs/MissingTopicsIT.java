// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.TestBroker;
import dev.sluice.connectors.Topics;
import dev.sluice.jobs.adaptation.AdaptationJob;
import dev.sluice.jobs.discovery.DiscoveryJob;
import dev.sluice.jobs.federation.coordinator.CoordinatorJob;
import dev.sluice.jobs.federation.site.SiteJob;
import dev.sluice.jobs.lesion.LesionJob;
import dev.sluice.jobs.lesion.enhance.EnhanceJob;
import dev.sluice.jobs.mesa.MesaJob;
import dev.sluice.jobs.posterior.PosteriorJob;
import dev.sluice.jobs.survey.SurveyJob;
import dev.sluice.schemas.Topic;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The only tests of this module whose topics have the prefix that is the default. */
class MissingTopicsIT {

  @RegisterExtension private static final TestBroker BROKER = TestBroker.shared();

  static Stream<Arguments> jobs() {
    return Stream.of(
        job(PosteriorJob::main, PosteriorJob.TOPICS),
        job(AdaptationJob::main, AdaptationJob.TOPICS),
        job(DiscoveryJob::main, DiscoveryJob.TOPICS),
        job(SurveyJob::main, SurveyJob.TOPICS),
        job(MesaJob::main, MesaJob.TOPICS),
        job(LesionJob::main, LesionJob.TOPICS),
        job(MissingTopicsIT::enhance, EnhanceJob.TOPICS),
        job(CoordinatorJob::main, CoordinatorJob.TOPICS),
        job(MissingTopicsIT::site, SiteJob.TOPICS));
  }

  private static Arguments job(Consumer<String[]> main, List<Topic> topics) {
    return Arguments.of(main, topics);
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void aJobIsNotSubmittedWithoutItsTopics(Consumer<String[]> main, List<Topic> topics) {
    String[] arguments = {"--bootstrap", BROKER.bootstrap(), "--topic-prefix", "nowhere."};
    assertThatThrownBy(() -> main.accept(arguments))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(missing(topics.stream().map(topic -> topic.name("nowhere.")).toList()));
  }

  private static void enhance(String... arguments) {
    String[] more = {"--acceptors=src/test/resources/acceptors.csv", "--out=out"};
    EnhanceJob.main(Stream.of(arguments, more).flatMap(Stream::of).toArray(String[]::new));
  }

  private static void site(String... arguments) {
    String[] more = {"--coordinator=" + BROKER.bootstrap(), "--site=s", "--secret=none"};
    SiteJob.main(Stream.of(arguments, more).flatMap(Stream::of).toArray(String[]::new));
  }

  @Test
  void aSiteIsNotSubmittedWithoutTheTopicsOfItsCoordinator() {
    KafkaSettings own = new TestTopics(BROKER, SiteJob.TOPICS).settings(Delivery.AT_LEAST_ONCE);
    Topics.create(own, SiteJob.TOPICS, 1);
    assertThatThrownBy(
            () ->
                site(
                    "--bootstrap=" + own.bootstrap(),
                    "--topic-prefix=" + own.prefix(),
                    "--coordinator-topic-prefix=nowhere."))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "--coordinator: "
                + missing(
                        SiteJob.COORDINATOR_TOPICS.stream()
                            .map(topic -> topic.name("nowhere."))
                            .toList())
                    .replace("--topic-prefix", "--coordinator-topic-prefix"));
  }

  @Test
  void onlyMissingTopicsThatTheJobNeedsAreNamed() {
    List<Topic> all = AdaptationJob.TOPICS;
    Topics.create(
        KafkaSettings.of(BROKER.bootstrap()),
        all.stream()
            .filter(topic -> topic != Topic.POSTERIOR_LATEST && topic != Topic.DEAD_LETTERS)
            .toList(),
        1);
    assertThatThrownBy(() -> AdaptationJob.main(arguments()))
        .hasMessage(missing(List.of("sluice.posterior.latest", "sluice.dead-letters")));
    assertThatThrownBy(() -> AdaptationJob.main(arguments("--no-learned-graph")))
        .hasMessage(missing(List.of("sluice.dead-letters")));

    Topics.create(KafkaSettings.of(BROKER.bootstrap()), List.of(Topic.DEAD_LETTERS), 1);
    assertThatCode(() -> AdaptationJob.main(arguments("--no-learned-graph")))
        .doesNotThrowAnyException();
  }

  @Test
  void whereNoBrokerAnswersNothingIsSaidOfTopics() {
    JobTopics topics = new JobTopics(KafkaSettings.of("nonsense"), "test", true);
    assertThatCode(() -> topics.require(PosteriorJob.TOPICS)).doesNotThrowAnyException();
  }

  private static String[] arguments(String... more) {
    return Stream.concat(Stream.of("--bootstrap", BROKER.bootstrap(), "--bounded"), Stream.of(more))
        .toArray(String[]::new);
  }

  private static String missing(List<String> topics) {
    return "topics missing at %s: %s (to be created, or named otherwise by --topic-prefix)"
        .formatted(BROKER.bootstrap(), String.join(", ", topics));
  }
}
