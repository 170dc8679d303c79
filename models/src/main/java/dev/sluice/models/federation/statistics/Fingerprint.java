// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.statistics;

import dev.sluice.models.domain.VariableSet;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * SHA-256 of an agreement: of numbers and texts one after the other, each list after its length.
 */
final class Fingerprint {
  /** To be changed with what the numbers of a sum mean. */
  private static final String FORM = "sluice federated statistics 1";

  private final MessageDigest digest;

  private Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static byte[] of(StatisticsAgreement agreement) {
    Fingerprint fingerprint = new Fingerprint();
    fingerprint.add(FORM);
    fingerprint.add(agreement.variables().size());
    agreement.variables().forEach(fingerprint::add);
    int[] categories = agreement.domain().categories();
    fingerprint.add(categories.length);
    for (int ofVariable : categories) {
      fingerprint.add(ofVariable);
    }
    fingerprint.add(agreement.regimes().size());
    for (VariableSet targets : agreement.regimes()) {
      int[] members = targets.members();
      fingerprint.add(members.length);
      for (int target : members) {
        fingerprint.add(target);
      }
    }
    Room room = agreement.room();
    for (long number : List.of((long) room.words(), room.maxRows(), (long) room.maxSites())) {
      fingerprint.add(number);
    }
    fingerprint.add(agreement.bounds().size());
    agreement.bounds().forEach(fingerprint::add);
    fingerprint.add(agreement.maxParents());
    fingerprint.add(agreement.codebook());
    return fingerprint.digest.digest();
  }

  private void add(long number) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
  }

  private void add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    add(bytes.length);
    digest.update(bytes);
  }
}
