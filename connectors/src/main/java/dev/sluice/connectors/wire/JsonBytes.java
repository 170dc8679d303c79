// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;

/** Bytes as JSON: a text in base64 with padding, in one line (RFC 4648, section 4). */
final class JsonBytes {
  private static final String EXPECTED = "a text in base64 with padding";

  /** Digits of one unit of base64, to which a text is padded. */
  private static final int UNIT = 4;

  private JsonBytes() {}

  /** Bytes of their own, which nothing else refers to. */
  static ByteBuffer read(JsonParser in) throws IOException, Rejection {
    JsonPlace.expect(in, JsonToken.VALUE_STRING, EXPECTED);
    String text = in.getText();
    if (text.length() % UNIT != 0) { // the decoder would do without the padding
      throw JsonPlace.mismatch(in, EXPECTED);
    }
    try {
      return ByteBuffer.wrap(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw JsonPlace.mismatch(in, EXPECTED);
    }
  }

  /** What a buffer has left, as text; the buffer stays as it is. */
  static String text(ByteBuffer bytes) {
    byte[] left = new byte[bytes.remaining()];
    bytes.duplicate().get(left);
    return Base64.getEncoder().encodeToString(left);
  }
}
