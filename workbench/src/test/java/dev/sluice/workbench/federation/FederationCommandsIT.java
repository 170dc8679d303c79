// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.InterventionKind;
import dev.sluice.models.scm.MechanismFamily;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.FederationAudit;
import dev.sluice.schemas.FederationBelief;
import dev.sluice.schemas.FederationMessage;
import dev.sluice.schemas.Sample;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.Console;
import dev.sluice.workbench.command.Terminal;
import dev.sluice.workbench.experiment.SimulatedExperiment;
import dev.sluice.workbench.local.CommandBroker;
import dev.sluice.workbench.topics.Publisher;
import dev.sluice.workbench.topics.Snapshots;
import dev.sluice.workbench.topics.TopicCreation;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Commands of a federation against a real broker. */
final class FederationCommandsIT {
  @RegisterExtension static final CommandBroker BROKER = new CommandBroker();

  private static final GraphFamily CHAIN = GraphFamily.parse("chain:3");

  private final SimulatedExperiment system =
      SimulatedExperiment.draw(
          "lab", CHAIN, MechanismFamily.parse("linear-gaussian"), InterventionKind.PERFECT, 5);

  private static <T extends SpecificRecordBase> List<T> all(
      String prefix, Topic topic, Class<T> type) {
    List<T> records = new ArrayList<>();
    try (Snapshots<T> snapshots =
        Snapshots.of(BROKER.settings(prefix), topic, type, "lab"::equals)) {
      snapshots.readToEnd((key, record) -> records.add(record));
    }
    return records;
  }

  @Test
  void simulatesSitesThatShareNoSample() {
    Console console =
        BROKER.sluiceOn(
            "centre.",
            "simulate",
            "federation",
            "--experiment=lab",
            "--sites=2",
            "--targets=shared",
            "--graph=chain:3",
            "--mechanisms=linear-gaussian",
            "--seed=5",
            "--observational=2",
            "--interventional=1");

    assertThat(console.err()).isEmpty();
    assertThat(console.out().lines())
        .containsExactly(
            "declared lab: 3 continuous variables",
            "sent 5 samples of lab to site-a.samples: 2 observational, 1 of each target: X1, X2, X3",
            "sent 5 samples of lab to site-b.samples: 2 observational, 1 of each target: X1, X2, X3",
            "2 sites (chain:3, linear-gaussian, seed 5, targets shared)");
    assertThat(all("centre.", Topic.EXPERIMENTS, Experiment.class))
        .containsExactly(system.declaration());
    Experiment ofSites = system.declaration();
    ofSites.setTrueEdges(null);
    for (String site : new String[] {"site-a.", "site-b."}) {
      assertThat(all(site, Topic.EXPERIMENTS, Experiment.class)).containsExactly(ofSites);
    }
    assertThat(all("site-a.", Topic.SAMPLES, Sample.class))
        .containsExactlyInAnyOrder(
            system.sample(0, 0),
            system.sample(0, 2),
            system.sample(1, 0),
            system.sample(2, 0),
            system.sample(3, 0));
    assertThat(all("site-b.", Topic.SAMPLES, Sample.class))
        .containsExactlyInAnyOrder(
            system.sample(0, 1),
            system.sample(0, 3),
            system.sample(1, 1),
            system.sample(2, 1),
            system.sample(3, 1));
  }

  @Test
  void watchesWhatACoordinatorAndItsSitesSay() {
    KafkaSettings settings = BROKER.settings("board.");
    TopicCreation.create(settings, List.of(Topic.FED_BELIEF, Topic.FED_AUDIT));
    FederationCourse course = new FederationCourse();
    TreeMap<String, SiteAccount> sites = new TreeMap<>();
    try (Publisher<FederationBelief> beliefs =
            Publisher.of(settings, Topic.FED_BELIEF, FederationBelief.class);
        Publisher<FederationAudit> audits =
            Publisher.of(settings, Topic.FED_AUDIT, FederationAudit.class)) {
      for (FederationBelief belief :
          List.of(
              FederationFixture.opening("lab"),
              FederationFixture.belief("lab", 1, 0.5, 1),
              FederationFixture.belief("lab", 2, 0.75, 0))) {
        beliefs.send("lab", belief);
        course.observe(belief);
      }
      for (String site : new String[] {"a", "b"}) {
        FederationAudit audit = FederationFixture.audit(site, 1, FederationMessage.UPDATE, 100);
        audits.send("lab", audit);
        sites.put(site, new SiteAccount());
        sites.get(site).add(audit);
      }
      beliefs.send("other", FederationFixture.opening("other"));
    }

    Console console =
        BROKER.sluiceOn("board.", "watch", "federation", "--once", "--federation=lab");

    assertThat(console.err()).isEmpty();
    assertThat(console.out())
        .isEqualTo(
            new Terminal(false, false).frame(new FederationView(false).lines(course, sites)));
    assertThat(BROKER.sluiceOn("board.", "watch", "federation", "--once"))
        .isEqualTo(
            Console.failed("sluice watch federation: --federation ID: which of lab, other?"));
    assertThat(
            BROKER.sluiceOn(
                "board.", "watch", "federation", "--once", "--federation=x", "--timeout=0s"))
        .isEqualTo(
            Console.failed(
                "sluice watch federation: --federation x: no beliefs within 0 s in"
                    + " board.fed.belief; there are those of lab, other"));
  }

  @Test
  void namesTheTopicThatIsMissing() {
    assertThat(BROKER.sluiceOn("nothing.", "watch", "federation", "--once", "--timeout=0s"))
        .isEqualTo(
            Console.failed(
                "sluice watch federation: --bootstrap %s: no topic nothing.fed.belief; has the coordinator job run?"
                    .formatted(BROKER.bootstrap())));
  }
}
