// SPDX-License-Identifier: Apache-2.0
package dev.sluice.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Every version that a record's schema ever had, so that what was written with an old one can still
 * be read. Version n of {@code PosteriorSnapshot} is the resource {@code
 * posterior-snapshot.vn.avsc} beside this class; a released one is never edited.
 */
public final class SchemaVersions {
  private SchemaVersions() {}

  /**
   * All versions of a record's schema, the oldest first.
   *
   * @throws IllegalArgumentException if no version is kept
   */
  public static List<Schema> of(Class<? extends SpecificRecordBase> type) {
    List<Schema> versions = new ArrayList<>();
    for (Schema next = read(type, 1); next != null; next = read(type, versions.size() + 1)) {
      versions.add(next);
    }
    if (versions.isEmpty()) {
      throw new IllegalArgumentException("no schema is kept as " + resource(type, 1));
    }
    return List.copyOf(versions);
  }

  /** The newest version of a record's schema, without the properties of generated Java code. */
  public static Schema newest(Class<? extends SpecificRecordBase> type) {
    List<Schema> versions = of(type);
    return versions.get(versions.size() - 1);
  }

  private static Schema read(Class<? extends SpecificRecordBase> type, int version) {
    try (InputStream in = type.getResourceAsStream(resource(type, version))) {
      return in == null ? null : new Schema.Parser().parse(in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource(type, version), e);
    }
  }

  private static String resource(Class<?> type, int version) {
    String words = type.getSimpleName().replaceAll("(?<=.)(?=[A-Z])", "-");
    return words.toLowerCase(Locale.ROOT) + ".v" + version + ".avsc";
  }
}
