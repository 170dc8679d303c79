// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.connectors.wire.RegistryClient.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Client of a schema registry with Confluent's REST interface.
 *
 * <p>A registry that does not answer, or answers what no registry does, is asked again a few times;
 * then {@link UnavailableException} fails the task, because to call its records malformed would be
 * wrong. After the restart they are read again. Only the registry's own words, error codes 40401 to
 * 40403 where its interface has them, say that something is not there.
 */
final class SchemaRegistry {
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  /** Pause before the first repetition; each further one is longer by the same time. */
  private static final long PAUSE_MILLIS = 200;

  private static final int SCHEMA_NOT_FOUND = 40403;
  private static final Set<Integer> NOT_FOUND = Set.of(40401, 40402, SCHEMA_NOT_FOUND);

  /** Answers where nobody, or this user, may register, or not this schema. */
  private static final Set<Integer> REFUSED = Set.of(403, 405, 409, 422);

  private final RegistryAccess access;
  private final RegistryClient client;
  private boolean hasNoGuids;

  /** What a registry has of a schema: its kind, such as AVRO, its text and what it refers to. */
  record Found(String kind, String text, List<Reference> references) {}

  /** A schema that another refers to. */
  record Reference(String subject, int version) {}

  SchemaRegistry(RegistryAccess access) {
    this(access, DEADLINE, PAUSE_MILLIS);
  }

  /**
   * A client.
   *
   * @param deadline for each whole answer
   * @param pauseMillis pause before the first repetition
   */
  SchemaRegistry(RegistryAccess access, Duration deadline, long pauseMillis) {
    this.access = access;
    this.client = new RegistryClient(access, deadline, pauseMillis);
  }

  /** Whether it was asked in vain the last time. */
  boolean isAway() {
    return client.isAway;
  }

  /** A schema, or empty if the registry says that it has none of this id. */
  Optional<Found> schema(int id) {
    return client.ask(
        "/schemas/ids/" + id, null, "schema", answer -> found(answer, Set.of(SCHEMA_NOT_FOUND)));
  }

  /** A schema that another refers to, or empty if the registry says that it has none such. */
  Optional<Found> schema(Reference reference) {
    String path =
        "/subjects/%s/versions/%d".formatted(encoded(reference.subject), reference.version);
    return client.ask(path, null, "schema", answer -> found(answer, NOT_FOUND));
  }

  /**
   * A schema, or empty if the registry has none of this GUID, or has none by GUID at all: what is
   * asked for stands in a record, so that a registry of before there were GUIDs is not to blame.
   */
  Optional<Found> schemaOfGuid(String guid) {
    if (hasNoGuids) {
      return Optional.empty();
    }
    return client.ask(
        "/schemas/guids/" + guid,
        null,
        "schema",
        answer -> {
          Optional<Found> found = found(answer, Set.of(SCHEMA_NOT_FOUND));
          if (found != null || answer.status() != 404) {
            return found;
          }
          schema(1); // fails unless there is a registry at this address
          hasNoGuids = true;
          return Optional.empty();
        });
  }

  /**
   * Registers a schema, unless it is registered already, and gives its id. Where nobody may
   * register, it must be there.
   */
  int register(String subject, Schema schema) {
    String body = new ObjectMapper().createObjectNode().put("schema", schema.toString()).toString();
    String path = "/subjects/" + encoded(subject);
    String[] refusal = new String[1];
    int id =
        client.ask(
            path + "/versions",
            body,
            "id",
            answer -> {
              if (!REFUSED.contains(answer.status())) {
                return id(answer);
              }
              refusal[0] = answer.status() + ": " + answer.body().path("message").asText("");
              return 0;
            });
    if (refusal[0] == null) {
      return id;
    }
    return registered(path, body)
        .or(() -> registered(path + "?normalize=true", body))
        .orElseThrow(
            () ->
                new UnavailableException(
                    "schema registry %s does not have the schema of %s and refuses to register it: HTTP %s"
                        .formatted(access, subject, JsonPlace.whole(access.hidden(refusal[0]))),
                    null));
  }

  /** The id of a schema under a subject that has it. */
  private Optional<Integer> registered(String path, String body) {
    return client.ask(
        path,
        body,
        "id",
        answer -> {
          Integer id = id(answer);
          boolean isMissing = answer.status() == 404 && NOT_FOUND.contains(answer.errorCode());
          return id != null ? Optional.of(id) : isMissing ? Optional.empty() : null;
        });
  }

  private static Integer id(Answer answer) {
    JsonNode id = answer.body().path("id");
    return answer.isFine() && id.isIntegralNumber() && id.canConvertToInt() && id.asInt() >= 0
        ? id.asInt()
        : null;
  }

  /** The schema of an answer; empty if it says that there is none; null if it says neither. */
  private static Optional<Found> found(Answer answer, Set<Integer> notFound) {
    if (answer.status() == 404 && notFound.contains(answer.errorCode())) {
      return Optional.empty();
    }
    JsonNode text = answer.body().path("schema");
    JsonNode kind = answer.body().path("schemaType");
    boolean isKnown = kind.isMissingNode() || kind.isNull() || kind.isTextual();
    if (!answer.isFine() || !text.isTextual() || !isKnown) {
      return null;
    }
    List<Reference> references = new ArrayList<>();
    for (JsonNode reference : answer.body().path("references")) {
      references.add(
          new Reference(reference.path("subject").asText(""), reference.path("version").asInt(0)));
    }
    return Optional.of(
        new Found(kind.isTextual() ? kind.asText() : "AVRO", text.asText(), references));
  }

  private static String encoded(String subject) {
    return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return access.toString();
  }
}
