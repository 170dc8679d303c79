// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.workbench.Console;
import dev.sluice.workbench.Sluice;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/** The whole demo, for a few seconds. */
final class DemoIT {
  @Test
  void everyRecordIsAccountedFor() {
    Console console = Console.sluice("demo", "--for=6s", "--kafka-port=0", "--ui-port=0");

    assertThat(console.err()).isEmpty();
    assertThat(console.code()).isZero();
    assertThat(console.out().lines())
        .contains("samples and answers flow for 6 s; Ctrl-C ends the demo")
        .anyMatch(line -> line.startsWith("Flink dashboard  http://127.0.0.1:"))
        .anyMatch(line -> line.matches(" +\\d+ s  gaussian-8 .*"))
        .anyMatch(line -> line.matches("gaussian-8 +8 +[\\d,]+ +\\d+ +[\\d.]+ +[01]\\.\\d{4} .*"))
        .anyMatch(line -> line.matches("categorical-6 +6 .*"))
        .anyMatch(line -> line.matches("gaussian-14 +14 .*"))
        .anyMatch(line -> line.matches("samples: +[\\d,]+ read = [\\d,]+ accepted .* 0 waiting"))
        .anyMatch(line -> line.startsWith("declarations: 5 read = 5 accepted "))
        .anyMatch(line -> line.matches(" +\\d+ s  shifts-6 .*"))
        .anyMatch(line -> line.matches("shifts-6 +6 .*"))
        .anyMatch(line -> line.matches("adaptation: +[\\d,]+ read = [\\d,]+ accepted .* 0 waiting"))
        .anyMatch(line -> line.matches("neural-5 +5 .*"))
        .anyMatch(line -> line.matches(" +\\d+ s  neural-5 .*"))
        .anyMatch(line -> line.matches("discovery: +[\\d,]+ read = [\\d,]+ accepted .* 0 waiting"))
        .anyMatch(line -> line.matches("sage +\\d+ .*"))
        .anyMatch(line -> line.startsWith("drift of eel from 1 to 2: "))
        .anyMatch(line -> line.matches("survey: +[\\d,]+ read = [\\d,]+ accepted .* 0 waiting"))
        .anyMatch(line -> line.matches(" +\\d+ s  loop-8 +E-SHD   eig .*   random .*"));
    loopsDependOnTheSeedAlone(console.out());
  }

  private static void loopsDependOnTheSeedAlone(String out) {
    assertThat(out.lines())
        .containsSequence(
            "loop-8 by      decisions     E-SHD      from",
            "eig                   10     0.924     3.433  stopped: targetBudget: 100.0 is spent of"
                + " 100.0, and no 10 rows cost so little as what is left",
            "random                10     0.983     3.433  stopped: targetBudget: 100.0 is spent of"
                + " 100.0, and no 10 rows cost so little as what is left",
            "",
            "closed loop: 8 variables: expected SHD <= 2 after 1 decision by eig, after 5 decisions"
                + " at random",
            "one draw of each, on which chance may win; docs/targeting.md has the study",
            "",
            "eig:          200 read = 200 accepted + 0 dead-lettered + 0 late + 0 duplicate + 0"
                + " waiting",
            "random:       200 read = 200 accepted + 0 dead-lettered + 0 late + 0 duplicate + 0"
                + " waiting");
  }

  @Test
  void aPortInUseIsOneLine() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Console console =
          Console.sluice("demo", "--ui-port=0", "--kafka-port=" + taken.getLocalPort());

      assertThat(console.code()).isEqualTo(Sluice.FAILED);
      assertThat(console.err().lines())
          .containsExactly(
              "sluice demo: --kafka-port " + taken.getLocalPort() + ": the port is in use");
    }
  }
}
