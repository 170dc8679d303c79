// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.concurrent.TimeUnit;

/**
 * A key with its self-signed certificate for this machine, as files: made by the JDK's {@code
 * keytool}, valid for a day.
 *
 * @param keystore the key, PKCS12; key and store have the password {@link #PASSWORD}
 * @param truststore the certificate alone, PKCS12, the same password
 */
public record TestCertificate(Path keystore, Path truststore) {

  /** Password of both files and of the key. */
  public static final String PASSWORD = "only-for-tests";

  private static final String ALIAS = "broker";
  private static final int PATIENCE_SECONDS = 60;

  /**
   * Makes a certificate.
   *
   * @param folder where its files go
   * @param name of its owner, and what their names begin with
   */
  public static TestCertificate make(Path folder, String name) {
    Path keystore = folder.resolve(name + ".p12");
    Path truststore = folder.resolve(name + "-trusted.p12");
    try {
      keytool(keystore, name);
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(keystore)) {
        keys.load(in, PASSWORD.toCharArray());
      }
      Certificate certificate = keys.getCertificate(ALIAS);
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(ALIAS, certificate);
      try (OutputStream out = Files.newOutputStream(truststore)) {
        trusted.store(out, PASSWORD.toCharArray());
      }
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("cannot make a certificate", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return new TestCertificate(keystore, truststore);
  }

  private static void keytool(Path keystore, String name) throws IOException, InterruptedException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-validity",
                "1",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=ip:127.0.0.1,dns:localhost",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                keystore.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
    if (!keytool.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      throw new IllegalStateException("keytool makes no certificate: " + said);
    }
  }
}
