// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;

/**
 * Searches records of a schema for the first value of a type that is at fault. What cannot hold
 * such a value is not looked at, for most of a record cannot.
 */
final class RecordSearch {
  private final Search search;

  /** Says what is wrong with a value that is neither record nor list nor map. */
  @FunctionalInterface
  interface Test {
    /** What is wrong, such as {@code " is NaN"}, or null. */
    String fault(Object value);
  }

  /** A search through values of one schema. */
  @FunctionalInterface
  private interface Search {
    /** Place and fault, such as {@code ".values[3] is NaN"}, or null. */
    String in(Object value);
  }

  /** A field in which there can be such values. */
  private record Field(int position, String name, Search search) {}

  /**
   * A search.
   *
   * @param schema of the records
   * @param leaf type of the values that are tested; null is not
   */
  RecordSearch(Schema schema, Schema.Type leaf, Test test) {
    Search in = of(schema, leaf, test);
    search = in == null ? value -> null : in;
  }

  /** Place and fault of the first value at fault, such as {@code values[3] is NaN}, or null. */
  String find(IndexedRecord record) {
    String found = search.in(record);
    return found == null ? null : found.substring(1);
  }

  /** The search through values of a schema; null if there is nothing to test in them. */
  private static Search of(Schema schema, Schema.Type leaf, Test test) {
    Search in =
        switch (schema.getType()) {
          case RECORD -> inRecord(schema, leaf, test);
          case ARRAY -> inList(of(schema.getElementType(), leaf, test));
          case MAP -> inMap(of(schema.getValueType(), leaf, test));
          case UNION -> inUnion(schema, leaf, test);
          default -> schema.getType() == leaf ? test::fault : null;
        };
    return in == null ? null : value -> value == null ? null : in.in(value);
  }

  private static Search inUnion(Schema schema, Schema.Type leaf, Test test) {
    List<Search> branches = new ArrayList<>();
    schema.getTypes().forEach(branch -> branches.add(of(branch, leaf, test)));
    List<Search> searches = branches.stream().filter(Objects::nonNull).toList();
    if (searches.isEmpty()) {
      return null;
    }
    boolean isOptional = branches.size() == 2 && schema.isNullable();
    return isOptional ? searches.get(0) : value -> inUnion(value, schema, branches);
  }

  private static String inUnion(Object value, Schema schema, List<Search> branches) {
    Search branch = branches.get(SpecificData.get().resolveUnion(schema, value));
    return branch == null ? null : branch.in(value);
  }

  private static Search inRecord(Schema schema, Schema.Type leaf, Test test) {
    List<Field> fields = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      Search in = of(field.schema(), leaf, test);
      if (in != null) {
        fields.add(new Field(field.pos(), field.name(), in));
      }
    }
    return fields.isEmpty() ? null : value -> inRecord((IndexedRecord) value, fields);
  }

  private static String inRecord(IndexedRecord record, List<Field> fields) {
    for (Field field : fields) {
      String found = field.search.in(record.get(field.position));
      if (found != null) {
        return "." + field.name + found;
      }
    }
    return null;
  }

  private static Search inList(Search element) {
    return element == null ? null : value -> inList((List<?>) value, element);
  }

  private static String inList(List<?> values, Search element) {
    for (int i = 0; i < values.size(); i++) {
      String found = element.in(values.get(i));
      if (found != null) {
        return "[" + i + "]" + found;
      }
    }
    return null;
  }

  private static Search inMap(Search content) {
    return content == null ? null : value -> inMap((Map<?, ?>) value, content);
  }

  private static String inMap(Map<?, ?> values, Search content) {
    for (Map.Entry<?, ?> entry : values.entrySet()) {
      String found = content.in(entry.getValue());
      if (found != null) {
        return "." + entry.getKey() + found;
      }
    }
    return null;
  }
}
