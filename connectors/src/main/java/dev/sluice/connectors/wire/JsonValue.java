// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Reads a value of one schema. */
@FunctionalInterface
interface JsonValue {
  /**
   * Reads the value whose first token is the parser's current one, and leaves the parser on its
   * last token.
   *
   * @throws Rejection if the value does not fit the schema
   * @throws IOException if the text is not JSON
   */
  Object read(JsonParser in) throws IOException, Rejection;
}
