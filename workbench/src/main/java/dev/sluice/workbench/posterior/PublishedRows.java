// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.posterior;

import java.util.List;
import java.util.Map;

/**
 * What papers say of other methods in the protocols of {@link StudiedProtocol}. Figures that are
 * read off a plot begin with {@code ~}.
 *
 * @param source where the rows are from, and what they are; null if there are none
 * @param rows by method
 */
record PublishedRows(String source, List<Row> rows) {
  /**
   * A row.
   *
   * @param expectedShd expected structural Hamming distance; empty if not published
   * @param auroc of the edges; empty if not published
   * @param hellinger distance from the exact posterior, of 0 to 1; empty if not published
   */
  record Row(String method, String expectedShd, String auroc, String hellinger) {
    private static Row of(String method, String expectedShd, String auroc) {
      return new Row(method, expectedShd, auroc, "");
    }

    /** The figure has no factor 1 / sqrt(2), so that its axis goes to 1.41. */
    private static Row ofFigure5(String method, double height) {
      return new Row(method, "", "", "~%.2f".formatted(height / Math.sqrt(2)));
    }
  }

  private static final String VCN = "Annadani et al. 2021, %s; means over 20 graphs";
  private static final String NOISY = "Deleu et al. 2022, figures 4 and 7; medians";

  private static final PublishedRows NONE = new PublishedRows(null, List.of());

  /** By variables and samples. */
  private static final Map<List<Integer>, List<Row>> OF_VCN =
      Map.of(
          List.of(10, 10),
          List.of(
              Row.of("IMAP-MCMC", "~18.3", "~.56"),
              Row.of("Boot-NOTEARS", "~12.0", "~.89"),
              Row.of("Boot-LiNGAM", "~13.7", "~.80"),
              Row.of("factorised", "~27.2", "~.44"),
              Row.of("VCN", "~12.6", "~.52")),
          List.of(10, 100),
          List.of(
              Row.of("IMAP-MCMC", "~18.2", "~.61"),
              Row.of("Boot-NOTEARS", "~3.0", "~.97"),
              Row.of("Boot-LiNGAM", "~10.1", "~.89"),
              Row.of("factorised", "~28.3", "~.40"),
              Row.of("VCN", "~13.4", "~.50")),
          List.of(20, 10),
          List.of(
              Row.of("IMAP-MCMC", "~50", "~.53"),
              Row.of("Boot-NOTEARS", "~31", "~.86"),
              Row.of("Boot-LiNGAM", "~34", "~.79"),
              Row.of("factorised", "~106", "~.50"),
              Row.of("VCN", "~32", "~.51")),
          List.of(20, 100),
          List.of(
              Row.of("IMAP-MCMC", "~54", "~.63"),
              Row.of("Boot-NOTEARS", "~9", "~.97"),
              Row.of("Boot-LiNGAM", "~25", "~.91"),
              Row.of("factorised", "~103", "~.48"),
              Row.of("VCN", "~36", "~.52")));

  /** By variables, of whichever number of samples. */
  private static final Map<Integer, List<Row>> OF_VCN_TO_EXACT =
      Map.of(
          3,
          List.of(Row.ofFigure5("factorised", 0.91), Row.ofFigure5("VCN", 0.48)),
          4,
          List.of(Row.ofFigure5("factorised", 1.01), Row.ofFigure5("VCN", 0.90)));

  /** By variables, of 100 samples. */
  private static final Map<Integer, List<Row>> OF_DAG_GFLOWNET =
      Map.of(
          20,
          List.of(
              Row.of("MC3", "~59", "~.81"),
              Row.of("Gadget", "~80", "~.52"),
              Row.of("Boot-PC", "~34", "~.76"),
              Row.of("Boot-GES", "~43", "~.90"),
              Row.of("DiBS", "~43", "~.83"),
              Row.of("BCD", "~24", "~.78"),
              Row.of("GFlowNet", "~33", "~.81")),
          50,
          List.of(
              Row.of("MC3", "~168", "~.75"),
              Row.of("Gadget", "~177", "~.54"),
              Row.of("Boot-PC", "~86", "~.75"),
              Row.of("Boot-GES", "~198", "~.93"),
              Row.of("DiBS", "~100", "~.55"),
              Row.of("BCD", "~69", "~.76"),
              Row.of("GFlowNet", "~148", "~.71")));

  private static final PublishedRows OF_SACHS =
      new PublishedRows(
          "Deleu et al. 2022, table 1",
          List.of(
              Row.of("MC3", "22.66", ".508"),
              Row.of("Gadget", "21.77", ".479"),
              Row.of("Boot-GES", "23.07", ".548"),
              Row.of("Boot-PC", "20.65", ".520"),
              Row.of("DiBS", "23.32", ".518"),
              Row.of("BCD", "18.14", ".510"),
              Row.of("GFlowNet", "22.88", ".541")));

  /** Of what no paper has. */
  static PublishedRows none() {
    return NONE;
  }

  /** The rows that a paper has for so many variables and samples; perhaps none. */
  static PublishedRows of(StudiedProtocol protocol, int variables, int samples) {
    return switch (protocol) {
      case SACHS -> OF_SACHS;
      case DAG_GFLOWNET ->
          samples == 100 && OF_DAG_GFLOWNET.containsKey(variables)
              ? new PublishedRows(NOISY, OF_DAG_GFLOWNET.get(variables))
              : NONE;
      case VCN -> ofVcn(variables, samples);
    };
  }

  private static PublishedRows ofVcn(int variables, int samples) {
    List<Row> rows = OF_VCN.get(List.of(variables, samples));
    if (rows != null) {
      return new PublishedRows(VCN.formatted("figures 7 and 8"), rows);
    }
    List<Row> toExact = OF_VCN_TO_EXACT.get(variables);
    return toExact == null
        ? NONE
        : new PublishedRows(
            VCN.formatted("figure 5, divided by the square root of 2 that it lacks"), toExact);
  }
}
