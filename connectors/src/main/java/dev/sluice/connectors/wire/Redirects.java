// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;

/** Where answers of a registry lead on to. */
final class Redirects {
  private Redirects() {}

  /** What is posted goes on only where the answer says that it is still to be posted. */
  static boolean isOne(int status, String body) {
    return switch (status) {
      case 307, 308 -> true;
      case 301, 302, 303 -> body == null;
      default -> false;
    };
  }

  /** The next address, which is never less safe than the one before. */
  static URI next(URI uri, HttpResponse<byte[]> response) throws IOException {
    String location = response.headers().firstValue("Location").orElse("");
    URI next;
    try {
      next = uri.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new IOException("a redirect of " + shown(uri) + " leads to no address", e);
    }
    boolean isHttp = "http".equals(next.getScheme()) || "https".equals(next.getScheme());
    if (location.isEmpty() || !isHttp || next.getHost() == null) {
      throw new IOException("a redirect of " + shown(uri) + " leads to no address");
    }
    if ("https".equals(uri.getScheme()) && "http".equals(next.getScheme())) {
      throw new IOException("a redirect of " + shown(uri) + " leads from https to http");
    }
    return next;
  }

  /** An address that a redirect may have led to, without what may be secret in it. */
  static String shown(URI uri) {
    return RegistryAccess.shown(uri.toString().replaceFirst("\\?.*", ""));
  }
}
