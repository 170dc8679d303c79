// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.gauges;

import static org.apache.flink.types.PojoTestUtils.assertSerializedAsPojoWithoutKryo;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that lies in state may fall to Kryo. */
class StateTypesTest {

  @ParameterizedTest
  @ValueSource(classes = {Shown.class, ShownKeys.class, Traffic.class})
  void isAPojoThroughAndThrough(Class<?> type) {
    assertSerializedAsPojoWithoutKryo(type);
  }
}
