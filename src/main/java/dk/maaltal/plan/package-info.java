/** A municipality's employment plan and its measures, as read and checked from YAML. */
@NullMarked
package dk.maaltal.plan;

import org.jspecify.annotations.NullMarked;
