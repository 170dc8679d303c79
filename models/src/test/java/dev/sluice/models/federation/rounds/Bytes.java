// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.rounds;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** All that is in a message or a memory, as one text. */
final class Bytes {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().setVisibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY);

  private Bytes() {}

  static String of(Object said) {
    try {
      return MAPPER.writeValueAsString(said);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
