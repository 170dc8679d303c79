// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.nifti;

import java.util.regex.Pattern;

/**
 * A file is not one of NIfTI-1 or not one that is read here. The message is one line: name of the
 * file, what is wrong, what was expected.
 */
public final class NiftiException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** Names come from streams, and what is there may hold line breaks. */
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  NiftiException(String name, String problem) {
    super(CONTROL.matcher(name + ": " + problem).replaceAll("?"));
  }
}
