// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.mesa;

import dev.sluice.models.mesa.fewshot.FewShotLosses;
import dev.sluice.models.mesa.fewshot.FewShotStudy;
import dev.sluice.workbench.command.StudyFolder;
import java.util.ArrayList;
import java.util.List;

/** Files of few-shot regression: losses by pair, and the tokens that were learned. */
final class FewShotFiles {
  private FewShotFiles() {}

  /** Writes {@code few-shot.csv} and {@code few-shot-tokens.csv}. */
  static void write(StudyFolder out, List<FewShotLosses> algorithms, List<FewShotResult> results) {
    List<String> losses = new ArrayList<>();
    losses.add("model,task,seed,steps,form,pair,loss,standard_error");
    for (FewShotLosses of : algorithms) {
      losses(of.label() + ",,,", "", of, losses);
    }
    List<String> tokens = new ArrayList<>();
    tokens.add("model,task,seed,steps,form,token,entry,value");
    for (FewShotResult result : results) {
      if (result.losses() != null) {
        String subject =
            "%s,%s,%d,%d"
                .formatted(
                    result.model().model(),
                    result.model().task().name(),
                    result.model().seed(),
                    result.version());
        losses(subject, result.form(), result.losses(), losses);
        tokens(subject + "," + result.form(), result.losses().learned(), tokens);
      }
    }
    out.write("few-shot.csv", losses);
    out.write("few-shot-tokens.csv", tokens);
  }

  private static void losses(String subject, String form, FewShotLosses of, List<String> lines) {
    for (int pair = 1; pair <= of.losses().length; pair++) {
      lines.add(
          "%s,%s,%d,%s,%s"
              .formatted(subject, form, pair, of.at(pair), of.standardErrors()[pair - 1]));
    }
  }

  /** EOS is token 0; those of the prefix follow from 1 on. */
  private static void tokens(String of, double[] learned, List<String> lines) {
    int observed = FewShotStudy.observed();
    for (int i = 0; i < learned.length; i++) {
      lines.add(
          "%s,%s,%d,%s"
              .formatted(of, i < observed ? "eos" : i / observed, i % observed + 1, learned[i]));
    }
  }
}
