// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion.enhance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.lesion.CaseName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AcceptorsTest {

  private static List<AcceptorRow> rows(int count) {
    List<AcceptorRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(new AcceptorRow("c" + i, "p" + i % 4, "/i", "", true));
    }
    return rows;
  }

  @Test
  void nobodyTakesALesionOfTheirOwn() {
    Acceptors acceptors = new Acceptors(rows(8));
    CaseName donor = new CaseName("donor", "p1");
    Map<String, Integer> taken = new HashMap<>();
    for (int replica = 0; replica < 600; replica++) {
      taken.merge(acceptors.of(donor, replica, 7).orElseThrow().caseId(), 1, Integer::sum);
    }

    assertThat(taken.keySet()).containsExactlyInAnyOrder("c0", "c2", "c3", "c4", "c6", "c7");
    assertThat(taken.values()).as("a hundred each").allMatch(count -> count > 70 && count < 130);
    assertThat(new Acceptors(rows(1)).of(new CaseName("c0", "other"), 0, 7)).isEmpty();
    assertThat(new Acceptors(rows(1)).of(new CaseName("donor", "p0"), 0, 7)).isEmpty();
  }

  @Test
  void whoTakesIsAFunctionOfSeedCaseAndReplica() {
    Acceptors acceptors = new Acceptors(rows(40));
    List<AcceptorRow> shuffled = rows(40);
    Collections.shuffle(shuffled, new Random(1));
    Acceptors same = new Acceptors(shuffled);
    CaseName donor = new CaseName("donor", "p1");
    int otherSeed = 0;
    int otherCase = 0;
    for (int replica = 0; replica < 100; replica++) {
      AcceptorRow row = acceptors.of(donor, replica, 7).orElseThrow();
      assertThat(same.of(donor, replica, 7)).contains(row);
      otherSeed += acceptors.of(donor, replica, 8).orElseThrow().equals(row) ? 1 : 0;
      CaseName other = new CaseName("another", "p1");
      otherCase += acceptors.of(other, replica, 7).orElseThrow().equals(row) ? 1 : 0;
    }

    assertThat(otherSeed).isLessThan(15);
    assertThat(otherCase).isLessThan(15);
  }
}
