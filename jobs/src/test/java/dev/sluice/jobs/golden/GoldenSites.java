// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.golden;

import dev.sluice.jobs.golden.GoldenJob.Message;
import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.rounds.SiteAnswer;
import dev.sluice.models.federation.rounds.SiteMemory;
import dev.sluice.models.federation.rounds.SiteQuestion;
import dev.sluice.models.federation.rounds.SiteQuestion.Phase;
import dev.sluice.models.federation.rounds.SiteRounds;
import dev.sluice.models.federation.rounds.SiteRules;
import dev.sluice.models.federation.secure.EncryptedShares;
import dev.sluice.models.federation.secure.Keys;
import dev.sluice.models.federation.secure.MaskedUpdate;
import dev.sluice.models.federation.secure.Roster;
import dev.sluice.models.federation.secure.RoundId;
import dev.sluice.models.federation.secure.RoundState;
import dev.sluice.models.federation.secure.SecureRound;
import dev.sluice.models.federation.secure.SiteSecret;
import dev.sluice.schemas.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What three sites say in a secure sum, one message of each site in each phase, in the order of
 * their names. Secrets are fixed, so every build says the same bytes: a savepoint that was taken
 * within a round goes on with what is said after it.
 */
final class GoldenSites {
  private static final int MINIMUM = 2;

  private final RoundId id;
  private final SecureRound sum;
  private final SortedMap<String, SiteRounds> sites = new TreeMap<>();
  private final List<Message> keys = new ArrayList<>();
  private final List<Message> shares = new ArrayList<>();
  private final List<Message> masked = new ArrayList<>();
  private final List<Message> revealed = new ArrayList<>();
  private Roster roster;

  /**
   * Goes through a round.
   *
   * @param numbers what each site adds
   */
  GoldenSites(String federation, long round, Map<String, RingVector> numbers) {
    id = new RoundId(federation, round, 0);
    RingVector any = numbers.values().iterator().next();
    sum = new SecureRound(RoundState.open(id, MINIMUM, any.words(), any.length()));
    numbers.forEach(
        (site, added) -> {
          SiteSecret secret = new SiteSecret(secret(site), site);
          sites.put(
              site, new SiteRounds(secret, SiteRules.plain(MINIMUM, false), SiteMemory.begin()));
        });
    sites.forEach((site, rounds) -> sayKeys(rounds, numbers.get(site)));
    roster = sum.fixRoster(Roster.majority(sites.size()));
    sites.forEach((site, rounds) -> sayShares(site, rounds));
    String[] members = sum.fixMembers();
    sites.forEach(
        (site, rounds) ->
            Arrays.stream(sum.inbox(site)).forEach(sent -> rounds.received(id, sent)));
    sites.values().forEach(rounds -> sayMasked(rounds, members));
    sum.fixSurvivors();
    sites.values().forEach(rounds -> sayRevealed(rounds, members));
  }

  /** 32 bytes, each the first letter of the site's name. */
  static byte[] secret(String site) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) site.charAt(0));
    return secret;
  }

  List<Message> keys() {
    return keys;
  }

  List<Message> shares() {
    return shares;
  }

  List<Message> masked() {
    return masked;
  }

  List<Message> revealed() {
    return revealed;
  }

  /** The roster in JSON. */
  String roster() {
    return Arrays.stream(roster.members())
        .map(member -> "{\"site\":\"%s\",%s}".formatted(member.site(), keysOf(member)))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private void sayKeys(SiteRounds site, RingVector numbers) {
    SiteQuestion question = SiteQuestion.opening(id, Phase.KEYS, MINIMUM, 0);
    Keys said = ((SiteAnswer.PublicKeys) site.computed(question, numbers).orElseThrow()).keys();
    sum.keys(said);
    keys.add(message(Topic.FED_KEYS, said.site(), keysOf(said)));
  }

  private static String keysOf(Keys said) {
    return "\"maskKey\":\"%s\",\"shareKey\":\"%s\""
        .formatted(base64(said.publicMaskKey()), base64(said.publicShareKey()));
  }

  private void sayShares(String name, SiteRounds site) {
    SiteAnswer said = site.asked(question(Phase.SHARES)).orElseThrow();
    EncryptedShares[] sent = ((SiteAnswer.Shares) said).shares();
    Arrays.stream(sent).forEach(sum::shares);
    String encrypted =
        Arrays.stream(sent)
            .map(
                each ->
                    "{\"to\":\"%s\",\"ciphertext\":\"%s\"}"
                        .formatted(each.to(), base64(each.ciphertext())))
            .collect(Collectors.joining(","));
    shares.add(message(Topic.FED_SHARES, name, "\"encrypted\":[" + encrypted + "]"));
  }

  private void sayMasked(SiteRounds site, String... members) {
    SiteAnswer said = site.asked(question(Phase.MASKED, members)).orElseThrow();
    MaskedUpdate sent = ((SiteAnswer.Masked) said).update();
    sum.update(sent);
    masked.add(
        message(
            Topic.FED_UPDATE,
            sent.site(),
            "\"words\":%d,\"numbers\":\"%s\",\"seedCommitment\":\"%s\",\"membersDigest\":\"%s\""
                .formatted(
                    sent.vector().words(),
                    base64(bigEndian(sent.vector())),
                    base64(sent.seedCommitment()),
                    base64(sent.membersDigest()))));
  }

  private void sayRevealed(SiteRounds site, String... members) {
    SiteAnswer said = site.asked(question(Phase.REVEALS, members)).orElseThrow();
    var sent = ((SiteAnswer.Revealed) said).revealed();
    String all =
        Arrays.stream(sent.shares())
            .map(
                each ->
                    "{\"of\":\"%s\",\"survives\":%b,\"share\":\"%s\"}"
                        .formatted(each.of(), each.survives(), base64(each.share())))
            .collect(Collectors.joining(","));
    revealed.add(message(Topic.FED_SHARES, sent.from(), "\"revealed\":[" + all + "]"));
  }

  private SiteQuestion question(Phase phase, String... members) {
    String[] survivors = phase == Phase.REVEALS ? members : new String[0];
    return new SiteQuestion(id, phase, MINIMUM, 0, roster, members, survivors);
  }

  private Message message(Topic topic, String site, String fields) {
    return new Message(
        topic,
        id.federation(),
        "{\"federation\":\"%s\",\"round\":%d,\"attempt\":0,\"site\":\"%s\",%s}"
            .formatted(id.federation(), id.round(), site, fields));
  }

  /** Each number begins with its highest word. */
  private static byte[] bigEndian(RingVector numbers) {
    int words = numbers.words();
    ByteBuffer bytes = ByteBuffer.allocate(numbers.values().length * Integer.BYTES);
    for (int first = 0; first < numbers.values().length; first += words) {
      for (int word = words - 1; word >= 0; word--) {
        bytes.putInt(numbers.values()[first + word]);
      }
    }
    return bytes.array();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** The secret of a site in a file, which is its owner's alone. */
  static Path secretFile(String site) {
    try {
      Path file = Files.createTempFile("golden", ".secret");
      file.toFile().deleteOnExit();
      return Files.write(file, secret(site));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
