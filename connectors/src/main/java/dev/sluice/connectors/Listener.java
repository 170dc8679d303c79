// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** What a broker's address speaks, which Kafka's clients do not find out by themselves. */
final class Listener {
  private static final int PATIENCE_MILLIS = 2_000;

  private Listener() {}

  /**
   * Whether TLS is spoken at the first of some addresses. To a client without TLS such a broker
   * says nothing at all. Nothing is sent but the greeting, and nobody trusted: any certificate is
   * an answer.
   *
   * @param bootstrap one or more {@code host:port} joined by commas
   */
  static boolean speaksTls(String bootstrap) {
    String first = bootstrap.split(",", -1)[0].trim();
    int colon = first.lastIndexOf(':');
    try (SSLSocket socket = (SSLSocket) context().getSocketFactory().createSocket()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(
          new InetSocketAddress(
              first.substring(0, colon), Integer.parseInt(first.substring(colon + 1))),
          PATIENCE_MILLIS);
      socket.startHandshake();
      return true;
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      return false;
    }
  }

  private static SSLContext context() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Anybody()}, new SecureRandom());
    return context;
  }

  /** Takes any certificate, because nothing is told to its owner. */
  private static final class Anybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
