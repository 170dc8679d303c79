// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import java.io.IOException;

/** Reads JSON numbers; what is not finite is refused with a reason of its own. */
final class JsonNumbers {
  private JsonNumbers() {}

  /** A finite double. */
  static double scalar(JsonParser in) throws IOException, Rejection {
    JsonToken token = in.currentToken();
    if (token != JsonToken.VALUE_NUMBER_FLOAT && token != JsonToken.VALUE_NUMBER_INT) {
      throw JsonPlace.mismatch(in, "a number");
    }
    double value = in.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw notANumber(in);
    }
    return value;
  }

  /** A finite double within an array, where null and texts often stand for a missing value. */
  static double element(JsonParser in) throws IOException, Rejection {
    JsonToken token = in.currentToken();
    if (token == JsonToken.VALUE_NULL || token == JsonToken.VALUE_STRING) {
      throw notANumber(in);
    }
    return scalar(in);
  }

  static long readLong(JsonParser in) throws IOException, Rejection {
    JsonPlace.expect(in, JsonToken.VALUE_NUMBER_INT, "an integer");
    try {
      return in.getLongValue();
    } catch (InputCoercionException e) {
      throw JsonPlace.mismatch(in, "an integer of 64 bits");
    }
  }

  static int readInt(JsonParser in) throws IOException, Rejection {
    JsonPlace.expect(in, JsonToken.VALUE_NUMBER_INT, "an integer");
    try {
      return in.getIntValue();
    } catch (InputCoercionException e) {
      throw JsonPlace.mismatch(in, "an integer of 32 bits");
    }
  }

  private static Rejection notANumber(JsonParser in) throws IOException {
    return new Rejection(
        Reason.NOT_A_NUMBER,
        JsonPlace.of(in) + " is " + JsonPlace.found(in) + ", not a finite number");
  }
}
