// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.targeting;

import static dev.sluice.workbench.targeting.Proposals.proposal;
import static dev.sluice.workbench.targeting.Proposals.stop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.schemas.DecisionStatus;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.ProposedIntervention;
import dev.sluice.schemas.Sample;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.Console;
import dev.sluice.workbench.local.CommandBroker;
import dev.sluice.workbench.topics.Publisher;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A laboratory at a real broker. */
final class LabIT {
  @RegisterExtension static final CommandBroker BROKER = new CommandBroker();

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void answersWhatIsProposedAndGoesOnAfterAStop() {
    LoopTopics topics = new LoopTopics(BROKER, "a.");
    ProposedIntervention first = proposal(1).build();
    topics.propose(
        first,
        proposal(2).setExperimentId("other").setDecisionId("other/2-0").build(),
        proposal(1).setStatus(DecisionStatus.REPEATED).setAttempt(2).build(),
        proposal(3).setTargets(List.of("Y")).build(),
        stop(0));
    try (Publisher<ProposedIntervention> bytes =
        topics.publisher(Topic.INTERVENTIONS, ProposedIntervention.class)) {
      bytes.sendBytes("lab", new byte[] {1, 2, 3});
      bytes.send("lab", null);
    }

    Console console = lab(topics, "--until-stopped", "--observations=3");

    String[] words = {
      "lab/1-00000001: X2 = 2, 10 rows: answered",
      "lab/1-00000001: X2 = 2, 10 rows, attempt 2: answered",
      "lab/3-00000003: Y = 2, 10 rows: passed over: targets: 'Y' is not a variable; there are [X1,"
          + " X2, X3, X4]",
      "stopped: the budget of 100 is spent"
    };
    assertThat(console.err().lines()).startsWith(words).hasSize(5);
    assertThat(console.err()).contains("1 record could not be read (a.interventions/");
    assertThat(console.out().lines())
        .containsExactly(
            "declared lab: 4 continuous variables",
            "sent 3 observational samples of lab to a.samples (chain:4, linear-gaussian, seed 5)",
            "answered 1 decision with 20 samples; 0 proposals lost, 1 passed over");
    assertThat(console.code()).isZero();
    Laboratory laboratory = new Laboratory(Proposals.chain("linear-gaussian"), 5, 0);
    List<Sample> answer =
        IntStream.range(0, 10).mapToObj(row -> laboratory.sample(first, row)).toList();
    List<Sample> sent = topics.records(Topic.SAMPLES, Sample.class);
    assertThat(sent.subList(0, 3))
        .extracting(Sample::getSampleId)
        .containsExactly(
            "chain:4/linear-gaussian/5/-/0",
            "chain:4/linear-gaussian/5/-/1",
            "chain:4/linear-gaussian/5/-/2");
    assertThat(sent.subList(3, 13)).isEqualTo(answer);
    assertThat(sent.subList(13, 23)).isEqualTo(answer);

    Console again = lab(topics, "--until-stopped", "--observations=3");

    assertThat(again.out().lines()).startsWith("lab is declared already");
    assertThat(again.err()).isEqualTo(console.err());
    assertThat(topics.records(Topic.SAMPLES, Sample.class).subList(23, 46)).isEqualTo(sent);
    assertThat(topics.records(Topic.EXPERIMENTS, Experiment.class)).hasSize(1);
  }

  @Test
  void doesNothingForAFormerLife() {
    LoopTopics topics = new LoopTopics(BROKER, "e.");
    try (Publisher<Experiment> publisher = topics.publisher(Topic.EXPERIMENTS, Experiment.class)) {
      publisher.send("lab", Proposals.chain("linear-gaussian").declaration());
      publisher.send("lab", null);
    }
    topics.propose(
        proposal(1).setRevision(0).build(),
        stop(0),
        proposal(2).setRevision(2).setRows(1).build(),
        stop(2));

    Console console = lab(topics, "--observations=0", "--until-stopped");

    assertThat(console.err().lines())
        .containsExactly(
            "lab/2-00000002: X2 = 2, 1 row: answered", "stopped: the budget of 100 is spent");
    assertThat(topics.records(Topic.EXPERIMENTS, Experiment.class)).hasSize(3);
  }

  @Test
  void answersInPartsAsDecisionsCome() {
    LoopTopics topics = new LoopTopics(BROKER, "b.");
    topics.create(Topic.SAMPLES);
    CompletableFuture<Console> running =
        CompletableFuture.supplyAsync(
            () -> lab(topics, "--decisions=1", "--observations=1", "--latency=100ms", "--batch=4"));
    await().atMost(PATIENCE).until(() -> topics.records(Topic.SAMPLES, Sample.class).size() == 1);
    topics.propose(proposal(7).build());

    Console console = running.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();

    assertThat(console.err().lines())
        .containsExactly(
            "lab/7-00000007: X2 = 2, 10 rows: begun",
            "lab/7-00000007: X2 = 2, 10 rows: answered to row 4 of 10",
            "lab/7-00000007: X2 = 2, 10 rows: answered to row 8 of 10",
            "lab/7-00000007: X2 = 2, 10 rows: answered to row 10 of 10");
    assertThat(topics.records(Topic.SAMPLES, Sample.class).subList(1, 11))
        .extracting(Sample::getSampleId)
        .isEqualTo(IntStream.range(0, 10).mapToObj(row -> "lab/7-00000007#" + row).toList());
  }

  private static Console lab(LoopTopics topics, String... options) {
    Stream<String> usual =
        Stream.of(
            "simulate",
            "lab",
            "--experiment=lab",
            "--graph=chain:4",
            "--mechanisms=linear-gaussian",
            "--seed=5");
    return topics.sluice(Stream.concat(usual, Arrays.stream(options)).toArray());
  }
}
