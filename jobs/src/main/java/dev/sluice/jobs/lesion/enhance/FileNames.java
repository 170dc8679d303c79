// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion.enhance;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names of the files of synthetic cases. Ids come from records and may hold anything, so they are
 * shown by letters, digits, hyphens and underscores alone; what tells files apart is a hash of all
 * that their content depends on: the same name, the same bytes.
 */
final class FileNames {

  private static final int MOST_SHOWN = 40;
  private static final int HASH_BYTES = 12;

  private FileNames() {}

  /**
   * The name of a synthetic case, without an ending.
   *
   * @param content all that the content depends on
   */
  static String of(String donor, String acceptor, long replica, String... content) {
    return "%s_%s_%d_%s".formatted(shown(donor), shown(acceptor), replica, hash(content));
  }

  private static String shown(String id) {
    String safe = id.replaceAll("[^A-Za-z0-9_-]", "_");
    return safe.length() <= MOST_SHOWN ? safe : safe.substring(0, MOST_SHOWN);
  }

  /** Each text with its length before it, so that no two lists run together. */
  private static String hash(String... content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String text : content) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
