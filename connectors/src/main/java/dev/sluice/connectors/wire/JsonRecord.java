// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;

/** Reads a record from a JSON object. */
final class JsonRecord implements JsonValue {
  private final Schema schema;
  private final SpecificData data;

  /** Looked up once: to find the class of a schema takes longer than to make a record of it. */
  private final GenericData.InstanceSupplier records;

  private final Map<String, Integer> positions = new HashMap<>();
  private final JsonValue[] values;
  private final Object[] defaults;

  /** Whether a default must be copied. */
  private final boolean[] mutable;

  private final boolean[] required;

  JsonRecord(Schema schema, SpecificData data) {
    List<Schema.Field> fields = schema.getFields();
    this.schema = schema;
    this.data = data;
    this.records = data.getNewRecordSupplier(schema);
    this.values = new JsonValue[fields.size()];
    this.defaults = new Object[fields.size()];
    this.mutable = new boolean[fields.size()];
    this.required = new boolean[fields.size()];
    for (Schema.Field field : fields) {
      positions.put(field.name(), field.pos());
      values[field.pos()] = JsonValues.of(field.schema(), data);
      // Looked up once: Avro's cache hashes the field's whole schema at every look-up.
      defaults[field.pos()] = field.hasDefaultValue() ? data.getDefaultValue(field) : null;
      mutable[field.pos()] = isMutable(defaults[field.pos()]);
      required[field.pos()] = !field.hasDefaultValue();
    }
  }

  @Override
  public Object read(JsonParser in) throws IOException, Rejection {
    JsonPlace.expect(in, JsonToken.START_OBJECT, "an object");
    IndexedRecord record = (IndexedRecord) records.newInstance(null, schema);
    boolean[] seen = new boolean[values.length];
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      Integer found = positions.get(name);
      if (found == null) {
        throw unknown(name, in);
      }
      int position = found;
      in.nextToken();
      if (seen[position]) {
        throw JsonPlace.twice(in);
      }
      seen[position] = true;
      record.put(position, values[position].read(in));
    }
    fillIn(record, seen, in);
    return record;
  }

  private void fillIn(IndexedRecord record, boolean[] seen, JsonParser in) throws Rejection {
    for (int i = 0; i < seen.length; i++) {
      if (!seen[i]) {
        if (required[i]) {
          throw Rejection.malformed(
              "field \"" + field(i).name() + "\" is missing from " + JsonPlace.of(in));
        }
        record.put(i, mutable[i] ? data.deepCopy(field(i).schema(), defaults[i]) : defaults[i]);
      }
    }
  }

  private Schema.Field field(int position) {
    return schema.getFields().get(position);
  }

  private static boolean isMutable(Object value) {
    return value instanceof Collection || value instanceof Map || value instanceof IndexedRecord;
  }

  private Rejection unknown(String name, JsonParser in) {
    String hint =
        ClosestName.to(name, positions.keySet())
            .map(near -> "; did you mean \"" + near + "\"?")
            .orElse("");
    return new Rejection(Reason.UNKNOWN_FIELD, "unknown field \"" + JsonPlace.of(in) + "\"" + hint);
  }
}
