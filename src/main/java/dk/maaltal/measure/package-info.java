/** Evaluates declared measures over what was known at an as-of. */
@NullMarked
package dk.maaltal.measure;

import org.jspecify.annotations.NullMarked;
