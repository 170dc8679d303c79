// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.rules;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/** Leaves out tests, whether they lie in a folder or, as other modules' do, in a jar. */
final class ShippedClasses implements ImportOption {

  @Override
  public boolean includes(Location location) {
    return !location.contains("/test-classes/") && !location.contains("-tests.jar");
  }
}
