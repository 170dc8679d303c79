// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Says where in a JSON text something is wrong, and what. */
final class JsonPlace {
  /** Longest piece of a bad record that a message repeats. */
  private static final int MAX_QUOTE = 80;

  /** Longest cause that a message repeats. */
  private static final int MAX_CAUSE = 300;

  private JsonPlace() {}

  /** Refuses a value that begins with another token than the expected one. */
  static void expect(JsonParser in, JsonToken token, String expected)
      throws IOException, Rejection {
    if (in.currentToken() != token) {
      throw mismatch(in, expected);
    }
  }

  static Rejection mismatch(JsonParser in, String expected) {
    return Rejection.malformed(of(in) + " must be " + expected + ", not " + found(in));
  }

  static Rejection twice(JsonParser in) {
    return Rejection.malformed("field \"" + of(in) + "\" comes twice");
  }

  /** The place of the current value, such as {@code variables[1].kind}. */
  static String of(JsonParser in) {
    StringBuilder place = new StringBuilder();
    append(in.getParsingContext(), place);
    return place.length() == 0 ? "the record" : cut(place.toString(), MAX_QUOTE);
  }

  private static void append(JsonStreamContext context, StringBuilder place) {
    if (context.getParent() != null) {
      append(context.getParent(), place);
    }
    if (context.inObject() && context.hasCurrentName()) {
      place.append(place.length() == 0 ? "" : ".").append(context.getCurrentName());
    } else if (context.inArray() && context.hasCurrentIndex()) {
      place.append('[').append(context.getCurrentIndex()).append(']');
    }
  }

  /** The current value as a message shows it. */
  static String found(JsonParser in) {
    try {
      JsonToken token = in.currentToken();
      if (token == null) {
        return "nothing";
      }
      return switch (token) {
        case START_OBJECT, END_OBJECT -> "an object";
        case START_ARRAY, END_ARRAY -> "an array";
        case VALUE_STRING -> "\"" + quote(in.getText()) + "\"";
        default -> quote(in.getText());
      };
    } catch (IOException e) {
      return "unreadable text";
    }
  }

  /** A piece of a bad record, cut to a bearable length. */
  static String quote(String text) {
    return text.length() <= MAX_QUOTE ? text : text.substring(0, MAX_QUOTE) + "…";
  }

  /** A cause: whole, or cut in its middle, for what is wrong stands at the end as often as not. */
  static String whole(String text) {
    return cut(text, MAX_CAUSE);
  }

  private static String cut(String text, int most) {
    return text.length() <= most
        ? text
        : text.substring(0, most / 2) + "…" + text.substring(text.length() - most / 2);
  }
}
