// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.RawRecord;
import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.experiment.AdmissionSettings;
import dev.sluice.jobs.experiment.Announcement;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.jobs.experiment.Draw;
import dev.sluice.models.discovery.replay.Capacity;
import dev.sluice.models.discovery.replay.MethodChoice;
import dev.sluice.models.discovery.replay.MethodName;
import dev.sluice.models.federation.EdgeLogits;
import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.SiteUpdate;
import dev.sluice.models.federation.UpdateEncoding;
import dev.sluice.models.federation.rounds.SiteRules;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.FederatedVariable;
import dev.sluice.schemas.FederationAgreement;
import dev.sluice.schemas.FederationBelief;
import dev.sluice.schemas.FederationPhase;
import dev.sluice.schemas.FederationShare;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Records and settings of the tests: three variables of three categories, not declared in the order
 * of their names, in the federation e.
 */
final class Fixture {

  static final long DECLARED_AT = 1_700_000_000_000L;
  private static final String[] DECLARED = {"C", "A", "B"};

  private Fixture() {}

  /** A file of 32 bytes, which is the secret of every site of the tests. */
  static Path secret(Path directory) {
    try {
      Path file = directory.resolve("secret");
      byte[] bytes = new byte[32];
      Arrays.fill(bytes, (byte) 7);
      Files.write(file, bytes);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SiteSettings settings(Path secret, Share share, SiteRules rules, boolean held) {
    return settings(secret, share, rules, held, 16);
  }

  static SiteSettings settings(
      Path secret, Share share, SiteRules rules, boolean held, int hidden) {
    KafkaSettings kafka = KafkaSettings.of("unused:1");
    return new SiteSettings(
        new JobTopics(kafka, "test", false),
        new JobTopics(kafka, "test-coordinator", false),
        "s",
        secret.toString(),
        share,
        rules,
        1e-5,
        4,
        2,
        new SiteTraining(
            new MethodChoice(MethodName.ENCO, hidden, 32, 10, null, false, 3),
            new Capacity(150, 40),
            1,
            5,
            5,
            1,
            held,
            false,
            1 << 20),
        new AdmissionSettings(4000, 400, 600_000));
  }

  static Declaration declared(long revision) {
    StringBuilder variables = new StringBuilder();
    for (String name : DECLARED) {
      variables
          .append(variables.isEmpty() ? "" : ",")
          .append("{\"name\":\"%s\",\"kind\":\"CATEGORICAL\",\"categories\":3}".formatted(name));
    }
    String json = "{\"experimentId\":\"e\",\"variables\":[%s]}".formatted(variables);
    Experiment experiment =
        KafkaSettings.of("unused:1")
            .decoder(Experiment.class)
            .decode(json.getBytes(StandardCharsets.UTF_8))
            .record();
    return Declaration.of(experiment, revision, DECLARED_AT).record();
  }

  static Word declaration(long revision) {
    return Word.declared(new Announcement("e", 0, declared(revision)));
  }

  static Word end() {
    return Word.declared(new Announcement("e", 0, null));
  }

  /** Sample t; every other one clamps A. */
  static Draw draw(int t) {
    return new Draw(
        new RawRecord(
            "samples", 0, t, DECLARED_AT, null, ("" + t).getBytes(StandardCharsets.UTF_8)),
        "e",
        "s" + t,
        t,
        t % 2 == 0 ? new String[0] : new String[] {"A"},
        new double[] {t % 3, (t + 1) % 3, (t + 2) % 3},
        null,
        null,
        null);
  }

  static FederationBelief.Builder belief(long round, FederationPhase phase) {
    return FederationBelief.newBuilder()
        .setFederation("e")
        .setRound(round)
        .setPhase(phase)
        .setAt(0)
        .setShared(FederationShare.BELIEFS)
        .setMinimumSites(2)
        .setVariables(
            List.of(
                new FederatedVariable("A", 3),
                new FederatedVariable("B", 3),
                new FederatedVariable("C", 3)))
        .setClip(8.0)
        .setLeastWeight(0.05)
        .setAlpha(0.2)
        .setExistence(Collections.nCopies(6, 0.0))
        .setOrientation(Collections.nCopies(3, 0.0));
  }

  static FederationBelief.Builder statistics(long round, FederationPhase phase) {
    return belief(round, phase)
        .setShared(FederationShare.STATISTICS)
        .setAgreement(new FederationAgreement(2, 1000L, 10, List.of(), 2, ""));
  }

  static Word said(FederationBelief.Builder belief) {
    return Word.said(belief.build(), null);
  }

  /** An update of three variables. */
  static RingVector numbers(double change) {
    EdgeLogits logits = EdgeLogits.zero(3);
    Arrays.fill(logits.existence(), change);
    return new UpdateEncoding(8)
        .encode(new SiteUpdate("s", 0, logits, new double[] {1, 0.5, 0.25}));
  }
}
