// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import dev.sluice.connectors.wire.SchemaRegistry.Found;
import dev.sluice.connectors.wire.SchemaRegistry.Reference;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/** One schema, fetched from a registry with all that it refers to. */
final class SchemaFetch {
  /** Longest time for all of it: a task that waits takes no checkpoint. */
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private static final int MAX_REFERENCES = 100;

  private final SchemaRegistry registry;
  private final String schema;
  private final long end = System.nanoTime() + LONGEST.toNanos();

  /**
   * What is to be fetched.
   *
   * @param schema id or GUID
   */
  SchemaFetch(SchemaRegistry registry, String schema) {
    this.registry = registry;
    this.schema = schema;
  }

  /**
   * Fetches it.
   *
   * @throws UnavailableException if the registry cannot be asked: the record is not to blame
   */
  Schema fetch() throws Rejection {
    boolean isGuid = schema.indexOf('-') > 0;
    if (!isGuid && schema.startsWith("-")) {
      throw Rejection.malformed("id " + schema + " of a schema is negative");
    }
    Optional<Found> found =
        isGuid ? registry.schemaOfGuid(schema) : registry.schema(Integer.parseInt(schema));
    if (found.isEmpty()) {
      throw Rejection.malformed("schema registry " + registry + " has no schema " + schema);
    }
    Map<Reference, Found> references = new LinkedHashMap<>();
    collect(found.get(), references);
    try {
      // A default is for readers: a writer's need not fit.
      Schema.Parser parser = new Schema.Parser().setValidateDefaults(false);
      for (Found each : references.values()) {
        parser.parse(each.text());
      }
      return parser.parse(found.get().text());
    } catch (RuntimeException | StackOverflowError e) {
      throw Rejection.malformed(
          "schema %s of the registry is not Avro: %s"
              .formatted(schema, JsonPlace.whole(String.valueOf(e.getMessage()))));
    }
  }

  /** Fetches what a schema refers to, each before what refers to it. */
  private void collect(Found found, Map<Reference, Found> references) throws Rejection {
    if (!found.kind().equalsIgnoreCase("AVRO")) {
      throw Rejection.malformed(
          "schema %s of the registry is %s, not Avro"
              .formatted(schema, JsonPlace.quote(found.kind())));
    }
    for (Reference reference : found.references()) {
      if (references.containsKey(reference)) {
        continue;
      }
      if (System.nanoTime() - end > 0) {
        throw new UnavailableException(
            "schema registry %s takes more than %d s to tell schema %s and what it refers to"
                .formatted(registry, LONGEST.toSeconds(), schema),
            null);
      }
      String named = JsonPlace.quote(reference.subject()) + " version " + reference.version();
      if (reference.subject().isEmpty() || reference.version() < 1) {
        throw Rejection.malformed("schema " + schema + " refers to what is no schema: " + named);
      }
      if (references.size() == MAX_REFERENCES) {
        throw Rejection.malformed(
            "schema %s refers to more than %d schemas".formatted(schema, MAX_REFERENCES));
      }
      Found referred =
          registry
              .schema(reference)
              .orElseThrow(
                  () ->
                      Rejection.malformed(
                          "schema %s refers to %s, which the registry has not"
                              .formatted(schema, named)));
      references.put(reference, referred); // also against circles
      collect(referred, references);
      references.remove(reference);
      references.put(reference, referred);
    }
  }
}
