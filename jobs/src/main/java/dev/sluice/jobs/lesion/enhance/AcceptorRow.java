// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion.enhance;

import dev.sluice.models.lesion.CaseName;
import java.io.Serializable;

/**
 * A healthy brain that may take lesions: a row of the file of acceptors.
 *
 * @param caseId of its image
 * @param patientId whose it is
 * @param image path of the image
 * @param brain path of the mask of its brain tissue; empty if there is none
 * @param phantom whether the image is simulated
 */
record AcceptorRow(String caseId, String patientId, String image, String brain, boolean phantom)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  CaseName name() {
    return new CaseName(caseId, patientId);
  }
}
