// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion;

import static org.apache.flink.types.PojoTestUtils.assertSerializedAsPojoWithoutKryo;

import dev.sluice.models.lesion.evaluation.ModelScores;
import dev.sluice.models.lesion.evaluation.PairedScores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that lies in state or travels between operators may fall to Kryo. */
class StateTypesTest {

  @ParameterizedTest
  @ValueSource(
      classes = {
        TrueCase.class,
        DeclaredCase.class,
        Prediction.class,
        Prediction.Said.class,
        Comparison.class,
        Compared.class,
        KeepScores.Kept.class,
        ScoreChange.class,
        Counted.class,
        ModelScores.class,
        PairedScores.class
      })
  void isAPojoThroughAndThrough(Class<?> type) {
    assertSerializedAsPojoWithoutKryo(type);
  }
}
