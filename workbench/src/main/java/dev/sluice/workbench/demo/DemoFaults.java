// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.demo;

import java.util.List;

/**
 * Records that the demo's producers get wrong now and then; all become dead letters of the
 * posterior job. The adaptation job can use the one whose targets are unknown.
 */
final class DemoFaults {
  /**
   * A record that cannot be used.
   *
   * @param experiment that it pretends to belong to, also its key
   * @param value its text
   */
  record Fault(String experiment, String value) {
    private static Fault gaussian(String fields) {
      return of(DemoExperiments.GAUSSIAN_8, fields + "}");
    }

    private static Fault of(String experiment, String rest) {
      return new Fault(experiment, "{\"experimentId\":\"" + experiment + "\"," + rest);
    }
  }

  private static final List<Fault> FAULTS =
      List.of(
          Fault.of(DemoExperiments.GAUSSIAN_8, "\"targets\":[],\"values\":[0.1,0.2,"), // cut short
          Fault.gaussian("\"tragets\":[],\"values\":[1,2,3,4,5,6,7,8]"),
          Fault.gaussian("\"targets\":[],\"values\":[1,2,3]"),
          Fault.gaussian("\"targets\":[],\"values\":[1,2,3,null,5,6,7,8]"),
          Fault.gaussian("\"targets\":[\"Y1\"],\"values\":[1,2,3,4,5,6,7,8]"),
          Fault.gaussian("\"targets\":null,\"values\":[1,2,3,4,5,6,7,8]"),
          Fault.of(DemoExperiments.CATEGORICAL_6, "\"targets\":[],\"values\":[0,1,2,3,0,1]}"));

  private DemoFaults() {}

  /**
   * A fault; each number another one, over and over.
   *
   * @param number 0 or above
   */
  static Fault number(long number) {
    return FAULTS.get((int) (number % FAULTS.size()));
  }
}
