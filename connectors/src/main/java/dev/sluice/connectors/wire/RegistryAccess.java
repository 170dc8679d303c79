// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Where a schema registry is and who asks it. Only the address is ever shown: it holds no secret.
 *
 * @param address such as {@code http://registry:8081}, possibly with a path, without a user and
 *     without a slash at its end
 * @param authorization the header of that name, or null for none
 * @param truststore file of the certificates that are trusted, or null for those of the JVM
 * @param truststoreType type of the truststore, such as PKCS12 or PEM
 * @param truststorePassword password of the truststore, or null
 * @param tries how often it is asked before it counts as away; 0 if records wait for it however
 *     long that takes
 */
public record RegistryAccess(
    String address,
    String authorization,
    String truststore,
    String truststoreType,
    String truststorePassword,
    int tries)
    implements Serializable {
  /** What the names of a registry's properties begin with. */
  public static final String PREFIX = "schema.registry.";

  /** Property with {@code user:secret}. */
  public static final String USER_INFO = PREFIX + "basic.auth.user.info";

  /** Property with a token. */
  public static final String TOKEN = PREFIX + "bearer.auth.token";

  /** Property with the number of tries. */
  public static final String TRIES = PREFIX + "tries";

  private static final String TRUSTSTORE = PREFIX + "ssl.truststore.location";
  private static final String TRUSTSTORE_TYPE = PREFIX + "ssl.truststore.type";
  private static final String TRUSTSTORE_PASSWORD = PREFIX + "ssl.truststore.password";
  private static final List<String> NAMES =
      List.of(USER_INFO, TOKEN, TRUSTSTORE, TRUSTSTORE_TYPE, TRUSTSTORE_PASSWORD, TRIES);

  /** How often a registry is asked unless configured. */
  static final int DEFAULT_TRIES = 5;

  private static final int MAX_TRIES = 100;

  private static final int MAX_PORT = 65_535;

  /**
   * Access as a URL and properties say it.
   *
   * @param url {@code http://HOST:PORT} or https, possibly with a path, and with {@code
   *     user:secret@} before the host, percent-encoded
   * @param properties those whose names begin with {@link #PREFIX} are looked at
   * @throws IllegalArgumentException if one of them cannot be; its message begins with {@code
   *     registry} or names the property, and shows no secret
   */
  public static RegistryAccess of(String url, Map<String, String> properties) {
    URI uri = uri(url);
    checkNames(properties);
    String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("/+$", "");
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return new RegistryAccess(
        uri.getScheme() + "://" + uri.getHost() + port + path,
        authorization(uri.getRawUserInfo(), properties),
        properties.get(TRUSTSTORE),
        properties.getOrDefault(TRUSTSTORE_TYPE, "PKCS12"),
        properties.get(TRUSTSTORE_PASSWORD),
        tries(properties.getOrDefault(TRIES, String.valueOf(DEFAULT_TRIES)).strip()));
  }

  private static int tries(String text) {
    if (!text.matches("\\d{1,3}") || Integer.parseInt(text) > MAX_TRIES) {
      throw new IllegalArgumentException(
          "registry-tries is \"%s\"; expected 0 to %d".formatted(text, MAX_TRIES));
    }
    return Integer.parseInt(text);
  }

  /** A URL as errors show it: a user and his secret are hidden. */
  public static String shown(String url) {
    return url.replaceFirst("(?s)^(\\w*://)?.*@", "$1***@");
  }

  private static URI uri(String url) {
    String stripped = url.strip();
    if (stripped.matches("(?s).*[,;\\s]\\s*https?://.*")) {
      throw wrong(url, "expected one address, not a list");
    }
    URI uri = null;
    try {
      uri = new URI(stripped);
    } catch (URISyntaxException e) {
      // its message would show the secret
    }
    String scheme = uri == null ? null : uri.getScheme();
    if (!("http".equals(scheme) || "https".equals(scheme))
        || uri.getHost() == null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null) {
      throw wrong(
          url,
          "expected http://HOST:PORT or https://HOST:PORT"
              + (url.contains("@") ? ", a user and his secret percent-encoded" : ""));
    }
    if (uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
      throw wrong(url, "expected a port from 1 to " + MAX_PORT);
    }
    return uri;
  }

  private static IllegalArgumentException wrong(String url, String expected) {
    return new IllegalArgumentException("registry is \"" + shown(url) + "\"; " + expected);
  }

  private static void checkNames(Map<String, String> properties) {
    for (String name : new TreeSet<>(properties.keySet())) {
      if (name.startsWith(PREFIX) && !NAMES.contains(name)) {
        throw new IllegalArgumentException(
            "Kafka property %s is not known; of a registry there are %s"
                .formatted(name, String.join(", ", NAMES)));
      }
    }
  }

  private static String authorization(String userInfo, Map<String, String> properties) {
    List<String> found = new ArrayList<>();
    if (userInfo != null) {
      found.add(basic(decoded(userInfo)));
    }
    if (properties.containsKey(USER_INFO)) {
      found.add(basic(properties.get(USER_INFO)));
    }
    if (properties.containsKey(TOKEN)) {
      found.add(bearer(properties.get(TOKEN).strip()));
    }
    if (found.size() > 1) {
      throw new IllegalArgumentException(
          "registry has more than one of: a user in its URL, %s, %s".formatted(USER_INFO, TOKEN));
    }
    return found.isEmpty() ? null : found.get(0);
  }

  private static String basic(String userInfo) {
    String both = userInfo.contains(":") ? userInfo : userInfo + ":";
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }

  private static String bearer(String token) {
    if (!token.matches("[\\x21-\\x7e]+")) {
      throw new IllegalArgumentException(
          "Kafka property " + TOKEN + " is no token: it is empty or has blanks or other letters");
    }
    return "Bearer " + token;
  }

  /** Percent-decoded; a plus is a plus. */
  private static String decoded(String userInfo) {
    return URLDecoder.decode(userInfo.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** A text, such as a registry's answer, without the secret if that is in it. */
  String hidden(String text) {
    if (authorization == null) {
      return text;
    }
    String credentials = authorization.substring(authorization.indexOf(' ') + 1);
    String hidden = text.replace(credentials, "***");
    if (authorization.startsWith("Basic ")) {
      String both = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
      String secret = both.substring(both.indexOf(':') + 1);
      hidden = secret.isEmpty() ? hidden : hidden.replace(secret, "***");
    }
    return hidden;
  }

  /**
   * What connections with TLS are made with; null for what the JVM trusts.
   *
   * @throws UnavailableException if the truststore cannot be read
   */
  SSLContext tls() {
    if (truststore == null) {
      return null;
    }
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new UnavailableException(
          "schema registry %s: cannot use the truststore %s: %s".formatted(this, truststore, e), e);
    }
  }

  private KeyStore trusted() throws IOException, GeneralSecurityException {
    boolean isPem = truststoreType.equalsIgnoreCase("PEM");
    KeyStore store = KeyStore.getInstance(isPem ? KeyStore.getDefaultType() : truststoreType);
    try (InputStream in = new FileInputStream(truststore)) {
      if (isPem) {
        store.load(null, null);
        for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
          store.setCertificateEntry(String.valueOf(store.size()), each);
        }
      } else {
        store.load(in, truststorePassword == null ? null : truststorePassword.toCharArray());
      }
    }
    return store;
  }

  /** The address alone. */
  @Override
  public String toString() {
    return address;
  }
}
