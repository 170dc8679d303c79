// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa.trained;

import static org.apache.flink.types.PojoTestUtils.assertSerializedAsPojoWithoutKryo;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that lies in state or travels between operators may fall to Kryo. */
class StateTypesTest {

  @ParameterizedTest
  @ValueSource(
      classes = {
        ArrivedWeights.class,
        ModelWeights.class,
        StudyFindings.class,
        LearnedToken.class,
        Evaluation.class,
        EvaluatedToken.class,
        RowKey.class,
        ComparisonPart.class
      })
  void isAPojoThroughAndThrough(Class<?> type) {
    assertSerializedAsPojoWithoutKryo(type);
  }
}
